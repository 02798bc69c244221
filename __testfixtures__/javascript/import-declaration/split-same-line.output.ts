import { other } from '@/lib/ws'; import { WebSocketManager as Manager } from '@/services/ws'; const x = 1;
