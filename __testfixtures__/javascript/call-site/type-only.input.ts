import type { Feed } from '@/feed/old';

export interface Page {
  readonly feed: Feed;
}
