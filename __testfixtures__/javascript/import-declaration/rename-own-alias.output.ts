import { WebSocketManager as M } from '@/services/ws';

new M();
