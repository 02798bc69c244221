import { refused } from '@/feed/old';
import { count } from '@/feed/gone';

export const both = [refused(), count()];
