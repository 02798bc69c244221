import { mock } from 'bun:test';
mock.module('@/services/api', () => ({}));
