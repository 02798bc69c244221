import * as one from '@/lib/ws';
import { WebSocketManager } from '@/services/ws';
import * as two from '@/lib/ws';
import * as ws from '@/services/ws';

new WebSocketManager(one.other);
new ws.WebSocketManager(two.other);
