export type { Options, Status } from '@/services/ws';
export { other } from '@/lib/ws';
