import type { Audit, TextCount } from '../model/audit.ts';
import type { TextCountAnswer, TextCountConfig } from '../model/config.ts';

/**
 * Count in one file as a script does that matches text, line by line.
 * @param found what each came to so far; added to
 */
export function countText(text: string, counts: readonly TextCountConfig[], found: number[]): void {
  const lines = text.split('\n');
  for (const [k, { counts: unit, pattern }] of counts.entries()) {
    if (unit === 'paths') continue;
    const expression = new RegExp(pattern, 'u');
    const matching = lines.filter((line) => expression.test(line)).length;
    found[k] = (found[k] ?? 0) + (unit === 'lines' ? matching : Math.min(matching, 1));
  }
}

/**
 * What was counted, each beside what the audit measured.
 * @param found what each came to in the files
 * @param paths of all files of the repository
 */
export function textCounts(
  counts: readonly TextCountConfig[],
  found: readonly number[],
  paths: readonly string[],
  measured: Omit<Audit, 'textCounts'>,
): TextCount[] {
  return counts.map((config, k) => ({
    ...config,
    count: config.counts === 'paths' ? pathsOf(config, paths) : (found[k] ?? 0),
    ...measurements[config.answeredBy](measured),
  }));
}

function pathsOf({ pattern }: TextCountConfig, paths: readonly string[]): number {
  const expression = new RegExp(pattern, 'u');
  return paths.filter((path) => expression.test(path)).length;
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
