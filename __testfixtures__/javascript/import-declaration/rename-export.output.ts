import { WebSocketManager } from '@/services/ws';

export { WebSocketManager as Manager };
export { WebSocketManager as Other };
export default WebSocketManager;
