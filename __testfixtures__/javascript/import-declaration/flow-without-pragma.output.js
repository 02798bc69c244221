import { WebSocketManager as Manager } from '@/services/ws';

function f(x: ?Manager): void {}
