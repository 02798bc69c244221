import { WebSocketManager } from '@/services/ws';

export const View = () => (
  <WebSocketManager.Provider Manager={WebSocketManager}>
    <WebSocketManager Manager="Manager">Manager</WebSocketManager>
  </WebSocketManager.Provider>
);
