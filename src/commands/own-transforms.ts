import { loadTransforms } from '../config/load-transforms.ts';
import { checkedTransform } from '../engine/own/with-transforms.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Transform } from '../model/transform.ts';

/** The transforms that the configuration names. @throws ExpectedStop when one cannot be had, or two have one id */
export async function ownTransforms(config: Config, takesCode: boolean): Promise<readonly Transform[]> {
  const loaded = await loadTransforms(config, takesCode);
  const transforms = loaded.map(({ place, value }) => checkedTransform(value, place));
  const twice = transforms.find(({ id }, k) => transforms.findIndex((other) => other.id === id) !== k);
  if (twice !== undefined)
    throw new ExpectedStop(`two transforms have the id ${twice.id}`, 'give each a name of its own');
  return transforms;
}
