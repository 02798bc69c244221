import { pair } from '@/feed/old';

const text = pair('a', 'b');
export const one = pair('a');
export const deep = pair(
  pair('x', text),
  'y',
);
export const none = pair();
