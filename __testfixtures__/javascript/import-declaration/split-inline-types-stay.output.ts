import type { Other } from '@/lib/ws';
import { WebSocketManager as Manager } from '@/services/ws';

export const manager = new Manager<Other>();
