export { WebSocketManager as Sockets } from '@/services/ws';
