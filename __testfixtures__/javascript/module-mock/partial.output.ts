import { Manager } from '@/lib/ws';
import { MODE } from '@/services/ws';

vi.mock('@/lib/ws', async (load) => ({ ...(await load<object>()), Manager: vi.fn(), helper: 1 }));
