export { WebSocketManager as default } from '@/services/ws';
