import { WebSocketManager } from '@/services/ws';
import { other } from '@/lib/ws';

new WebSocketManager(new WebSocketManager(), other);
