import { seek } from '@/feed/old';
import { find } from '@/feed/new';

export const all = [find('a', 2), seek('b'), seek('c', undefined)];
