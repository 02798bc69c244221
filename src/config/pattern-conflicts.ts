import type { MapEntry, Target } from '../model/config.ts';
import { isPattern, literalCount, mayBothMatch, writtenPattern } from '../model/path-pattern.ts';
import type { Section } from './expanded-entries.ts';

/** A legacy path with placeholders, and where it goes. */
interface Pattern {
  readonly legacy: Target;
  readonly entry: MapEntry;
  /** Its place in the Map. */
  readonly place: string;
}

/**
 * Legacy paths with placeholders that may match one path, go to different places, and have equally many segments of their own: neither
 * goes first.
 */
export function patternConflicts(
  entries: readonly MapEntry[],
  places: readonly number[],
  { section, format }: { readonly section: Section; readonly format: (target: Target) => string },
): string[] {
  const separator = section === 'python' ? '.' : '/';
  const patterns = entries.flatMap((entry, k) =>
    entry.legacy.flatMap((legacy, j): Pattern[] =>
      isPattern(legacy.module) ? [{ legacy, entry, place: `map[${places[k] ?? k}].legacy[${j}]` }] : [],
    ),
  );
  return patterns.flatMap((one, k) =>
    patterns.slice(0, k).flatMap((other) => {
      const [a, b] = [one.legacy, other.legacy];
      const isUnclear =
        a.name === b.name &&
        format(one.entry.canonical) !== format(other.entry.canonical) &&
        literalCount(a.module, separator) === literalCount(b.module, separator) &&
        mayBothMatch(a.module, b.module, separator);
      const text = (target: Target): string => writtenPattern(format(target));
      return isUnclear
        ? [
            `${one.place}: "${text(a)}" and "${text(b)}" of ${section}.${other.place} may match one path, and go to different places: keep one of them`,
          ]
        : [];
    }),
  );
}
