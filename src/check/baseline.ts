import { ExpectedStop } from '../model/errors.ts';
import { checkKinds } from '../model/check-kind.ts';
import type { CheckKind } from '../model/check-kind.ts';

/** How often each file names a legacy symbol, or breaks a rule: the known findings, which may stay for now. */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** All that a baseline file knows, of each kind that was looked for when it was written; of the others, there is nothing in it. */
export type Baselines = Readonly<Partial<Record<CheckKind, Baseline>>>;

/** A finding to count: in a file, by a legacy path or a rule. */
export interface Counted {
  readonly path: string;
  readonly from: string;
}

/** The key of each kind in the file. */
const sections: Readonly<Record<CheckKind, string>> = {
  imports: 'files',
  isolation: 'isolation',
  leftovers: 'leftovers',
};

const SCHEMA_VERSION = 1;

/** The comparison of a baseline with the findings. */
export interface Comparison<T extends Counted> {
  /** All of a file that name a symbol oftener than the baseline knows: which of them is new cannot be told. */
  readonly fresh: readonly T[];
  /** The number of findings beyond those of the baseline. */
  readonly freshCount: number;
  readonly known: readonly T[];
  readonly stale: readonly StaleEntry[];
}

/** An entry of the baseline that is not found any more, or not so often. */
export interface StaleEntry {
  readonly path: string;
  readonly from: string;
  readonly count: number;
  readonly found: number;
  /** A file with the findings that this one had: it may be this one under another name. */
  readonly movedTo: string | undefined;
}

/** @param isLookedAt was the file looked at, or would it have been if it were there? Of others nothing can be said. */
export function compare<T extends Counted>(
  findings: readonly T[],
  baseline: Baseline,
  isLookedAt: (path: string) => boolean,
): Comparison<T> {
  const found = baselineOf(findings);
  const excess = (path: string, from: string): number => countOf(found, path, from) - countOf(baseline, path, from);
  const isFresh = ({ path, from }: Counted): boolean => excess(key(path), from) > 0;
  const fresh = findings.filter(isFresh);
  const freshKeys = [...found].flatMap(([path, symbols]) => [...symbols.keys()].map((from) => ({ path, from })));
  const stale = [...baseline]
    .filter(([path]) => isLookedAt(path))
    .flatMap(([path, symbols]) =>
      [...symbols].flatMap(([from, count]): StaleEntry[] => {
        if (excess(path, from) >= 0) return [];
        const movedTo = found.has(path)
          ? undefined
          : freshKeys.find((other) => other.from === from && !baseline.has(other.path))?.path;
        return [{ path, from, count, found: countOf(found, path, from), movedTo }];
      }),
    );
  return {
    fresh,
    freshCount: freshKeys.reduce((sum, { path, from }) => sum + Math.max(0, excess(path, from)), 0),
    known: findings.filter((finding) => !isFresh(finding)),
    stale,
  };
}

/** The smallest baseline under which these findings pass. */
export function baselineOf(findings: readonly Counted[]): Baseline {
  const files = new Map<string, Map<string, number>>();
  for (const { path, from } of findings) {
    const symbols = files.get(key(path)) ?? new Map<string, number>();
    files.set(key(path), symbols.set(from, (symbols.get(from) ?? 0) + 1));
  }
  return files;
}

/** The same on every machine, whatever order it was found in; one line for each symbol, so that git merges it. */
export function baselineText(baselines: Baselines): string {
  const sorted = <T>(entries: ReadonlyMap<string, T>): [string, T][] =>
    [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const objectOf = (baseline: Baseline): object =>
    Object.fromEntries(sorted(baseline).map(([path, counts]) => [path, Object.fromEntries(sorted(counts))]));
  const written = checkKinds.flatMap((kind) => {
    const baseline = kind === 'imports' ? (baselines[kind] ?? new Map<string, never>()) : baselines[kind];
    // A kind of which nothing is left keeps an empty section, so that its growth is seen.
    return baseline === undefined ? [] : [[sections[kind], objectOf(baseline)]];
  });
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, ...Object.fromEntries(written) }, undefined, 2)}\n`;
}

/**
 * @param name of the file, for messages
 * @throws ExpectedStop when it is no baseline, with what is wrong
 */
export function parseBaseline(text: string, name: string): Baselines {
  const broken = (what: string): ExpectedStop =>
    new ExpectedStop(
      `${name} is no valid baseline: ${what}`,
      'take the version of either side of a merge, or delete it; then check --update-baseline writes it again',
    );
  const record = (value: unknown, what: string): [string, unknown][] => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken(`${what} is no object`);
    return Object.entries(value);
  };
  const top = new Map(record(parseJson(text, broken), 'it'));
  const version = top.get('schemaVersion');
  if (version !== SCHEMA_VERSION)
    throw broken(`schemaVersion is ${String(version)}, and this version reads ${SCHEMA_VERSION}`);
  const read = (section: string): Baseline => {
    const files = new Map<string, Map<string, number>>();
    for (const [path, value] of record(top.get(section), section)) {
      const counts = files.get(key(path)) ?? new Map<string, number>();
      files.set(key(path), counts);
      for (const [from, count] of record(value, `${section}[${JSON.stringify(path)}]`)) {
        if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1)
          throw broken(`${section}[${JSON.stringify(path)}][${JSON.stringify(from)}] is no count from 1 up`);
        counts.set(from, (counts.get(from) ?? 0) + count);
      }
    }
    return files;
  };
  const kinds = checkKinds.filter((kind) => kind === 'imports' || top.has(sections[kind]));
  return Object.fromEntries(kinds.map((kind) => [kind, read(sections[kind])]));
}

function parseJson(text: string, broken: (what: string) => ExpectedStop): unknown {
  if (/^(?:<{7}|={7}|>{7})/m.test(text)) throw broken('it holds the marks of a merge conflict');
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

function countOf(baseline: Baseline, path: string, from: string): number {
  return baseline.get(path)?.get(from) ?? 0;
}

/** The same for a file on every machine: separators of Windows, and letters that file systems take apart. */
function key(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC');
}
