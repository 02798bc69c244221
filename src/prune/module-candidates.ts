import path from 'node:path';
import type { Target } from '../model/config.ts';
import type { ModuleBindings, Suite } from '../model/module-bindings.ts';
import { packagesAround } from '../model/python.ts';
import type { ModuleIndex } from '../resolve/python/module-index.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { Evidence } from './evidence.ts';

/** A Python module that could go. */
export interface ModuleCandidate {
  readonly path: string;
  /** Dotted. */
  readonly module: string;
  readonly kind: 'legacy-module' | 'shim';
}

/** A module that stands in for another one says so in its name. */
const shimName = /(?:^|_)(?:compat|compatibility|shim|shims|adapter|legacy|deprecated)(?:_|$)/i;

/** A module can be imported by such a name. A file may have any name, such as `legacy_(a+)+$.py`. */
export const importable = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u;

/**
 * The existing modules of the Map that are not canonical; and, in the folders of the Map's modules, those with the name
 * of a stand-in.
 * @param paths of all files
 */
export function moduleCandidates(
  paths: readonly string[],
  index: ModuleIndex,
  map: PythonMap,
  removed: readonly Target[] = [],
): ModuleCandidate[] {
  const canonical = new Set(map.canonicalModules);
  const found = new Map<string, ModuleCandidate>();
  const folders = new Set<string>();
  const modules = [...map.legacyModules, ...removed.map((target) => target.module), ...map.canonicalModules];
  for (const module of new Set(modules)) {
    const location = index.find(module);
    if (location === undefined) continue;
    folders.add(path.posix.dirname(location.path));
    if (location.kind !== 'module' || canonical.has(module)) continue;
    found.set(location.path, { path: location.path, module, kind: 'legacy-module' });
  }
  for (const file of paths) {
    if (!file.endsWith('.py') || found.has(file) || !folders.has(path.posix.dirname(file))) continue;
    const { module } = index.identify(file);
    if (!importable.test(module)) continue;
    if (!shimName.test(path.posix.basename(file, '.py')) || canonical.has(module)) continue;
    if (packagesAround(module).some((around) => canonical.has(around))) continue;
    found.set(file, { path: file, module, kind: 'shim' });
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The names that a module sets up for itself, and that nobody imports. */
const ownAffairs = /^(?:_.*|log|logger|T|TYPE_CHECKING)$/;

/**
 * The public definitions of a module that the Map gives no canonical path: they would be lost with it. Names that it only hands on
 * are no loss.
 */
export function lostNames(
  { module }: ModuleCandidate,
  bindings: ModuleBindings | undefined,
  map: PythonMap,
  removed: readonly Target[] = [],
): Evidence[] {
  if (bindings === undefined) return [];
  const isRemoved = (name: string): boolean =>
    removed.some((target) => target.module === module && (target.name === name || target.name === undefined));
  const names = [...new Set(definitionsIn(bindings.suite))].filter(
    (name) => !ownAffairs.test(name) && map.symbol(module, name) === undefined && !isRemoved(name),
  );
  return names.length === 0 ? [] : [{ reason: 'unmapped-names', place: '', detail: names.join(', ') }];
}

function definitionsIn(suite: Suite): string[] {
  return suite.flatMap((entry) => {
    if (entry.kind === 'branch') return entry.arms.flatMap((arm) => definitionsIn(arm.suite));
    return entry.kind === 'definition' ? [entry.name] : [];
  });
}
