import { WebSocketManager as Manager } from '@/services/ws';

new Manager(WebSocketManager);
