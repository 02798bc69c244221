import type { Mapping } from './javascript-map.ts';
import type { ModulePlace } from './module-place.ts';
import type { Definition, StaticExports } from './static-exports.ts';

/**
 * Does the canonical module take these names from the legacy one because they are defined there? Then the import is how it
 * comes by them, and stays.
 * @param names each as the legacy module exports it, and as the canonical one does
 */
export function isImplementation(
  exports: StaticExports,
  { importer, legacy }: ModulePlace,
  { canonical }: Mapping,
  names: readonly (readonly [string, string])[],
): boolean {
  if (importer !== canonical.key || legacy.key === canonical.key || !legacy.isFound) return false;
  const old = (name: string): Definition => exports.define(legacy.key, name);
  const isItsOwn = ({ key }: Definition): boolean => key.startsWith(`${canonical.key}#`);
  const isHandedOn = (name: string, to: string): boolean => {
    const now = exports.define(canonical.key, to);
    return now.state === 'found' && now.key === old(name).key && !isItsOwn(now);
  };
  const isFacade = [...(exports.names(legacy.key) ?? [])].some((name) => isHandedOn(name, name));
  return names.every(([name, to]) => {
    if (isHandedOn(name, to)) return true;
    const isOther = exports.define(canonical.key, to).state === 'found';
    return isFacade && !isOther && old(name).state === 'found' && !isItsOwn(old(name));
  });
}
