import { other, type Other } from '@/lib/ws';
import { type Status, WebSocketManager as Manager } from '@/services/ws';

export const manager: Status = new Manager<Other>(other);
