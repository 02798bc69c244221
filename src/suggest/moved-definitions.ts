import type { EarlierFiles } from '../model/earlier-files.ts';
import { groupBy } from '../model/group-by.ts';
import type { MovedPath } from '../model/suggestion.ts';

/** The definitions of a file, as read by its language. */
export interface DefinitionsOfFile {
  /** The module in the notation of the Map. */
  readonly module: string;
  /** Classes and functions by their names, each with its kind. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** How the Map of a language writes what is in files. */
export interface MovedSyntax {
  readonly section: MovedPath['section'];
  /** The definitions of the file then and now; undefined where it is not of the language, or cannot be read. */
  readonly before: (path: string) => DefinitionsOfFile | undefined;
  readonly after: (path: string) => DefinitionsOfFile | undefined;
  readonly symbol: (module: string, name: string) => string;
  /** Is the path there now? */
  readonly isThere: (module: string, name: string | undefined) => boolean;
}

interface Place extends Pick<DefinitionsOfFile, 'module'> {
  readonly name: string;
  readonly kind: string;
}

/** Modules that are elsewhere since, and definitions that are gone from one module and new in exactly one other. */
export function movedDefinitions(earlier: EarlierFiles, syntax: MovedSyntax): MovedPath[] {
  const { section, symbol, isThere } = syntax;
  const because = (what: string): string => `${what} since ${earlier.name}`;
  const modules = [...earlier.renamed].flatMap(([from, to]): MovedPath[] => {
    const [old, next] = [syntax.before(from), syntax.after(to)];
    if (old === undefined || next === undefined || old.module === next.module) return [];
    if (isThere(old.module, undefined) || !isThere(next.module, undefined)) return [];
    return [
      { section, from: old.module, to: next.module, because: because(`git says that ${from} was renamed to ${to}`) },
    ];
  });
  const gone = groupBy(goneSince(earlier, syntax), keyOf);
  const fresh = groupBy(newSince(earlier, syntax), keyOf);
  const symbols = [...gone].flatMap(([key, old]): MovedPath[] => {
    const [from, otherFrom] = old;
    const [to, otherTo] = (fresh.get(key) ?? []).filter(({ module }) => module !== from?.module);
    if (from === undefined || to === undefined || otherFrom !== undefined || otherTo !== undefined) return [];
    if (!isThere(to.module, to.name)) return [];
    const why = because(`it is gone from ${from.module} and new in ${to.module}`);
    return [{ section, from: symbol(from.module, from.name), to: symbol(to.module, to.name), because: why }];
  });
  return [...modules, ...symbols].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

function keyOf({ kind, name }: Place): string {
  return `${kind} ${name}`;
}

/** The definitions that a file had then and that the same file lacks now. */
function goneSince({ before, renamed, changed }: EarlierFiles, syntax: MovedSyntax): Place[] {
  const isKept = new Set(changed);
  return [...before.keys()].flatMap((path) => {
    const now = renamed.get(path) ?? (isKept.has(path) ? path : undefined);
    const left = now === undefined ? undefined : syntax.after(now)?.definitions;
    return without(syntax.before(path), left);
  });
}

/** The definitions that a file has now and that the same file lacked then. */
function newSince({ changed, renamed }: EarlierFiles, syntax: MovedSyntax): Place[] {
  const old = new Map([...renamed].map(([from, to]) => [to, from]));
  return changed.flatMap((path) => without(syntax.after(path), syntax.before(old.get(path) ?? path)?.definitions));
}

function without(found: DefinitionsOfFile | undefined, others: ReadonlyMap<string, string> | undefined): Place[] {
  if (found === undefined) return [];
  const left = [...found.definitions].filter(([name, kind]) => others?.get(name) !== kind);
  return left.map(([name, kind]) => ({ module: found.module, name, kind }));
}
