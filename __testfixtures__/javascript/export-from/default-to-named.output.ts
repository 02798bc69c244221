export { WebSocketManager as default, WebSocketManager as Other } from '@/services/ws';
