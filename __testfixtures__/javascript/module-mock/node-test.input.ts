import { mock } from 'node:test';
mock.module('./src/services/api', { namedExports: {} });
