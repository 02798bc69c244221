import { WebSocketManager as Manager } from '@/services/ws';

vi.mock('@/services/ws', async (load) => ({ ...(await load<typeof import('@/services/ws')>()), WebSocketManager: vi.fn() }));
jest.doMock('@/services/ws', () => ({ ...jest.requireActual('@/services/ws'), WebSocketManager: Manager, MODE: 1 }));
