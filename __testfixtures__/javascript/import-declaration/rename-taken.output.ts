import { WebSocketManager as Manager } from '@/services/ws';

const WebSocketManager = 1;
new Manager();
