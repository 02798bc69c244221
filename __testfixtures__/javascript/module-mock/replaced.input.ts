jest.mock('@/old-api', () => ({ fetchAll: jest.fn() }));
import { fetchAll } from '@/old-api';
