import type { MapEntry, Target } from '../model/config.ts';

/**
 * An entry of Python by the kinds of its legacy paths: a name that becomes a module, and a module that becomes a name, are an entry of
 * symbols each. What has no package around it stays as it is.
 */
export function crossedKinds(entry: MapEntry): MapEntry[] {
  const { canonical, legacy, barrel } = entry;
  if (barrel !== undefined || canonical.name === '*') return [entry];
  const isOther = (target: Target): boolean =>
    target.name !== '*' && (target.name === undefined) !== (canonical.name === undefined);
  const others = legacy.filter(isOther);
  if (others.length === 0) return [entry];
  const crossed = canonical.name === undefined ? ontoModule(entry, others) : ontoName(entry, others);
  const rest = legacy.filter((target) => !isOther(target) || !crossed.taken.includes(target));
  return [...(rest.length === 0 ? [] : [{ ...entry, legacy: rest }]), ...crossed.entries];
}

interface Crossed {
  readonly entries: readonly MapEntry[];
  readonly taken: readonly Target[];
}

/** `old:helpers` → `new.helpers` */
function ontoModule(entry: MapEntry, legacy: readonly Target[]): Crossed {
  const canonical = asName(entry.canonical.module);
  return { entries: [{ ...entry, canonical, legacy, isModule: true }], taken: legacy };
}

/** `old.helpers` → `new:helpers` */
function ontoName(entry: MapEntry, legacy: readonly Target[]): Crossed {
  const taken = legacy.filter(({ module }) => module.includes('.'));
  if (taken.length === 0) return { entries: [], taken };
  const objects = taken.map(({ module }) => module);
  return { entries: [{ ...entry, legacy: objects.map(asName), objects }], taken };
}

/**
 * An entry of JavaScript as it is written: `pkg#Font` → `pkg-font#*` says that an export becomes the module as an object, and
 * `pkg-font#*` → `pkg#Font` the reverse. Elsewhere `#*` is the module.
 */
export function crossedExports(entry: MapEntry, canonical: string, legacy: readonly string[]): MapEntry[] {
  const isEvery = (path: string): boolean => path.endsWith('#*');
  if (isEvery(canonical) && entry.legacy.every(({ name }) => name !== undefined))
    return [{ ...entry, canonical: { ...entry.canonical, name: '*' } }];
  if (entry.canonical.name !== undefined && legacy.some(isEvery))
    return [
      { ...entry, fromSpaces: entry.legacy.filter((_, k) => isEvery(legacy[k] ?? '')).map(({ module }) => module) },
    ];
  return [entry];
}

/** A module as a name in the package around it, which is empty where there is none. */
function asName(module: string): Target {
  const dot = module.lastIndexOf('.');
  return { module: module.slice(0, Math.max(0, dot)), name: module.slice(dot + 1) };
}
