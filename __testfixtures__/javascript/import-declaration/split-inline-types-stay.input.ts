import { Manager, type Other } from '@/lib/ws';

export const manager = new Manager<Other>();
