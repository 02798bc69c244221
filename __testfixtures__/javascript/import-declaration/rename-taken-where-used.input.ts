import { Manager } from '@/lib/ws';

function f(WebSocketManager: number) {
  return new Manager();
}
