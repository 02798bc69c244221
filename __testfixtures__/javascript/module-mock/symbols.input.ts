jest.mock('@/lib/ws', () => ({ __esModule: true, Manager: jest.fn(), MODE: 'x' }));
import { Manager } from '@/lib/ws';
