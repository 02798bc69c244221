import * as feed from '@/feed/old';

export const text = feed.pair('a', 'b');
