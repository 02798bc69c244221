jest.mock('@/services/api');
import { fetchAll } from '@/services/api';
