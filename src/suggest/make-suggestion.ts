import type { Place } from '../model/audit.ts';
import type { MovedPath, Suggestion, Uses } from '../model/suggestion.ts';
import { danglingPaths } from './dangling-paths.ts';
import { KnownDefinitions } from './known-definitions.ts';
import type { ImportedPath, ModuleFacts } from './module-facts.ts';
import { withGuards } from './guarded-imports.ts';
import { movedTables } from './moved-tables.ts';
import { pathGroups } from './path-groups.ts';
import { pythonPaths } from './python-paths.ts';
import { CountedPath } from './path-uses.ts';
import { facadeModules, rivalGroups } from './rivals.ts';
import type { SuggestContext } from './suggest-context.ts';

/** The suggestion for one language. */
export type FoundInLanguage = Omit<Suggestion, 'filesScanned' | 'unreadable' | 'entries'>;

/** Put together what the modules of Python say. @param files in the order of their paths */
export function suggestPython(
  files: readonly ModuleFacts[],
  moved: readonly MovedPath[],
  context: SuggestContext,
): FoundInLanguage {
  const used = usedPaths(files, context);
  const definitions = new KnownDefinitions(context);
  const outside = [...used.outside.values()];
  const counted = [...used.all.keys()].map((path) => used.outside.get(path) ?? new CountedPath(path));
  const groups = pathGroups(counted, pythonPaths(definitions, context), context.wants);
  const ofModules = usesOfModules(outside);
  return {
    ...groups,
    dangling: withGuards(danglingPaths([...used.all.values()], moved, definitions, context), files, context),
    tables: movedTables(used.all, context),
    moved,
    rivals: rivalGroups(context),
    facades: facadeModules(ofModules, context),
  };
}

interface UsedPaths {
  readonly all: ReadonlyMap<string, CountedPath>;
  /** Without the imports by which a module makes a name that others take from it. */
  readonly outside: ReadonlyMap<string, CountedPath>;
}

function usedPaths(files: readonly ModuleFacts[], { project: { index } }: SuggestContext): UsedPaths {
  const ours = new Map<string, boolean>();
  const isOurs = (module: string): boolean => {
    const [top = module] = module.split('.', 1);
    let answer = ours.get(top);
    if (answer === undefined) ours.set(top, (answer = index.isOurs(top)));
    return answer;
  };
  const all = new Map<string, CountedPath>();
  const imports: [ModuleFacts, ImportedPath, string][] = [];
  for (const facts of files)
    for (const imported of facts.imports) {
      const { module, name } = imported;
      if (name === undefined || !isOurs(module)) continue;
      const path = `${module}:${name}`;
      imports.push([facts, imported, path]);
      count(all, path, facts, imported);
    }
  const outside = new Map<string, CountedPath>();
  for (const [facts, imported, path] of imports) {
    const made = `${facts.module}:${imported.local}`;
    if (imported.column === 1 && made !== path && all.has(made)) continue;
    count(outside, path, facts, imported);
  }
  return { all, outside };
}

function count(
  paths: Map<string, CountedPath>,
  path: string,
  { path: file, area }: ModuleFacts,
  { line, column }: Pick<Place, 'line' | 'column'>,
): void {
  let counted = paths.get(path);
  if (counted === undefined) paths.set(path, (counted = new CountedPath(path)));
  counted.add({ area, path: file, line, column });
}

function usesOfModules(paths: readonly CountedPath[]): Map<string, Uses> {
  const sums = new Map<string, Record<keyof Uses, number>>();
  for (const { path, uses } of paths) {
    const module = path.slice(0, path.indexOf(':'));
    const sum = sums.get(module) ?? { production: 0, tests: 0, leftovers: 0 };
    sum.production += uses.production;
    sum.tests += uses.tests;
    sum.leftovers += uses.leftovers;
    sums.set(module, sum);
  }
  return sums;
}
