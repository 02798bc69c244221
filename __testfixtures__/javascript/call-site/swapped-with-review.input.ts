import { pair } from '@/feed/old';

export const nested = pair(pair('x', 'y'), [1, 2].length);
export const effects = pair(String(1), pair(`${2}`, 'b'));
export const wide = pair(
  [1].map((n) => pair(n, 'inner')),
  String(2),
);
