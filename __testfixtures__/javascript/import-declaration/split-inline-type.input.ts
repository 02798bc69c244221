import { type Status, other, Manager, type Other } from '@/lib/ws';

export const manager: Status = new Manager<Other>(other);
