import { WebSocketManager as Manager } from '@/services/ws';

declare module 'x' {
  export const y: number;
}
declare module './src/lib/ws' {
  interface Extra {}
}
