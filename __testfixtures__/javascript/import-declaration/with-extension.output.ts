import { WebSocketManager as Manager } from '@/services/ws';
