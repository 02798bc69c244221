import type { Choice } from '../model/suggestion.ts';
import { formatTarget } from '../model/config.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { PythonProject } from '../resolve/python/python-resolver.ts';
import type { ModuleFacts } from './module-facts.ts';

/** The part of the repository that the owner wants to see. */
export interface SuggestFocus {
  /** Paths and definitions that an expression matches; undefined for all. */
  readonly focus: RegExp | undefined;
  /** A dotted package, or a folder, that something is in; undefined for all. */
  readonly packages: readonly string[];
  /** Fewer bindings than this are not worth an entry. */
  readonly minUses: number;
  /** Look at what only tests define and use, too. */
  readonly includesTests: boolean;
  readonly choice: Choice | undefined;
}

/** The context of the questions. */
export interface SuggestContext {
  readonly map: PythonMap;
  readonly project: PythonProject;
  /** By their dotted names, where an import of that name finds the file. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
  readonly wants: SuggestFocus;
  /** The text of a file of the root; empty when it cannot be read any more. */
  readonly textOf: (path: string) => string;
}

/** Does the Map know the path, as one that moves or one that stays? */
export function isSettled({ map }: SuggestContext, module: string, name: string): boolean {
  return map.symbol(module, name) !== undefined || map.isCanonical(module, name) || map.isUnmapped(module, name);
}

/** The canonical path that the Map has for it. */
export function canonicalOf({ map }: SuggestContext, module: string, name: string): string | undefined {
  const mapping = map.symbol(module, name);
  if (mapping !== undefined) return formatTarget(mapping.to);
  return map.isCanonical(module, name) ? `${module}:${name}` : undefined;
}

/** Is one of the paths in what the owner wants to see? */
export function isWanted({ focus, packages }: SuggestFocus, paths: readonly string[]): boolean {
  const isInside = (path: string): boolean =>
    packages.length === 0 ||
    packages.some(
      (around) => path === around || (/^[.:/#]/.test(path.slice(around.length)) && path.startsWith(around)),
    );
  return paths.some((path) => isInside(path) && focus?.test(path) !== false);
}

/** The module and the name of a path. */
export function splitPath(path: string): { readonly module: string; readonly name: string } {
  const [module = '', name = ''] = path.split(':');
  return { module, name };
}
