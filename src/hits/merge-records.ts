/** A place that used a legacy name, over all processes. The file is as it was recorded. */
export interface RecordedSite {
  readonly legacy: string;
  readonly file: string;
  readonly line: number;
  readonly hits: number;
  readonly processes: number;
  /** In seconds since 1970. */
  readonly last: number;
}

export interface Records {
  readonly processes: number;
  readonly sites: readonly RecordedSite[];
  readonly days: readonly { readonly day: string; readonly sites: number }[];
  readonly unreadable: number;
}

interface Line {
  readonly legacy: string;
  readonly file: string;
  readonly line: number;
  readonly hits: number;
  readonly time: number;
}

/**
 * Adds up what processes have recorded. Each line of a process has the hits of a site up to then, so that its last one
 * counts.
 * @param texts the content of one file for each process
 * @param since records from before do not count; in seconds since 1970
 */
export function mergeRecords(texts: Iterable<string>, since: number): Records {
  const sites = new Map<string, RecordedSite>();
  const days = new Map<string, Set<string>>();
  let processes = 0;
  let unreadable = 0;
  for (const text of texts) {
    const own = new Map<string, Line>();
    for (const written of text.split('\n').filter((line) => line.trim() !== '')) {
      const line = parseLine(written);
      if (line === undefined) unreadable++;
      else if (line.time >= since) {
        const key = JSON.stringify([line.file, line.line, line.legacy]);
        const known = own.get(key);
        if (known === undefined || known.hits < line.hits) own.set(key, line);
        const day = dayOf(line.time);
        days.set(day, (days.get(day) ?? new Set()).add(key));
      }
    }
    if (own.size > 0) processes++;
    for (const [key, line] of own) sites.set(key, added(sites.get(key), line));
  }
  return {
    processes,
    sites: [...sites.values()],
    days: [...days].map(([day, keys]) => ({ day, sites: keys.size })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    unreadable,
  };
}

function added(known: RecordedSite | undefined, { legacy, file, line, hits, time }: Line): RecordedSite {
  return {
    legacy,
    file,
    line,
    hits: (known?.hits ?? 0) + hits,
    processes: (known?.processes ?? 0) + 1,
    last: Math.max(known?.last ?? 0, time),
  };
}

function parseLine(text: string): Line | undefined {
  try {
    const { legacy, file, line, hits, time } = (JSON.parse(text) ?? {}) as Record<string, unknown>;
    if (typeof legacy !== 'string' || typeof file !== 'string') return undefined;
    const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
    if (!isCount(line) || !isCount(hits) || !isCount(time) || time > LAST_SECOND) return undefined;
    return { legacy, file, line, hits, time };
  } catch {
    return undefined;
  }
}

/** The year 9999 ends. */
const LAST_SECOND = 253402300799;

/** The day of a time, as YYYY-MM-DD in UTC. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
