import { seek } from '@/feed/old';

export const all = [seek('a', 2), seek('b'), seek('c', undefined)];
