import { pair } from '@/feed/old';

test('it fails', async () => {
  expect(() => pair('a', 'b')).toThrow('x');
  await expect(pair('c', 'd')).rejects.toThrow();
  expect(() => pair('e', 'f')).not.toThrow();
  assert.throws(() => {
    pair('g', 'h');
  });
  // @ts-expect-error -- too many
  pair('i', 'j');
});
