jest.mock('@/services/ws', () => ({ __esModule: true, WebSocketManager: jest.fn(), MODE: 'x' }));
import { WebSocketManager as Manager } from '@/services/ws';
