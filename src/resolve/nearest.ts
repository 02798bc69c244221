import { distance } from 'fastest-levenshtein';

const SHOWN = 3;

/** The names that are likely meant by one that is not there, the nearest first; none when all are far. */
export function nearest(name: string, known: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, name.length / 3);
  return [...new Set(known)]
    .filter((other) => other !== name && Math.abs(other.length - name.length) <= limit)
    .map((other) => ({ other, far: distance(wanted, other.toLowerCase()) }))
    .filter(({ far }) => far <= limit && far < name.length)
    .toSorted((a, b) => a.far - b.far || (a.other < b.other ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ other }) => other);
}
