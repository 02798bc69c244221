import { WebSocketManager as Manager } from '@/services/ws';

declare module './src/lib/ws' {
  interface Nothing {}
}
export const x = new Manager();
