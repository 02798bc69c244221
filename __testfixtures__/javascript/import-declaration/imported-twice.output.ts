import { WebSocketManager as Manager } from '@/services/ws';
jest.mock('@/services/ws', () => ({ WebSocketManager: 1 }));
import { WebSocketManager as Manager } from '@/services/ws';
Manager;
