import { mock } from 'bun:test';
mock.module('./src/services/api', () => ({}));
