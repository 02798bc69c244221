import { WebSocketManager } from '@/services/ws';
import * as ws from '@/lib/ws';

new ws.Manager(WebSocketManager, ws.other);
