import { pair, trace as report } from '@/feed/old';

export const text = pair('a', 'b');
export const callback = [pair];
export { report };
report('app', 'still here');
