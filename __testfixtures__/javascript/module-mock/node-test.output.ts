import { mock } from 'node:test';
mock.module('@/services/api', { namedExports: {} });
