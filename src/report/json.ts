import type { Outcome } from '../model/outcome.ts';
import type { Reporter } from './report-format.ts';

/** The report for programs; its schema is schema/report.json. Stable from run to run and machine to machine. */
export const json: Reporter = ({ outcomes, summary }, { command, run }) =>
  `${JSON.stringify({ schemaVersion: 1, command, summary, run, files: outcomes.map(fileReport) }, null, 2)}\n`;

/** One file in one line, for programs that read a stream; the last line is the summary. */
export const jsonl: Reporter = ({ outcomes, summary }, { command, run }) =>
  [...outcomes.map(fileReport), { schemaVersion: 1, command, summary, run }]
    .map((entry) => `${JSON.stringify(entry)}\n`)
    .join('');

function fileReport(outcome: Outcome): object {
  const { path, status, edits, refused, diagnostics } = outcome;
  return {
    path,
    status,
    ...(outcome.status === 'changed' ? { lines: outcome.lines } : {}),
    ...(outcome.status === 'skipped' ? { reason: outcome.reason, message: outcome.message } : {}),
    ...(outcome.status === 'failed' ? { error: outcome.error } : {}),
    edits,
    refused,
    diagnostics,
  };
}
