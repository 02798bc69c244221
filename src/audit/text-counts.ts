import type { Audit, TextCount } from '../model/audit.ts';
import type { TextCountAnswer, TextCountConfig } from '../model/config.ts';

/** Counts as a script does that matches text, line by line. */
export class TextCounter {
  readonly #counts: readonly TextCountConfig[];
  readonly #patterns: readonly RegExp[];
  readonly #found: number[];

  constructor(counts: readonly TextCountConfig[]) {
    this.#counts = counts;
    this.#patterns = counts.map(({ pattern }) => new RegExp(pattern, 'u'));
    this.#found = counts.map(() => 0);
  }

  addPaths(paths: readonly string[]): void {
    for (const [k, { counts }] of this.#counts.entries())
      if (counts === 'paths') this.#add(k, paths.filter((path) => this.#patterns[k]?.test(path)).length);
  }

  addFile(text: string): void {
    const lines = text.split('\n');
    for (const [k, { counts }] of this.#counts.entries()) {
      if (counts === 'paths') continue;
      const matching = lines.filter((line) => this.#patterns[k]?.test(line)).length;
      this.#add(k, counts === 'lines' ? matching : Math.min(matching, 1));
    }
  }

  /** What was counted, each beside what the audit measured. */
  results(measured: Omit<Audit, 'textCounts'>): TextCount[] {
    return this.#counts.map((config, k) => ({
      ...config,
      count: this.#found[k] ?? 0,
      ...measurements[config.answeredBy](measured),
    }));
  }

  #add(k: number, count: number): void {
    this.#found[k] = (this.#found[k] ?? 0) + count;
  }
}

type Measurement = (audit: Omit<Audit, 'textCounts'>) => Pick<TextCount, 'measured' | 'measures'>;

const measurements: Readonly<Record<TextCountAnswer, Measurement>> = {
  implementations: ({ implementations }) => ({
    measured: implementations.filter(({ counts }) => counts).length,
    measures: 'classes in production that compete, the canonical one included',
  }),
  fragmentedBindings: ({ compliance: { production, tests } }) => ({
    measured: production.all - production.canonical + tests.all - tests.canonical,
    measures: 'bindings of mapped symbols by another path than the canonical',
  }),
  isolationRisks: ({ isolationRisks }) => ({
    measured: isolationRisks.filter(({ area, allowedBecause }) => area === 'production' && allowedBecause === undefined)
      .length,
    measures: 'isolation risks in production that no comment allows',
  }),
  leftovers: ({ leftovers }) => ({
    measured: leftovers.length,
    measures: 'backups, compatibility layers, adapters and shims in the repository',
  }),
  connectionDefinitions: ({ connections }) => ({
    measured: new Set(connections.filter(({ area }) => area === 'production').map(({ path }) => path)).size,
    measures: 'files in production that define connection methods outside of the canonical manager',
  }),
  validationTests: ({ validationTests }) => ({
    measured: validationTests.length,
    measures: 'test files that assert on the single source of truth',
  }),
};
