import * as ws from '@/lib/ws';

/** @type {ws.Other} */
export const manager = new ws.Manager();
