import * as socket from '@/services/ws';
import { fetchOne } from '@/services/api';

new socket.WebSocketManager();
fetchOne();
