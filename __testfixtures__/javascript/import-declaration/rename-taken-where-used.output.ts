import { WebSocketManager as Manager } from '@/services/ws';

function f(WebSocketManager: number) {
  return new Manager();
}
