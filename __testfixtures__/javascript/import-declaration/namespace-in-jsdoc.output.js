import * as ws from '@/lib/ws';
import { WebSocketManager } from '@/services/ws';

/** @type {ws.Other} */
export const manager = new WebSocketManager();
