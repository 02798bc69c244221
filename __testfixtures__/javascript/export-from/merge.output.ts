export { connect, MODE, WebSocketManager as OldManager, WebSocketManager as Third } from '@/services/ws';
export * as all from '@/services/ws';
