import { launch } from '@/feed/new';

export const launched = launch({ url: '/a', now: true });
