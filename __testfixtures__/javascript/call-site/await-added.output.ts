import { begin } from '@/feed/old';
import { beginLater } from '@/feed/new';

export async function run(id: string): Promise<number> {
  const first = await beginLater(id);
  await beginLater('b');
  const each = [id].map((one) => begin(one));
  class Later {
    value = begin('field');
  }
  return first.length + (await beginLater('c')).length + each.length + new Later().value.length;
}

export function sync(id: string): string {
  return begin(id);
}

export const top = begin('top');
