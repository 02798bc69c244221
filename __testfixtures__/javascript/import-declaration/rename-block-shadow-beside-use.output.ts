import { WebSocketManager } from '@/services/ws';

function f() {
  {
    const Manager = 1;
    use(Manager);
  }
  return new WebSocketManager();
}
