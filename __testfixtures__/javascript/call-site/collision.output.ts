import { Feed } from '@/feed/old';
import { couple, couple as pair } from '@/feed/new';

export function openStream(url: string): Feed {
  return new Feed(url);
}
export const text = [pair('b', 'a'), couple('d', 'c')];
