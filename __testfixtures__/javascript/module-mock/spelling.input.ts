import { fetchAll } from './src/services/api';

jest.mock('./src/services/api');
jest.mock('./src/services/api', () => ({ fetchAll: jest.fn() }));
jest.unmock('./src/services/api');
const actual = jest.requireActual('./src/services/api');
const mocked = jest.requireMock<typeof import('./src/services/api')>('./src/services/api');
jest.createMockFromModule('./src/services/api');
