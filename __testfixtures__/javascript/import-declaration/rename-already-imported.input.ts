import { WebSocketManager } from '@/services/ws';
import { Manager } from '@/lib/ws';

new Manager(new WebSocketManager());
