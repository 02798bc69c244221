import { fetchAll } from '@/services/api';

jest.mock('@/services/api');
jest.mock('@/services/api', () => ({ fetchAll: jest.fn() }));
jest.unmock('@/services/api');
const actual = jest.requireActual('@/services/api');
const mocked = jest.requireMock<typeof import('@/services/api')>('@/services/api');
jest.createMockFromModule('@/services/api');
