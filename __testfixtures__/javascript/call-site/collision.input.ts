import { Feed, pair as couple, pair } from '@/feed/old';

export function openStream(url: string): Feed {
  return new Feed(url);
}
export const text = [pair('a', 'b'), couple('c', 'd')];
