import { trace } from '@/feed/old';
import { log } from '@/feed/new';

const level = 3;
log('started', 'app');
trace('app', 'counted', 1 + 1);
trace('app', 'computed', Math.max(1, level));
trace(...(['app', 'spread'] as const));
