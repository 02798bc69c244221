export { default, WebSocketManager as Manager } from '@/services/ws';
