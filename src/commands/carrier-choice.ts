import { carrierIds } from '../model/carrier.ts';
import type { CarrierId } from '../model/carrier.ts';
import { ExpectedStop } from '../model/errors.ts';

/**
 * The carriers that the command line turns on.
 * @param lists each with commas between the ids; `all` for every one
 * @throws ExpectedStop when there is no such carrier
 */
export function carrierChoice(lists: readonly string[]): readonly CarrierId[] {
  const named = lists.flatMap((list) => list.split(','));
  if (named.includes('all')) return carrierIds;
  return named.map((name) => {
    const id = carrierIds.find((known) => known === name);
    if (id === undefined)
      throw new ExpectedStop(
        `--carriers ${name}: there is no such carrier`,
        `the carriers are ${carrierIds.join(', ')}; all turns every one on`,
      );
    return id;
  });
}
