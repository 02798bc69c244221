import { Manager } from '@/lib/ws';

const WebSocketManager = 1;
new Manager();
