export { type Status, WebSocketManager as Manager } from '@/services/ws';
