import { pair } from '@/feed/old';

export const text = pair('a' /* left */, 'b');
export const lines = pair(
  // the first
  'c',
  'd',
);
