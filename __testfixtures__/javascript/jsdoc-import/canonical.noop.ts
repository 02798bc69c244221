/** @import { WebSocketManager } from '@/services/ws' */
export const nothing = 1;
