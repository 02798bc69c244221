import { Feed } from '@/feed/old';

const feeds: Feed[] = [];

export function add(url: string): Feed | undefined {
  feeds.push(new Feed(url));
  return feeds.find((feed) => feed instanceof Feed);
}
