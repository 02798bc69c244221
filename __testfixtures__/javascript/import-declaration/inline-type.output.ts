import { other } from '@/lib/ws';
import { type Status, WebSocketManager as Manager } from '@/services/ws';
