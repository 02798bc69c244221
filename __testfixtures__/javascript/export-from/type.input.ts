export type { Status, Manager } from '@/lib/ws';
export type * from './src/services/api';
