import * as ws from '@/lib/ws';
import * as wsModule from '@/services/ws';

const WebSocketManager = 1;
new wsModule.WebSocketManager(ws.other);
