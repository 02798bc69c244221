import { WebSocketManager } from '@/services/ws';

new WebSocketManager();
