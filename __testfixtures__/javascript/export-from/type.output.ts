export type { Status, WebSocketManager as Manager } from '@/services/ws';
export type * from '@/services/api';
