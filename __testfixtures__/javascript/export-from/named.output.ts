export { WebSocketManager as Manager, MODE } from '@/services/ws';
