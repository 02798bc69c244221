import { other } from '@/lib/ws';
import create, { WebSocketManager as Manager } from '@/services/ws';
