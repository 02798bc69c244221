import { WebSocketManager as Manager } from '@/services/ws';

function f<Manager>(x: Manager) {}
new Manager();
