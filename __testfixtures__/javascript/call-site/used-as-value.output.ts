import { pair, trace as report } from '@/feed/old';
import { couple, log } from '@/feed/new';

export const text = couple('b', 'a');
export const callback = [pair];
export { report };
log('still here', 'app');
