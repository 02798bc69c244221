import { Manager as WebSocketManager } from '@/lib/ws';
