import type { Stream as Feed } from '@/feed/new';

export interface Page {
  readonly feed: Feed;
}
