import { load } from '@/feed/old';
import { loadNow } from '@/feed/new';

export async function all(ids: string[]): Promise<string[]> {
  const first = loadNow(3, 'a');
  const length = (loadNow(5, 'b')).length;
  const rest = await Promise.all(ids.map((id) => load(id)));
  load('c').then(console.log);
  await (load('d'));
  return [first, ...rest, String(length)];
}
