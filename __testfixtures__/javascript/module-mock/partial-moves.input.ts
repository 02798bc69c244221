import { Manager } from '@/lib/ws';

vi.mock('@/lib/ws', async (load) => ({ ...(await load<typeof import('@/lib/ws')>()), Manager: vi.fn() }));
jest.doMock('@/lib/ws', () => ({ ...jest.requireActual('@/lib/ws'), Manager, MODE: 1 }));
