import { formatExport } from '../../model/config.ts';
import type { MapEntry, Target } from '../../model/config.ts';
import { withoutEnd } from '../../model/without-end.ts';
import {
  filled,
  isPattern,
  literalCount,
  literalHead,
  patternMatcher,
  placeholdersOf,
} from '../../model/path-pattern.ts';
import type { PatternValues } from '../../model/path-pattern.ts';
import type { MappedModule, Mapping } from './mapped-module.ts';
import type { JavaScriptProject } from './javascript-project.ts';

interface Pattern {
  readonly entry: MapEntry;
  readonly legacy: Target;
  /** By the key of a module, or the specifier of one of a package. */
  readonly match: (key: string, specifier: string | undefined) => PatternValues | undefined;
  /** The folder of the root whose files need not say its path. */
  readonly folder: string | undefined;
}

/** The entries of the Map whose legacy specifiers have placeholders. */
export class LegacyPatterns {
  readonly #project: JavaScriptProject;
  readonly #patterns: readonly Pattern[];

  private constructor(project: JavaScriptProject, patterns: readonly Pattern[]) {
    this.#project = project;
    this.#patterns = patterns;
  }

  /** Undefined where no entry has any. */
  static of(map: readonly MapEntry[], project: JavaScriptProject): LegacyPatterns | undefined {
    const patterns = map.flatMap((entry) =>
      entry.legacy.flatMap((legacy): Pattern[] =>
        isPattern(legacy.module) ? [{ entry, legacy, ...matcherOf(legacy.module, project) }] : [],
      ),
    );
    if (patterns.length === 0) return undefined;
    // The one with more segments of its own goes first.
    const count = ({ legacy }: Pattern): number => literalCount(legacy.module, '/');
    return new LegacyPatterns(
      project,
      patterns.toSorted((a, b) => count(b) - count(a)),
    );
  }

  /** The folders below which files can name such modules by a relative path that says nothing of the pattern. */
  get folders(): string[] {
    return this.#patterns.flatMap(({ folder }) => folder ?? []);
  }

  /** The entries for a module; undefined when no pattern matches it. */
  module(key: string, specifier: string | undefined): MappedModule | undefined {
    let whole: Mapping | undefined;
    const symbols = new Map<string, Mapping>();
    for (const { entry, legacy, match } of this.#patterns) {
      const values = match(key, specifier);
      if (values === undefined) continue;
      const canonical = { ...entry.canonical, module: filled(entry.canonical.module, values) };
      const mapping: Mapping = {
        entry: { ...entry, canonical },
        canonical: this.#project.locateInMap(canonical.module),
        from: formatExport({ ...legacy, module: filled(legacy.module, values) }),
      };
      if (legacy.name === undefined) whole ??= mapping;
      else if (!symbols.has(legacy.name)) symbols.set(legacy.name, mapping);
    }
    return whole === undefined && symbols.size === 0 ? undefined : { whole, symbols, unmapped: new Map() };
  }
}

/** A pattern of packages is matched by what stands in the file, others by the path of the module. */
function matcherOf(pattern: string, project: JavaScriptProject): Pick<Pattern, 'match' | 'folder'> {
  const samples = new Map(placeholdersOf(pattern).map(({ name }, k) => [name, `ssot-segment-${k}`]));
  const { key } = project.locateInMap(filled(pattern, samples));
  if (key.startsWith('?package:') || key.includes('/node_modules/')) {
    const match = patternMatcher(pattern, '/');
    return { match: (_, specifier) => (specifier === undefined ? undefined : match(specifier)), folder: undefined };
  }
  const holes = placeholdersOf(pattern);
  const path = holes.reduce(
    (text, { name, isMany }, k) => text.replace(`ssot-segment-${k}`, `{${name}${isMany ? '*' : ''}}`),
    stemOf(key),
  );
  const match = patternMatcher(path, '/');
  return { match: (own) => match(stemOf(own)), folder: withoutEnd(literalHead(path, '/'), '/') };
}

/** The path of a module without its ending. */
function stemOf(key: string): string {
  return key
    .replace(/^\?/, '')
    .replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '')
    .replace(/\/index$/, '');
}
