import { WebSocketManager } from '@/services/ws';
import * as ws from '@/lib/ws';

new WebSocketManager(WebSocketManager, ws.other);
