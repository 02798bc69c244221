export { WebSocketManager } from '@/services/ws';
export * from '@/services/api';
