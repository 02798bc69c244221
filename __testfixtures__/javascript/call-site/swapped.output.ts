import { pair } from '@/feed/old';
import { couple } from '@/feed/new';

const text = couple('b', 'a');
export const one = couple(undefined, 'a');
export const deep = pair(
  couple(text, 'x'),
  'y',
);
export const none = couple();
