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

/** Shows in any format what saved plans would do, or what an apply did. Does not read the files in it. */
export async function report(options: ReportOptions, io: CommandIo): Promise<ExitCode> {
  const { from, outputFile } = options;
  if (from === undefined)
    throw new ExpectedStop('report needs --from', 'a file that `plan --save` wrote, or the id of a run');
  const document =
    options.paths.length > 0 ? await ofSeveral([from, ...options.paths], options, io) : await ofOne(from, options, io);
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  return ExitCode.ok;
}

/** One table of the plans of several repositories. */
async function ofSeveral(files: readonly string[], { format }: ReportOptions, io: CommandIo): Promise<string> {
  const { repositoryReporters } = await import('../report/repositories.ts');
  const formats = Object.keys(repositoryReporters);
  if (!Object.hasOwn(repositoryReporters, format))
    throw new ExpectedStop(
      `several plans are reported as ${formats.join(', ')}, not as ${format}`,
      'html and the others are of one plan',
    );
  const plans = files.map((name) => ({ name, plan: readPlan(io.cwd, name).plan }));
  return repositoryReporters[format as keyof typeof repositoryReporters](plans);
}

async function ofOne(from: string, options: ReportOptions, io: CommandIo): Promise<string | Uint8Array> {
  const { format } = options;
  const { plan, run } = await read(from, io);
  const command = run === undefined ? 'dry-run' : 'apply';
  if (format === 'text')
    return summaryText(plan, command, options.verbose) + (run === undefined ? '' : runText(run, plan));
  const reporter = await loadReporter(format);
  return reporter(plan, { command, run, version: plan.origin?.version ?? io.version(), rootPath: '' });
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
