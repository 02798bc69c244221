import * as ws from '@/lib/ws';
import * as wsModule from '@/services/ws';

(wsModule).WebSocketManager.name + wsModule /* here */ .MODE + ws?.other;
