import { test } from 'node:test';

test('it', (t) => {
  t.mock.module('@/client/api', { namedExports: {} });
});
