import { begin } from '@/feed/old';

export async function run(id: string): Promise<number> {
  const first = begin(id);
  await begin('b');
  const each = [id].map((one) => begin(one));
  class Later {
    value = begin('field');
  }
  return first.length + begin('c').length + each.length + new Later().value.length;
}

export function sync(id: string): string {
  return begin(id);
}

export const top = begin('top');
