import { formatExport, formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target } from '../model/config.ts';

/**
 * A sentence for each canonical path that another entry of the Map moves on: a second run would move the result of the
 * first.
 */
export function chainedEntries({ python, javascript }: Pick<Config, 'python' | 'javascript'>): string[] {
  return [...chainsOf(python.map, formatTarget), ...chainsOf(javascript.map, formatExport)];
}

function chainsOf(map: readonly MapEntry[], format: (target: Target) => string): string[] {
  // An entry that names its canonical path as legacy, for the calls of it, moves it nowhere.
  const next = new Map(
    map.flatMap((entry) => {
      const legacy = entry.legacy.map(format).filter((path) => path !== format(entry.canonical));
      return legacy.map((path) => [path, entry] as const);
    }),
  );
  return map.flatMap((entry) => {
    const canonical = format(entry.canonical);
    const other = next.get(canonical);
    // An entry may have a rule for calls of its own canonical path, which stays.
    if (other === undefined || other === entry || format(other.canonical) === canonical) return [];
    const legacy = entry.legacy.map(format);
    const end = format(other.canonical);
    const advice = legacy.includes(end)
      ? 'apply this swap once, then take it out'
      : `let ${legacy.join(', ')} go to ${end}, too`;
    return [
      `the Map moves ${legacy.join(', ')} to ${canonical}, and ${canonical} to ${end}: entries never chain, so a second run would move it on; ${advice}`,
    ];
  });
}
