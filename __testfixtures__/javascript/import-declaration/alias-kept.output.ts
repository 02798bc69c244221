import { WebSocketManager as Sockets } from '@/services/ws';
