import path from 'node:path';
import type { AppliedPlan } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { Plan } from '../model/outcome.ts';
import { runText } from '../report/apply-run.ts';
import { loadReporter } from '../report/index.ts';
import { summaryText } from '../report/text.ts';
import { findStore } from '../store/store-place.ts';
import { readPlan } from '../store/saved-plan.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { ReportOptions } from './options.ts';

/** Shows in any format what a saved plan would do, or what an apply did. Does not read the files in it. */
export async function report(options: ReportOptions, io: CommandIo): Promise<ExitCode> {
  const { from, format, outputFile } = options;
  if (options.paths.length > 0)
    throw new ExpectedStop(`report takes no paths, found ${options.paths.join(' ')}`, 'it is of a whole plan or run');
  if (from === undefined)
    throw new ExpectedStop('report needs --from', 'a file that `plan --save` wrote, or the id of a run');
  const { plan, run } = await read(from, io);
  const command = run === undefined ? 'dry-run' : 'apply';
  const document =
    format === 'text'
      ? summaryText(plan, command, options.verbose) + (run === undefined ? '' : runText(run, plan))
      : (await loadReporter(format))(plan, {
          command,
          run,
          version: plan.origin?.version ?? io.version(),
          rootPath: '',
        });
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  return ExitCode.ok;
}

/** A file or folder of that name, else the run of that id. */
async function read(from: string, io: CommandIo): Promise<{ plan: Plan; run?: AppliedPlan['run'] }> {
  const { isThere, readRun, runFolder } = await import('../store/recorded-run.ts');
  const place = path.resolve(io.cwd, from);
  if (isThere(place)) {
    const applied = readRun(place);
    return applied ? { plan: applied, run: applied.run } : readPlan(io.cwd, from);
  }
  const store = findStore(io.cwd);
  const applied = store === undefined ? undefined : readRun(runFolder(store, path.basename(from)));
  if (applied === undefined)
    throw new ExpectedStop(`there is no plan and no run ${from}`, 'ssot-codemod rollback --list names the runs');
  return { plan: applied, run: applied.run };
}
