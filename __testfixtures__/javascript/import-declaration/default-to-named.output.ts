import { WebSocketManager as Legacy } from '@/services/ws';
