import { absoluteModule } from '../../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';

/** The parts of a file's import statements that concern the Map or other files. */
export interface ConcernedImports {
  /** Does the Map have an entry for one of them? */
  readonly isConcerned: boolean;
  /** The names of interest that they look up in other modules, each `module:Name`. */
  readonly lookups: readonly string[];
}

/** @param names those that will stand for another object */
export function concernedImports(
  statements: readonly ImportStatement[],
  identity: ModuleIdentity,
  map: PythonMap,
  names: ReadonlySet<string>,
): ConcernedImports {
  const lookups: string[] = [];
  let isConcerned = false;
  for (const statement of statements) {
    if (statement.kind === 'import') {
      isConcerned ||= statement.names.some(({ name, alias }) => isModuleConcerned(map, name, alias));
      continue;
    }
    const { isStar, level, module: path } = statement;
    const module = absoluteModule(level, path, identity);
    if (module === undefined) continue;
    const mayConcern = map.hasSymbolsOf(module);
    isConcerned ||= map.ownNames(module).length > 0;
    if (isStar) for (const name of names) lookups.push(`${module}:${name}`);
    for (const { name } of statement.names) {
      isConcerned ||= mayConcern && (isStar || map.symbol(module, name) !== undefined || map.isUnmapped(module, name));
      isConcerned ||= map.holdsModule(`${module}.${name}`) || map.ownNames(`${module}.${name}`).length > 0;
      if (names.has(name)) lookups.push(`${module}:${name}`);
    }
  }
  return { isConcerned, lookups };
}

function isModuleConcerned(map: PythonMap, name: string, alias: string | undefined): boolean {
  const bound = alias === undefined ? name.split('.', 1)[0] : name;
  return map.speaksOf(name) || map.holdsModule(bound ?? name) || map.ownNames(name).length > 0;
}

/** The modules of `from` imports, absolute. */
export function importedModules(statements: readonly ImportStatement[], identity: ModuleIdentity): string[] {
  return statements.flatMap(({ kind, level, module }) =>
    kind === 'from' ? (absoluteModule(level, module, identity) ?? []) : [],
  );
}
