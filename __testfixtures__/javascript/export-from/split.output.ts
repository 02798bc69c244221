export { other } from '@/lib/ws';
export { WebSocketManager as Manager, MODE as mode } from '@/services/ws';
