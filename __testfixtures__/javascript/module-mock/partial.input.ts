import { MODE, Manager } from '@/lib/ws';

vi.mock('@/lib/ws', async (load) => ({ ...(await load<object>()), Manager: vi.fn(), helper: 1 }));
