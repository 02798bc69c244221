import { WebSocketManager as Manager } from '@/services/ws';
// äöü 😀
import { MODE } from '@/services/ws';
