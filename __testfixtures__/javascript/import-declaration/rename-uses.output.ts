import { WebSocketManager } from '@/services/ws';

const a = new WebSocketManager();
class B extends WebSocketManager {}
function f(x: WebSocketManager, y: typeof WebSocketManager): WebSocketManager[] {
  return x instanceof WebSocketManager ? [x] : [];
}
type T = Map<string, WebSocketManager>;
