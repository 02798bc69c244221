import { WebSocketManager } from '@/services/ws';
