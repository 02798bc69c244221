import { pair } from '@/feed/old';
import { couple } from '@/feed/new';

test('it fails', async () => {
  expect(() => pair('a', 'b')).toThrow('x');
  await expect(pair('c', 'd')).rejects.toThrow();
  expect(() => couple('f', 'e')).not.toThrow();
  assert.throws(() => {
    pair('g', 'h');
  });
  // @ts-expect-error -- too many
  pair('i', 'j');
});
