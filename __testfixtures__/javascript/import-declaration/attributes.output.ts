import { WebSocketManager as Manager } from '@/services/ws' with { type: 'macro' };
