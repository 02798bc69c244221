import { connect } from '@/services/ws';

declare module 'other' {
  import { WebSocketManager as Manager } from '@/services/ws';
  export const manager: Manager<typeof connect>;
}
