import type { Range } from '../../model/range.ts';
import type { PythonMap } from './python-map.ts';

/** A legacy symbol or module, `module:Name` or `module`, that a text names. */
export interface NamedInText extends Range {
  readonly from: string;
}

const fromImport = /\bfrom ([\w.]+) import (\*|[\w ,]+|\([^()]*\))/g;
const dotted = /\b\w+(?:\.\w+)+/g;
const plainImport = /\bimport (\w+)/g;

/** The places of a text of any kind that look like imports of something legacy, or like its dotted path; in order. */
export function namedInText(text: string, map: PythonMap): NamedInText[] {
  return [...namesIn(text, map)].toSorted((a, b) => a.start - b.start);
}

/** Is there such a place? */
export function namesLegacy(text: string, map: PythonMap): boolean {
  return namesIn(text, map).next().done !== true;
}

function* namesIn(text: string, map: PythonMap): Generator<NamedInText> {
  const legacy = (path: string): string | undefined => {
    const { module, name } = map.legacyPath(path, () => false) ?? { module: undefined, name: '' };
    if (module === undefined) return undefined;
    if (name === undefined) return module;
    return map.symbol(module, name) !== undefined || map.isUnmapped(module, name) ? `${module}:${name}` : undefined;
  };
  for (const { index, 0: whole, 1: module = '', 2: names = '' } of text.matchAll(fromImport)) {
    const symbols =
      names === '*'
        ? map.hasSymbolsOf(module)
          ? [module]
          : []
        : namesOf(names).flatMap((name) => legacy(`${module}.${name}`) ?? []);
    for (const from of symbols) yield { start: index, end: index + whole.length, from };
  }
  // The module of such a statement is not meant itself.
  const others = text.replace(fromImport, (statement) => ' '.repeat(statement.length));
  for (const [pattern, group] of [
    [dotted, 0],
    [plainImport, 1],
  ] as const)
    for (const match of others.matchAll(pattern)) {
      const path = match[group] ?? '';
      const from = legacy(path);
      const start = match.index + match[0].length - path.length;
      if (from !== undefined) yield { start, end: start + path.length, from };
    }
}

/** `A as B, C`, perhaps in brackets and on lines of their own, which end by `\\n",` in a notebook. */
function namesOf(list: string): string[] {
  return [...list.replace(/\\n/g, ' ').matchAll(/(?<!\bas )\b[A-Za-z_]\w*/g)].map(([name]) => name);
}

const aliased = /\bimport ([\w.]+) as /g;

/**
 * May the text name something legacy, in whatever way? The same question as `namedInText` answers, and whether a package around
 * a legacy module is given a name of its own.
 */
export function mayNameLegacy(text: string, map: PythonMap): boolean {
  const isPart = (path: string): boolean => map.legacyPath(path, () => false) !== undefined;
  for (const [path] of text.matchAll(dotted)) if (isPart(path)) return true;
  for (const [, module = '', names = ''] of text.matchAll(fromImport)) {
    if (names === '*' ? map.hasSymbolsOf(module) : namesOf(names).some((name) => map.leadsTo(`${module}.${name}`)))
      return true;
  }
  for (const [, module = ''] of text.matchAll(aliased)) if (map.leadsTo(module)) return true;
  for (const [, module = ''] of text.matchAll(plainImport)) if (isPart(module)) return true;
  return false;
}
