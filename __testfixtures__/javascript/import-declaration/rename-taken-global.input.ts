import { Manager } from '@/lib/ws';

new Manager(WebSocketManager);
