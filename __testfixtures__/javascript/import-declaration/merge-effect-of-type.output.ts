import '@/services/ws';
import { WebSocketManager as Manager } from '@/services/ws';

export const managers: Manager[] = [];
