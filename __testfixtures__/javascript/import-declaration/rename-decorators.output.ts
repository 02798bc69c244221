import { WebSocketManager } from '@/services/ws';

declare function inject(...values: unknown[]): any;

@inject(WebSocketManager)
export class Chat {
  @inject(WebSocketManager) manager: unknown;
  constructor(@inject(WebSocketManager) private readonly own: unknown) {}
  send(@inject(WebSocketManager) by: unknown): void {}
}
type Keys = { [Key in 'a' as WebSocketManager extends object ? Key : never]: Key };
