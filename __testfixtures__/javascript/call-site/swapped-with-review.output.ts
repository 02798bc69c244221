import { couple } from '@/feed/new';

export const nested = couple([1, 2].length, couple('y', 'x'));
export const effects = couple(couple('b', `${2}`), String(1));
export const wide = couple(
  String(2),
  [1].map((n) => couple('inner', n)),
);
