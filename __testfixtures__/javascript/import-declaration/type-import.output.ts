import type { WebSocketManager as Manager, Status } from '@/services/ws';
