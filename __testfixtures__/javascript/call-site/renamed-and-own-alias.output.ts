import { pair as join } from '@/feed/old';
import { couple, loadNow } from '@/feed/new';

export const text = join('a', couple('b', 'c'));
export function shadow(load: (id: string) => string): string {
  return load('x');
}
