import { WebSocketManager } from '@/services/ws';
import { Manager, other } from '@/lib/ws';

new Manager(new WebSocketManager(), other);
