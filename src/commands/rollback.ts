import type { RollbackReport, RunSummary } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { count } from '../report/count.ts';
import { printable } from '../report/escape.ts';
import { deletionOf } from '../store/branches.ts';
import { findStore } from '../store/store-place.ts';
import { noticeOldRuns } from '../store/old-runs.ts';
import { listRuns, pruneRuns, rollBack } from '../store/rollback.ts';
import { interruptible } from './interruption.ts';
import type { CommandIo } from './io.ts';
import type { RollbackOptions } from './options.ts';
import { progressDisplay } from './progress.ts';

/** Undo an apply, or tell which can be undone. Exits 1 when a file was left as it is. */
export async function rollback(options: RollbackOptions, io: CommandIo): Promise<ExitCode> {
  if (options.paths.length > 0)
    throw new ExpectedStop(
      `rollback takes no paths, found ${options.paths.join(' ')}`,
      'it undoes a whole apply: --id, --list',
    );
  const notice = await noticeOldRuns(io.cwd);
  if (notice !== undefined) io.stderr(`ssot-codemod: ${notice}\n`);
  const store = findStore(io.cwd);
  if (options.list) {
    io.stdout((store === undefined ? [] : listRuns(store)).map(runLine).join(''));
    return ExitCode.ok;
  }
  if (store === undefined) throw new ExpectedStop('there is nothing to roll back', 'no apply was run here');
  if (options.prune) {
    const forgotten = pruneRuns(store);
    if (!options.quiet) io.stderr(`${forgotten.length} runs forgotten\n`);
    return ExitCode.ok;
  }
  const display = await progressDisplay(io, options.quiet);
  try {
    const report = await interruptible((signal) =>
      rollBack(store, options.id, options.force, { signal, onProgress: display.show }),
    );
    display.end();
    if (!options.quiet) io.stderr(reportText(report));
    return report.refused.length + report.failed.length > 0 ? ExitCode.findings : ExitCode.ok;
  } finally {
    display.end();
  }
}

function runLine({ id, state, startedAt, files }: RunSummary): string {
  return `${[id, state, startedAt ?? '-', files === undefined ? '? files' : count(files, 'file')].join('  ')}\n`;
}

function reportText({ id, restored, untouched, refused, copies, failed, commits, branches }: RollbackReport): string {
  const lines = [
    `Run ${id}: ${restored.length === 1 ? '1 file is what it was' : `${restored.length} files are what they were`} before${untouched > 0 ? `, ${untouched} had not changed` : ''}`,
    ...section('Left alone', refused),
    ...(refused.length > 0
      ? [`  ssot-codemod rollback --id ${id} --force undoes them, too, and keeps copies beside`]
      : []),
    ...section('Failed', failed),
    ...(copies.length > 0 ? ['Copies of the replaced files:', ...copies.map((copy) => `  ${printable(copy)}`)] : []),
    ...(commits.length > 0
      ? [
          commits.length === 1
            ? 'Its commit stays: commit the rollback, or git revert it'
            : `Its ${commits.length} commits stay: commit the rollback, or git revert them`,
        ]
      : []),
    ...(branches.length > 0
      ? [`Its ${branches.length === 1 ? 'branch stays' : `${branches.length} branches stay`}: ${deletionOf(branches)}`]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function section(title: string, files: RollbackReport['refused']): string[] {
  if (files.length === 0) return [];
  return [`${title}: ${files.length}`, ...files.map((file) => `  ${printable(file.path)}: ${printable(file.message)}`)];
}
