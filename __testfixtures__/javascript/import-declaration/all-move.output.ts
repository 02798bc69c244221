import { WebSocketManager as Manager, MODE, connect as open } from '@/services/ws';
