import { MODE } from '@/services/ws';
import * as ws from '@/lib/ws';

export const manager = new ws.Manager(MODE, ws.helper);
