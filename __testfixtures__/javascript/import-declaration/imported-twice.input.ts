import { Manager } from '@/lib/ws';
jest.mock('@/lib/ws', () => ({ Manager: 1 }));
import { Manager } from '@/lib/ws';
Manager;
