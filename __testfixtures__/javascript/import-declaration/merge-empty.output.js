import { WebSocketManager as Manager, WebSocketManager as create } from '@/services/ws';

new Manager(create);
