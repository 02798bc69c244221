import type { Plan, Summary } from '../model/outcome.ts';
import { number } from './count.ts';
import { code, printable, printableJson } from './escape.ts';

/** The Plan of one of several repositories. */
export interface NamedPlan {
  /** The name of its file. */
  readonly name: string;
  readonly plan: Plan;
}

const columns = [
  ['files', ({ filesScanned }) => filesScanned],
  ['to change', ({ filesChanged }) => filesChanged],
  ['edits', ({ edits }) => edits],
  ['safe', ({ safe }) => safe],
  ['declared', ({ declared }) => declared],
  ['review', ({ review }) => review],
  ['refused', ({ refused }) => refused],
  ['without path', ({ unmapped }) => unmapped],
] as const satisfies readonly (readonly [string, (summary: Summary) => number])[];

type Row = readonly [name: string, ...counts: string[]];

/** The Plans of several repositories as one table, with their sum: what a migration has before it. */
export const repositoryReporters = {
  text: (plans: readonly NamedPlan[]): string => {
    const rows = [
      ['', ...columns.map(([title]) => title)],
      ...rowsOf(plans).map(([name, ...rest]) => [printable(name), ...rest]),
    ];
    const widths = rows[0]?.map((_, k) => Math.max(...rows.map((row) => row[k]?.length ?? 0))) ?? [];
    const aligned = (row: readonly string[]): string =>
      row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k] ?? 0) : cell.padStart(widths[k] ?? 0))).join('  ');
    return rows.map((row) => `${aligned(row).trimEnd()}\n`).join('');
  },
  markdown: (plans: readonly NamedPlan[]): string => {
    const lines = [
      `| plan | ${columns.map(([title]) => title).join(' | ')} |`,
      `| --- |${' ---: |'.repeat(columns.length)}`,
      ...rowsOf(plans).map(
        ([name, ...rest], k) => `| ${k === plans.length ? '**all**' : code(name)} | ${rest.join(' | ')} |`,
      ),
    ];
    return lines.map((line) => `${line}\n`).join('');
  },
  json: (plans: readonly NamedPlan[]): string => {
    const repositories = plans.map(({ name, plan: { summary } }) => ({ name, summary }));
    return `${printableJson({ version: 1, repositories })}\n`;
  },
};

/** One row for each Plan, and the sum. */
function rowsOf(plans: readonly NamedPlan[]): Row[] {
  const counts = plans.map(({ plan: { summary } }) => columns.map(([, countOf]) => countOf(summary)));
  const total = columns.map((_, k) => counts.reduce((sum, row) => sum + (row[k] ?? 0), 0));
  return [...plans.map(({ name }, k): Row => [name, ...(counts[k] ?? []).map(number)]), ['all', ...total.map(number)]];
}
