import { LineIndex } from '../model/range.ts';
import { absoluteModule } from '../model/python.ts';
import type { SuggestedPath, TableEntry } from '../model/suggestion.ts';
import { namesOnDemand } from '../parse/python/string-tables.ts';
import type { StringTable, StringTree } from '../parse/python/string-tables.ts';
import type { ModuleFacts } from './module-facts.ts';
import { byUses } from './path-uses.ts';
import { isSettled, isWanted, splitPath } from './suggest-context.ts';
import type { SuggestContext } from './suggest-context.ts';

const identifier = /^[^\W\d]\w*$/u;
const dotted = /^\.*[^\W\d]\w*(?:\.[^\W\d]\w*)*(?::[^\W\d]\w*)?$/u;
/** How a table is called that lists what should not be used any more. */
const deprecated = /deprecat|moved|renamed|removed|legacy|(?:^|_)old(?:$|_)/i;
const unused = { production: 0, tests: 0, leftovers: 0 } as const;

/** The entries of the tables of moved names that modules keep for imports that no statement of theirs serves. */
export function movedTables(used: ReadonlyMap<string, SuggestedPath>, context: SuggestContext): TableEntry[] {
  const { modules, textOf, wants } = context;
  const entries = [...modules.values()]
    .filter(({ mayHoldTable, area }) => mayHoldTable && area === 'production')
    .flatMap((facts) => entriesOf(facts, textOf(facts.path), used, context))
    .filter(({ path, target }) => isWanted(wants, [path, target]));
  return verifiedByOthers(entries).toSorted((a, b) => Number(b.isVerified) - Number(a.isVerified) || byUses(a, b));
}

/** A target that another table serves is there when that one's is. */
function verifiedByOthers(entries: readonly TableEntry[]): TableEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const isServed = (entry: TableEntry): boolean => {
    const seen = new Set<TableEntry>();
    for (let at: TableEntry | undefined = entry; at !== undefined && !seen.has(at); at = byPath.get(at.target)) {
      if (at.isVerified) return true;
      seen.add(at);
    }
    return false;
  };
  return entries.map((entry) => ({ ...entry, isVerified: isServed(entry) }));
}

function entriesOf(
  facts: ModuleFacts,
  text: string,
  used: ReadonlyMap<string, SuggestedPath>,
  context: SuggestContext,
): TableEntry[] {
  if (!/__getattr__|deprecated_classes/.test(text)) return [];
  const { tables, given, hasGetter } = namesOnDemand(text);
  const lines = new LineIndex(text);
  return tables.flatMap((table) => {
    if (!hasGetter && !given.has(table.name)) return [];
    const at = { path: facts.path, ...lines.position(table.start) };
    return [...flatEntries(facts.module, table)].flatMap(([path, value]): TableEntry[] => {
      const { module, name } = splitPath(path);
      const target = targetOf(value, name, facts, context);
      if (target === undefined || target.path === path || isSettled(context, module, name)) return [];
      const own = context.project.exports.define(module, name);
      // A name that the module binds is not looked up in a table.
      if (own.state === 'found' || own.state === 'ambiguous') return [];
      const { uses, place } = used.get(path) ?? { uses: unused, place: undefined };
      const isDeprecated = deprecated.test(table.name) || (given.has(table.name) && /deprecat/i.test(text));
      return [
        {
          section: 'python',
          path,
          uses: { ...uses },
          place,
          target: target.path,
          table: table.name,
          at,
          isDeprecated,
          isVerified: target.isVerified,
        },
      ];
    });
  });
}

/** Each path that the table serves with what it says of it: a table of tables names modules first. */
function* flatEntries(module: string, { entries }: StringTable): Generator<[string, StringTree]> {
  for (const [key, value] of entries) {
    if (!dotted.test(key)) continue;
    if (!(value instanceof Map)) {
      if (identifier.test(key)) yield [`${module}:${key}`, value];
      continue;
    }
    const inner = key === module || key.startsWith(`${module}.`) ? key : `${module}.${key}`;
    for (const [name, target] of value as ReadonlyMap<string, StringTree>)
      if (identifier.test(name) && !(target instanceof Map)) yield [`${inner}:${name}`, target];
  }
}

/** Where the table says that a name is: `module.Name`, `module:Name`, a module of that name's, or `(module, Name)`. */
function targetOf(
  value: StringTree,
  name: string,
  facts: ModuleFacts,
  { project }: SuggestContext,
): { readonly path: string; readonly isVerified: boolean } | undefined {
  const strings = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly StringTree[]) : [];
  const [first, second] = strings;
  if (typeof first !== 'string' || !dotted.test(first)) return undefined;
  const absolute = absoluteOf(first, facts);
  if (absolute === undefined || !absolute.replace(':', '.').includes('.')) return undefined;
  const isFound = (path: string): boolean => {
    const parts = splitPath(path);
    const { state, key } = project.exports.define(parts.module, parts.name);
    return state === 'found' && key.includes(':');
  };
  if (typeof second === 'string' && identifier.test(second)) {
    const path = `${absolute}:${second}`;
    return { path, isVerified: isFound(path) };
  }
  const dot = absolute.lastIndexOf('.');
  const asSymbol = absolute.includes(':') ? absolute : `${absolute.slice(0, dot)}:${absolute.slice(dot + 1)}`;
  const asModule = `${absolute}:${name}`;
  const [isSymbol, isModule] = [isFound(asSymbol), !absolute.includes(':') && isFound(asModule)];
  // A function and a module of one name: which of them is meant is not told.
  if (isSymbol && isModule) return undefined;
  if (isSymbol || isModule) return { path: isSymbol ? asSymbol : asModule, isVerified: true };
  const isOfModule =
    project.index.find(absolute) !== undefined ||
    (!/^[A-Z]/.test(absolute.slice(dot + 1)) && absolute.slice(dot + 1) !== name);
  return { path: isOfModule ? asModule : asSymbol, isVerified: false };
}

function absoluteOf(written: string, facts: ModuleFacts): string | undefined {
  const level = /^\.*/.exec(written)?.[0].length ?? 0;
  return absoluteModule(level, written.slice(level), facts);
}
