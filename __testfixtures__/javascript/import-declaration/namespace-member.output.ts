import * as ws from '@/services/ws';

new ws.WebSocketManager();
