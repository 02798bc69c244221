import { trace } from '@/feed/old';

const level = 3;
trace('app', 'started', level);
trace('app', 'counted', 1 + 1);
trace('app', 'computed', Math.max(1, level));
trace(...(['app', 'spread'] as const));
