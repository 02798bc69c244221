import { Feed } from '@/feed/old';

export function open(url: string, token: string): unknown {
  const plain = new Feed(url);
  const bare = new Feed('x', token, /* second */ true);
  return [plain, bare, new Feed(
    url,
    token,
  ), new Feed(new Feed(url).url)];
}
