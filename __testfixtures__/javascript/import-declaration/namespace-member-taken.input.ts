import * as ws from '@/lib/ws';

const WebSocketManager = 1;
new ws.Manager(ws.other);
