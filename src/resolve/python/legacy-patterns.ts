import type { MapEntry, Target } from '../../model/config.ts';
import { filled, isPattern, literalCount, literalHead, literalPart, patternMatcher } from '../../model/path-pattern.ts';
import type { PatternValues } from '../../model/path-pattern.ts';

/** An entry for one module that a pattern matches. */
export interface PatternEntry {
  readonly entry: MapEntry;
  readonly legacy: Target;
}

interface Pattern {
  readonly entry: MapEntry;
  readonly legacy: Target;
  readonly match: (module: string) => PatternValues | undefined;
}

/** The entries of the Map whose legacy paths have placeholders. */
export class LegacyPatterns {
  readonly #patterns: readonly Pattern[];
  readonly #asked = new Set<string>();

  private constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
  }

  /** Undefined where no entry has any. */
  static of(map: readonly MapEntry[]): LegacyPatterns | undefined {
    const patterns = map.flatMap((entry) =>
      entry.legacy.flatMap((legacy): Pattern[] =>
        isPattern(legacy.module) ? [{ entry, legacy, match: patternMatcher(legacy.module, '.') }] : [],
      ),
    );
    if (patterns.length === 0) return undefined;
    // The one with more segments of its own goes first.
    const count = ({ legacy }: Pattern): number => literalCount(legacy.module, '.');
    return new LegacyPatterns(patterns.toSorted((a, b) => count(b) - count(a)));
  }

  /** The parts that whatever names such a module says. */
  get literalParts(): string[] {
    return this.#patterns.map(({ legacy }) => literalPart(legacy.module, '.'));
  }

  /** The packages around all such modules. */
  get literalHeads(): string[] {
    return this.#patterns.map(({ legacy }) => literalHead(legacy.module, '.')).filter((head) => head !== '');
  }

  /** The entries for a module, the closest first; nothing when it was asked about before. */
  entriesFor(module: string): PatternEntry[] {
    if (this.#asked.has(module)) return [];
    this.#asked.add(module);
    return this.#patterns.flatMap(({ entry, legacy, match }): PatternEntry[] => {
      const values = match(module);
      if (values === undefined) return [];
      const own = { module, name: legacy.name };
      const canonical = { ...entry.canonical, module: filled(entry.canonical.module, values) };
      return [{ entry: { ...entry, canonical, legacy: [own] }, legacy: own }];
    });
  }
}
