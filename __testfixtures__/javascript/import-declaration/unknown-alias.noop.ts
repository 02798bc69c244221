import { Manager } from '~/lib/ws';
jest.mock('~/lib/ws');
