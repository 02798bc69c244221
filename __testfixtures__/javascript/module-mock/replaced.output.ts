jest.mock('@/services/api', () => ({ fetchAll: jest.fn() }));
import { fetchAll } from '@/services/api';
