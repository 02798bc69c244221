import type { Area, Count, DanglingImport, DuplicateImport, ImportPath, SymbolImports } from '../model/audit.ts';
import { formatTarget } from '../model/config.ts';
import type { AuditContext } from './audit-context.ts';
import { byPlace } from './by-place.ts';
import type { ImportFact } from './audit-facts.ts';
import { groupBy } from '../model/group-by.ts';

/** The meaning of an import under the Map. */
interface MappedImport {
  readonly fact: ImportFact;
  /** The canonical path; the name alone if there is none yet. */
  readonly symbol: string;
  readonly isMapped: boolean;
}

/** Each symbol of the Map, with the paths by which it is imported; those with most bindings first. */
export function importPaths(imports: readonly ImportFact[], context: AuditContext): SymbolImports[] {
  const bySymbol = groupBy(mappedImports(imports, context), ({ symbol }) => symbol);
  return [...bySymbol]
    .map(([symbol, group]) => {
      const isMapped = group.some((one) => one.isMapped);
      const byPath = groupBy(group, ({ fact }) => fact.from);
      const paths = [...byPath].map(([from, ones]) => importPath(from, isMapped && from === symbol, ones, context));
      const canonical = paths.filter((path) => path.isCanonical).reduce((sum, path) => sum + bindingsOf(path), 0);
      return {
        symbol,
        isMapped,
        paths: paths.toSorted(
          (a, b) =>
            Number(b.isCanonical) - Number(a.isCanonical) ||
            bindingsOf(b) - bindingsOf(a) ||
            (a.from < b.from ? -1 : 1),
        ),
        canonicalShare: isMapped ? canonical / paths.reduce((sum, path) => sum + bindingsOf(path), 0) : undefined,
      };
    })
    .toSorted(
      (a, b) => Number(b.isMapped) - Number(a.isMapped) || total(b) - total(a) || (a.symbol < b.symbol ? -1 : 1),
    );
}

/** Imports of followed modules that fail today. */
export function danglingImports(imports: readonly ImportFact[], context: AuditContext): DanglingImport[] {
  return imports
    .flatMap((fact) => {
      const message = whyDangling(fact, context);
      if (message === undefined) return [];
      const { path, area, line, column, from, local, isLocal, isGuarded } = fact;
      return [{ path, area, line, column, from, local, isLocal, isGuarded, message }];
    })
    .toSorted(byPlace);
}

/**
 * The reason why importing the module, or the name of it, fails; undefined where it works, or where that cannot be
 * told.
 */
export function whyDangling(
  { module, name }: Pick<ImportFact, 'module' | 'name'>,
  { project: { index, exports } }: AuditContext,
): string | undefined {
  if (index.find(module) === undefined) return index.isOurs(module) ? `there is no module ${module}` : undefined;
  if (name === undefined || exports.define(module, name).state !== 'missing') return undefined;
  return `${module} has no ${name}`;
}

/** Symbols that a file imports more than once. */
export function duplicateImports(imports: readonly ImportFact[], context: AuditContext): DuplicateImport[] {
  const current = imports.filter(({ area }) => area !== 'leftovers');
  const byFile = groupBy(mappedImports(current, context), ({ fact, symbol }) => `${fact.path} ${symbol}`);
  return [...byFile.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined || group.length < 2) return [];
      const { path, area, line, column } = first.fact;
      const lines = group.map(({ fact }) => fact.line);
      return [
        {
          path,
          area,
          line,
          column,
          symbol: first.symbol,
          lines,
          from: [...new Set(group.map(({ fact }) => fact.from))],
        },
      ];
    })
    .toSorted(byPlace);
}

/** The bindings of production and tests together. */
export function bindingsOf({ production, tests }: ImportPath): number {
  return production.bindings + tests.bindings;
}

function total({ paths }: SymbolImports): number {
  return paths.reduce((sum, path) => sum + bindingsOf(path), 0);
}

/** The imports of symbols that the Map moves, holds for canonical, or knows. */
function mappedImports(imports: readonly ImportFact[], { map }: AuditContext): MappedImport[] {
  return imports.flatMap((fact): MappedImport[] => {
    const { module, name } = fact;
    if (name === undefined) return [];
    const mapping = map.symbol(module, name);
    if (mapping) return [{ fact, symbol: formatTarget(mapping.to), isMapped: true }];
    if (map.isCanonical(module, name)) return [{ fact, symbol: `${module}:${name}`, isMapped: true }];
    return map.isUnmapped(module, name) ? [{ fact, symbol: name, isMapped: false }] : [];
  });
}

function importPath(
  from: string,
  isCanonical: boolean,
  group: readonly MappedImport[],
  context: AuditContext,
): ImportPath {
  const facts = group.map(({ fact }) => fact);
  const [first] = facts;
  return {
    from,
    isCanonical,
    isDangling: first !== undefined && whyDangling(first, context) !== undefined,
    production: count(facts, 'production'),
    tests: count(facts, 'tests'),
    leftovers: count(facts, 'leftovers'),
    places: facts
      .map(({ path, area, line, column, local, isLocal, isGuarded }) => ({
        path,
        area,
        line,
        column,
        from,
        local,
        isLocal,
        isGuarded,
      }))
      .toSorted(byPlace),
  };
}

function count(facts: readonly ImportFact[], area: Area): Count {
  const own = facts.filter((fact) => fact.area === area);
  return { bindings: own.length, files: new Set(own.map(({ path }) => path)).size };
}
