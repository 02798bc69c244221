import { pair as join, load } from '@/feed/old';
import { couple } from '@/feed/new';

export const text = join('a', couple('b', 'c'));
export function shadow(load: (id: string) => string): string {
  return load('x');
}
