import { KEPT } from '@/legacy/socket';
import { WebSocketManager as Legacy, WebSocketManager as OldManager } from '@/services/ws';
