import { test } from 'node:test';

test('it', (t) => {
  t.mock.module('@/services/api', { namedExports: {} });
});
