import { WebSocketManager } from '@/services/ws';

export const all = { Manager: WebSocketManager, x: WebSocketManager, Manager2: 1, [WebSocketManager.name]: 2 };
const { Manager: y } = all;
