export type { Options } from '@/services/ws';
export { type Status, other } from '@/lib/ws';
