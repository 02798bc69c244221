export { other } from '@/lib/ws';
export { WebSocketManager as Manager } from '@/services/ws';
