export class WebSocketManager {
  connect(): string {
    return 'connected';
  }
}
export const MODE = 'unified';
export function connect(): string {
  return new WebSocketManager().connect();
}
export type Status = 'open' | 'closed';
export interface Options {
  readonly url: string;
}
const factory = (): WebSocketManager => new WebSocketManager();
export default factory;
