import * as socket from '@/services/ws';
import open, { WebSocketManager as factory } from '@/services/ws';
import { fetchOne } from '@/services/api';
import * as ws from '@/services/ws';

factory.name + socket.WebSocketManager.name + fetchOne();
open.name + ws.WebSocketManager.name + ws.MODE;
