import type { UserMapEntry } from '../model/config.ts';
import { filled, innerPattern, isPattern, literalPart, placeholdersOf } from '../model/path-pattern.ts';
import { pathSyntax } from './path-syntax.ts';

/** The sections that have a Map. */
export type Section = 'python' | 'javascript';

/** Entries as they are meant: without `names`, each with its place in the Map. */
export interface ExpandedEntries {
  readonly entries: readonly UserMapEntry[];
  /** For each entry, the index of the one that is written. */
  readonly places: readonly number[];
  readonly problems: readonly string[];
}

/** The entries with one for each of their names. What placeholders are left stand for segments of paths. */
export function expandedEntries(written: readonly UserMapEntry[], section: Section): ExpandedEntries {
  const entries: UserMapEntry[] = [];
  const places: number[] = [];
  const problems: string[] = [];
  for (const [k, entry] of written.entries()) {
    const found = expand(entry, section);
    if (Array.isArray(found)) {
      entries.push(...found);
      places.push(...found.map(() => k));
    } else problems.push(`map[${k}]${found.problem}`);
  }
  return { entries, places, problems };
}

type Problem = { readonly problem: string };

function expand(entry: UserMapEntry, section: Section): UserMapEntry[] | Problem {
  const { canonical, legacy, names, ...options } = entry;
  const paths = canonical === undefined ? legacy : [canonical, ...legacy];
  if (names !== undefined) return withNames({ ...options, canonical, legacy }, names, section);
  if (!paths.some(isPattern)) return [entry];
  const wrong = patternProblem(paths, section);
  if (wrong !== undefined) return { problem: wrong };
  const inner = (path: string): string => innerPattern(path).replace(/([:#])\{[^{}]*\}$/, '$1*');
  return [{ ...options, canonical: canonical === undefined ? undefined : inner(canonical), legacy: legacy.map(inner) }];
}

/** One entry for each name. */
function withNames(
  { canonical, legacy, ...options }: UserMapEntry,
  names: readonly string[],
  section: Section,
): UserMapEntry[] | Problem {
  const paths = canonical === undefined ? legacy : [canonical, ...legacy];
  const holes = new Set(paths.flatMap((path) => placeholdersOf(path).map(({ name }) => name)));
  const [hole] = holes;
  if (hole === undefined || holes.size > 1)
    return { problem: `: "names" needs one placeholder, such as {Name}, in its paths; there ${found([...holes])}` };
  const without = paths.find((path) => !isPattern(path));
  if (without !== undefined && without !== canonical)
    return { problem: `: "${without}" has no {${hole}}, so that all names would come from it` };
  if (without !== undefined) return { problem: `.canonical: "${without}" has no {${hole}}: all names would be one` };
  const syntax = section === 'python' ? pathSyntax.python : pathSyntax.scriptOfMap;
  const entries = names.map((name): UserMapEntry => {
    const fill = (path: string): string => filled(innerPattern(path), new Map([[hole, name]]));
    return { ...options, canonical: canonical === undefined ? undefined : fill(canonical), legacy: legacy.map(fill) };
  });
  const wrong = names.findIndex((_, k) => {
    const { canonical: to, legacy: from = [] } = entries[k] ?? {};
    return [...(to === undefined ? [] : [to]), ...from].some((path) => !syntax.test(path));
  });
  if (wrong >= 0) return { problem: `.names[${wrong}]: "${names[wrong] ?? ''}" makes no path of {${hole}}` };
  const twice = names.findIndex((name, k) => names.indexOf(name) !== k);
  return twice < 0 ? entries : { problem: `.names[${twice}]: "${names[twice] ?? ''}" stands there twice` };
}

function found(holes: readonly string[]): string {
  return holes.length === 0 ? 'is none' : `are ${holes.map((hole) => `{${hole}}`).join(', ')}`;
}

/** Why placeholders without `names` say nothing. */
function patternProblem([canonical = '', ...legacy]: readonly string[], section: Section): string | undefined {
  const separator = section === 'python' ? '.' : '/';
  const name = (path: string): string => /[:#](?=[^:#]*$)(.*)$/.exec(path)?.[1] ?? '';
  const module = (path: string): string => innerPattern(path).replace(/[:#][^:#]*$/, '');
  for (const [k, path] of [canonical, ...legacy].entries()) {
    const where = k === 0 ? '.canonical' : `.legacy[${k - 1}]`;
    const own = name(path);
    if (isPattern(own) && !/^\{[^{}.]*\}$/.test(own))
      return `${where}: "${path}" has a placeholder in a part of a name: list the "names" that it stands for`;
    const names = placeholdersOf(path).map((hole) => hole.name);
    if (new Set(names).size < names.length) return `${where}: "${path}" has one placeholder twice`;
    const segments = module(path).split(separator);
    const part = segments.find((segment) => isPattern(segment) && !/^\{[^{}]*\}$/.test(segment));
    if (part !== undefined)
      return `${where}: "${path}" has a placeholder in a part of a segment: list the "names" that it stands for`;
    if (k > 0 && literalPart(module(path), separator) === '')
      return `${where}: "${path}" matches every path: it has no segment of its own`;
  }
  const wanted = placeholdersOf(canonical);
  for (const [k, path] of legacy.entries()) {
    const given = placeholdersOf(path);
    const missing = wanted.find(({ name: one }) => given.every((other) => other.name !== one));
    if (missing !== undefined) return `.legacy[${k}]: "${path}" does not say what {${missing.name}} is`;
    const other = wanted.find((one) => given.some((two) => two.name === one.name && two.isMany !== one.isMany));
    if (other !== undefined) return `.legacy[${k}]: "${path}" has {${other.name}} for another number of segments`;
  }
  return undefined;
}
