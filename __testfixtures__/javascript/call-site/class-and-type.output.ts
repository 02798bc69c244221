import { Stream as Feed, openStream } from '@/feed/new';

const feeds: Feed[] = [];

export function add(url: string): Feed | undefined {
  feeds.push(openStream({ url, debug: false }));
  return feeds.find((feed) => feed instanceof Feed);
}
