import path from 'node:path';
import type { Mapping } from './mapped-module.ts';
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

/**
 * Is the file a part of the canonical module's re-exports, which takes these names from another part? The canonical
 * module loads both, and the file stands beside one of them: by the canonical path, it would import its own importer.
 * @param names each as the legacy module exports it, and as the canonical one does
 * @param loads is the second file loaded with the first?
 */
export function isBesideImplementation(
  exports: StaticExports,
  { importer, legacy }: ModulePlace,
  { canonical }: Mapping,
  names: readonly (readonly [string, string])[],
  loads: (file: string, other: string) => boolean,
): boolean {
  if (importer === canonical.key || legacy.key === canonical.key || !legacy.isFound || !canonical.isFound) return false;
  const isIn = (folder: string): boolean => importer.startsWith(`${folder}/`);
  if (!isIn(path.dirname(canonical.key)) && !isIn(path.dirname(legacy.key))) return false;
  return (
    handsOn(exports, legacy.key, canonical.key, names) &&
    loads(canonical.key, importer) &&
    loads(canonical.key, legacy.key)
  );
}

/**
 * Does the canonical module hand on definitions of the legacy one? Names that only pass through the legacy module do
 * not count: they are better taken from where they are defined.
 */
export function handsOn(
  exports: StaticExports,
  legacy: string,
  canonical: string,
  names: readonly (readonly [string, string])[],
): boolean {
  const isHandedOn = ([name, to]: readonly [string, string]): boolean => {
    const old = exports.define(legacy, name);
    return old.key.startsWith(`${legacy}#`) && exports.define(canonical, to).key === old.key;
  };
  return names.length > 0 && legacy !== canonical && names.every(isHandedOn);
}
