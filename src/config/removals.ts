import type { RemovedSymbol, Target, UserMapEntry } from '../model/config.ts';

/** The symbols of the entries without a canonical path, which the schema has checked. */
export function removalsOf(entries: readonly UserMapEntry[], parse: (text: string) => Target): RemovedSymbol[] {
  return entries.flatMap(({ canonical, legacy, message = '' }) =>
    canonical === undefined ? legacy.map((text) => ({ symbol: parse(text), message })) : [],
  );
}
