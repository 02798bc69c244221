import { load } from '@/feed/old';

export async function all(ids: string[]): Promise<string[]> {
  const first = await load('a');
  const length = (await load('b', 5)).length;
  const rest = await Promise.all(ids.map((id) => load(id)));
  load('c').then(console.log);
  await (load('d'));
  return [first, ...rest, String(length)];
}
