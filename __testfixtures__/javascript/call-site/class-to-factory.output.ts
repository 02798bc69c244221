import { Feed } from '@/feed/old';
import { openStream } from '@/feed/new';

export function open(url: string, token: string): unknown {
  const plain = openStream({ url, debug: false });
  const bare = new Feed('x', token, /* second */ true);
  return [plain, bare, openStream(
    { url, token, debug: false },
  ), openStream({ url: openStream({ url, debug: false }).url, debug: false })];
}
