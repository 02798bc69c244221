import type { Audit, TextCount } from '../model/audit.ts';
import type { TextCountAnswer, TextCountConfig } from '../model/config.ts';
import { withinSeconds } from '../model/within-seconds.ts';

/**
 * Count in some files as a script does that matches text, line by line.
 * @param found what each came to so far; added to
 * @throws ExpectedStop when a pattern takes too long
 */
export function countText(texts: readonly string[], counts: readonly TextCountConfig[], found: number[]): void {
  const files = texts.map((text) => text.split('\n'));
  for (const [k, config] of counts.entries()) {
    if (config.counts === 'paths') continue;
    const expression = new RegExp(config.pattern, 'u');
    const matching = inTime(config, () => files.map((lines) => lines.filter((line) => expression.test(line)).length));
    for (const count of matching) found[k] = (found[k] ?? 0) + (config.counts === 'lines' ? count : Math.min(count, 1));
  }
}

function inTime<T>({ label, pattern }: TextCountConfig, act: () => T): T {
  return withinSeconds(act, () => `the pattern ${pattern} of audit.textCounts (${label})`);
}

/**
 * The counts of texts, each beside the figure that the audit measured.
 * @param found the count of each text in the files
 * @param paths of all files of the repository
 */
export function textCounts(
  counts: readonly TextCountConfig[],
  found: readonly number[],
  paths: readonly string[],
  measured: Omit<Audit, 'textCounts' | 'leftOut'>,
): TextCount[] {
  return counts.map((config, k) => ({
    ...config,
    count: config.counts === 'paths' ? pathsOf(config, paths) : (found[k] ?? 0),
    ...measurements[config.answeredBy](measured),
  }));
}

function pathsOf(config: TextCountConfig, paths: readonly string[]): number {
  const expression = new RegExp(config.pattern, 'u');
  return inTime(config, () => paths.filter((path) => expression.test(path)).length);
}

type Measurement = (audit: Omit<Audit, 'textCounts' | 'leftOut'>) => Pick<TextCount, 'measured' | 'measures'>;

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
