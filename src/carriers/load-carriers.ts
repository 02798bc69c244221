import type { CarrierId } from '../model/carrier.ts';
import type { Carrier } from './carrier.ts';

/** The carriers that are on, with their parsers. */
export async function loadCarriers(ids: readonly CarrierId[]): Promise<readonly Carrier[]> {
  const { carriers } = await import('./all-carriers.ts');
  return carriers.filter(({ id }) => ids.includes(id));
}
