import { WebSocketManager } from '@/services/ws';

class Chat {
  constructor(readonly Manager: WebSocketManager) {}
  use(Manager: WebSocketManager): typeof Manager {
    return Manager;
  }
}
