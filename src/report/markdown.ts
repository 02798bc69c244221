import type { Outcome } from '../model/outcome.ts';
import { runMarkdown } from './apply-run.ts';
import { code } from './escape.ts';
import type { Reporter } from './report-format.ts';

/** The report for people, as a comment on a pull request or a page of a wiki. */
export const markdown: Reporter = ({ outcomes, summary }, { command, run }) => {
  const applied = outcomes.flatMap(({ edits }) => edits).filter((edit) => edit.applied).length;
  const verb = command === 'apply' ? 'changed' : 'would change';
  const lines = [
    `# ssot-codemod ${command}`,
    '',
    `${summary.filesChanged} of ${summary.filesScanned} files ${verb}: ${applied} edits.`,
    '',
    ...table('For review', ['place', 'from', 'to', 'because'], outcomes.flatMap(pendingRows)),
    ...table('Refused', ['place', 'reason', 'import', 'message'], outcomes.flatMap(refusedRows)),
    ...table('Not written', ['file', 'reason', 'message'], outcomes.flatMap(leftRows)),
  ];
  return lines.map((line) => `${line}\n`).join('') + (run === undefined ? '' : runMarkdown(run));
};

type Row = readonly string[];

function pendingRows({ path, status, edits }: Outcome): Row[] {
  if (status === 'skipped' || status === 'failed') return [];
  return edits
    .filter((edit) => !edit.applied)
    .map((edit) => [code(`${path}:${edit.line}`), code(edit.from), code(edit.to), edit.because]);
}

function refusedRows({ path, refused }: Outcome): Row[] {
  return refused.map(({ line, reason, from, message }) => [code(`${path}:${line}`), reason, code(from), message]);
}

function leftRows(outcome: Outcome): Row[] {
  if (outcome.status === 'skipped') return [[code(outcome.path), outcome.reason, outcome.message]];
  return outcome.status === 'failed' ? [[code(outcome.path), 'failed', outcome.error]] : [];
}

function table(title: string, heads: Row, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: Row): string => `| ${cells.map((cell) => cell.replaceAll('\n', ' ')).join(' | ')} |`;
  return [`## ${title}`, '', line(heads), line(heads.map(() => '---')), ...rows.map(line), ''];
}
