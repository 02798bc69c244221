/**
 * Paths of the Map with placeholders: `{path}` stands for one segment, `{path...}` for one or more. Inside of the program the
 * latter is `{path*}`, so that its dots separate nothing.
 */

/** A placeholder as it is written. */
export const placeholder = /\{([\p{ID_Start}_][\p{ID_Continue}]*)(\.\.\.|\*)?\}/gu;

export function isPattern(path: string): boolean {
  return path.includes('{');
}

/** The path as the program keeps it. */
export function innerPattern(path: string): string {
  return path.replaceAll('...}', '*}');
}

/** The path as its owner writes it. */
export function writtenPattern(path: string): string {
  return path.replaceAll('*}', '...}');
}

/** The placeholders of a path, in order, each with whether it stands for several segments. */
export function placeholdersOf(path: string): { readonly name: string; readonly isMany: boolean }[] {
  return Array.from(path.matchAll(placeholder), ([, name = '', many]) => ({ name, isMany: many !== undefined }));
}

/** The values of the placeholders in a path that the pattern matches. */
export type PatternValues = ReadonlyMap<string, string>;

/** A function that gives the values of the placeholders in a path; undefined where the pattern does not match. */
export function patternMatcher(pattern: string, separator: '.' | '/'): (path: string) => PatternValues | undefined {
  const names = placeholdersOf(pattern).map(({ name }) => name);
  const expression = new RegExp(`^${patternSource(pattern, separator)}$`, 'u');
  return (path) => {
    const match = expression.exec(path);
    return match === null ? undefined : new Map(names.map((name, k) => [name, match[k + 1] ?? '']));
  };
}

/** The source of the expression that matches it, with a group for each placeholder. */
export function patternSource(pattern: string, separator: '.' | '/'): string {
  const one = separator === '.' ? String.raw`[^.:]+` : String.raw`[^/#]+`;
  const many = separator === '.' ? String.raw`[^.:]+(?:\.[^.:]+)*` : String.raw`[^/#]+(?:/[^/#]+)*`;
  let source = '';
  let at = 0;
  for (const match of pattern.matchAll(placeholder)) {
    source += escaped(pattern.slice(at, match.index)) + (match[2] === undefined ? `(${one})` : `(${many})`);
    at = match.index + match[0].length;
  }
  return source + escaped(pattern.slice(at));
}

/** The path with values for its placeholders. */
export function filled(pattern: string, values: PatternValues): string {
  return pattern.replace(placeholder, (written, name: string) => values.get(name) ?? written);
}

/** Its segments without placeholders that stand together, the longest of these. */
export function literalPart(pattern: string, separator: '.' | '/'): string {
  const runs: string[][] = [[]];
  for (const segment of pattern.split(separator))
    if (isPattern(segment)) runs.push([]);
    else runs.at(-1)?.push(segment);
  const longest = runs.reduce((best, run) => (run.join('').length > best.join('').length ? run : best));
  return longest.join(separator);
}

/** The segments before its first placeholder. */
export function literalHead(pattern: string, separator: '.' | '/'): string {
  const segments = pattern.split(separator);
  const first = segments.findIndex(isPattern);
  return segments.slice(0, first < 0 ? segments.length : first).join(separator);
}

/** Is there a path that both match? */
export function mayBothMatch(one: string, other: string, separator: '.' | '/'): boolean {
  const [a, b] = [one.split(separator), other.split(separator)];
  const seen = new Map<number, boolean>();
  const meet = (i: number, j: number): boolean => {
    if (i === a.length || j === b.length) return i === a.length && j === b.length;
    const key = i * (b.length + 1) + j;
    const known = seen.get(key);
    if (known !== undefined) return known;
    const [left = '', right = ''] = [a[i], b[j]];
    const isSame = left === right || isPattern(left) || isPattern(right);
    // One that stands for several takes a further segment of the other one.
    const result =
      isSame &&
      (meet(i + 1, j + 1) || (left.endsWith('*}') && meet(i, j + 1)) || (right.endsWith('*}') && meet(i + 1, j)));
    seen.set(key, result);
    return result;
  };
  return meet(0, 0);
}

/** The number of segments that are as they are written: of two patterns, the one with more goes first. */
export function literalCount(pattern: string, separator: '.' | '/'): number {
  return pattern.split(separator).filter((segment) => !isPattern(segment)).length;
}

function escaped(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
