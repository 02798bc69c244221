import { MODE, WebSocketManager } from '@/services/ws';
import * as ws from '@/lib/ws';

export const manager = new WebSocketManager(MODE, ws.helper);
