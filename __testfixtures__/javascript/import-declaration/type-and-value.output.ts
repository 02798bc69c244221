import type { Status } from '@/services/ws';
import { WebSocketManager as Manager } from '@/services/ws';
