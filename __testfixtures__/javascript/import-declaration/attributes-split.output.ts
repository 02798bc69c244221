import { other } from '@/lib/ws' with { type: 'macro' };
import { WebSocketManager as Manager } from '@/services/ws' with { type: 'macro' };
