import * as ws from '@/lib/ws';
import { WebSocketManager, connect } from '@/services/ws';

new WebSocketManager();
connect();
console.log(ws.other);
type T = WebSocketManager;
