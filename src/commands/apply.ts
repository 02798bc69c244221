import path from 'node:path';
import { findRoot } from '../config/load-config.ts';
import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import type { Config } from '../model/config.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { RefusalReason } from '../model/edit.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { runText } from '../report/apply-run.ts';
import { loadReporter } from '../report/index.ts';
import { summaryText } from '../report/text.ts';
import { applyInStore, resumeRun } from '../store/apply-plan.ts';
import { openStore } from '../store/open-store.ts';
import type { OpenStore } from '../store/open-store.ts';
import { checkBatchBy } from '../store/batches.ts';
import { findStore } from '../store/store-place.ts';
import { noticeOldRuns } from '../store/old-runs.ts';
import { readPlan, refuseDrift, refuseOtherRoot } from '../store/saved-plan.ts';
import { findRepository } from '../store/repository.ts';
import { refuseUnwritableFile, replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { ApplyOptions } from './options.ts';
import { withProvenance } from './provenance.ts';
import { planFor } from './plan-for.ts';
import { formatCommands } from './format-choice.ts';
import { formatted, withProgress } from './write-plan.ts';

/** Writes the changes of the Map. Exits with 1 when a file that could be changed was not; when strict, if anything is left. */
export async function apply(options: ApplyOptions, io: CommandIo): Promise<ExitCode> {
  const run = runOptions(options);
  if (options.outputFile !== undefined) refuseUnwritableFile(io.cwd, options.outputFile);
  const isNamed = options.config !== undefined || options.preset.length > 0;
  const where = options.openPrs
    ? await (await import('../store/pull-requests.ts')).pullRequestPlace(await findRoot(io.cwd, isNamed))
    : undefined;
  const applied = await appliedPlan(run, options, io);
  if (where === undefined || applied.run === undefined) return report(applied, options, io);
  const { openPullRequests } = await import('./open-prs.ts');
  const opened = await openPullRequests(applied, applied.run, where, io);
  const code = await report({ ...applied, run: opened.run }, options, io);
  return opened.failed > 0 ? ExitCode.findings : code;
}

function appliedPlan(run: RunOptions, options: ApplyOptions, io: CommandIo): Promise<AppliedPlan> {
  if (options.resume) return resume(options, io);
  return options.plan === undefined ? applyAnew(run, options, io) : applySaved(options.plan, run, options, io);
}

async function applyAnew(run: RunOptions, options: ApplyOptions, io: CommandIo): Promise<AppliedPlan> {
  const opened: { store?: OpenStore } = {};
  const begin = ({ root }: Config): void => {
    opened.store = openStore(root, options.allowDirty);
  };
  try {
    const { plan, config } = await planFor(
      options,
      io,
      {
        withDiffs: options.format === 'html',
        withHashes: true,
        withTexts: true,
        withReview: options.format === 'html',
        countsOthers: !options.quiet,
      },
      begin,
    );
    const commands = formatCommands(options, config);
    const store = opened.store ?? openStore(config.root, options.allowDirty);
    await warnOfOldRuns(config.root, io);
    const planned = await withProvenance(plan, config, io);
    const withDiffs = options.format === 'html';
    const applied = await withProgress(options.quiet, io, async (context) =>
      applyInStore(store, await formatted(config.root, planned, { commands, withDiffs }, context, io), run, context),
    );
    return planned.notRead === undefined ? applied : { ...applied, notRead: planned.notRead };
  } finally {
    opened.store?.release();
  }
}

async function applySaved(file: string, run: RunOptions, options: ApplyOptions, io: CommandIo): Promise<AppliedPlan> {
  const { madeFor, plan: whole } = readPlan(io.cwd, file);
  const root = await findRoot(io.cwd, options.config !== undefined || options.preset.length > 0);
  refuseOtherRoot(root, file, madeFor);
  const { plan, name: batchName } = await chosenPart(whole, options.batch, root);
  const store = openStore(root, options.allowDirty);
  try {
    await warnOfOldRuns(root, io);
    refuseDrift(root, plan);
    const config = options.config === undefined ? undefined : path.resolve(io.cwd, options.config);
    await (await import('../store/saved-changes.ts')).refuseOddChanges(root, file, plan, config);
    // The command line alone can name a command: no configuration is read, and a plan may be anybody's.
    const choice = { commands: formatCommands(options, undefined), withDiffs: options.format === 'html' };
    return await withProgress(options.quiet, io, async (context) =>
      applyInStore(store, await formatted(root, plan, choice, context, io), { ...run, batchName }, context),
    );
  } finally {
    store.release();
  }
}

/** The batch that is to be applied, or the whole Plan. */
async function chosenPart(plan: Plan, batch: string | undefined, root: string): Promise<{ plan: Plan; name?: string }> {
  if (batch === undefined) return { plan };
  const { selectBatch } = await import('../store/plan-batches.ts');
  return selectBatch(plan, batch, { root, repository: findRepository(root)?.root ?? root });
}

async function warnOfOldRuns(folder: string, io: CommandIo): Promise<void> {
  const notice = await noticeOldRuns(folder);
  if (notice !== undefined) io.stderr(`ssot-codemod: ${notice}\n`);
}

async function resume(options: ApplyOptions, io: CommandIo): Promise<AppliedPlan> {
  await warnOfOldRuns(io.cwd, io);
  const store = findStore(io.cwd);
  if (store === undefined) throw new ExpectedStop('no apply was interrupted here: there is nothing to resume');
  return withProgress(options.quiet, io, (context) => resumeRun(store, context));
}

/** @throws ExpectedStop when flags contradict each other, or one needs another */
function runOptions(options: ApplyOptions): RunOptions {
  const { batchBy, commit, message, branchPerBatch: branchPrefix, blameIgnore } = options;
  const { gate, gateTimeout, maxQuarantine, baselineGate, gateSlowdown } = options;
  const isGated = baselineGate || [gateTimeout, maxQuarantine, gateSlowdown].some((value) => value !== undefined);
  const wrong: readonly (readonly [boolean, string])[] = [
    [options.resume && options.plan !== undefined, '--resume and --plan are two different things'],
    [
      options.plan !== undefined && (options.onlyAccepted || options.shape.length > 0),
      '--plan is applied as it is: choose shapes when it is made',
    ],
    [options.batch !== undefined && options.plan === undefined, '--batch needs --plan: it is a part of a saved plan'],
    [
      options.batch !== undefined && batchBy !== undefined,
      '--batch and --batch-by exclude each other: a batch is not split',
    ],
    [
      options.resume && (options.formatCommand.length > 0 || options.unformatted),
      '--resume goes on with the files as they were formatted: it takes no format command',
    ],
    [commit && branchPrefix !== undefined, '--branch-per-batch commits by itself: leave --commit out'],
    [
      options.openPrs && branchPrefix === undefined && !options.resume,
      '--open-prs needs --branch-per-batch: each branch becomes a pull request',
    ],
    [message !== undefined && !commit && branchPrefix === undefined, '--message needs --commit or --branch-per-batch'],
    [blameIgnore && !commit, '--blame-ignore needs --commit: commits of branches change when they are merged'],
    [
      isGated && gate === undefined,
      '--gate-timeout, --max-quarantine, --baseline-gate and --gate-slowdown need --gate',
    ],
  ];
  const found = wrong.find(([isWrong]) => isWrong);
  if (found !== undefined) throw new ExpectedStop(found[1]);
  if (batchBy !== undefined) checkBatchBy(batchBy);
  return {
    batchBy,
    commit,
    message,
    branchPrefix,
    blameIgnore,
    gate,
    gateTimeout,
    maxQuarantine,
    baselineGate,
    gateSlowdown,
  };
}

async function report(applied: AppliedPlan, options: ApplyOptions, io: CommandIo): Promise<ExitCode> {
  const { run } = applied;
  const command = run?.batches.some(({ branch }) => branch !== undefined) ? 'apply on branches' : 'apply';
  const summary = summaryText(applied, command, options.verbose) + (run === undefined ? '' : runText(run, applied));
  try {
    await writeReport(applied, summary, options, io);
  } catch (error) {
    throw run === undefined ? error : afterWriting(error);
  } finally {
    if (!options.quiet) io.stderr(summary);
  }
  const isWhole = applied.summary.failed === 0 && run?.stopped === undefined && !applied.outcomes.some(wasLost);
  return isWhole && !(options.strict && applied.outcomes.some(isLeft)) ? ExitCode.ok : ExitCode.findings;
}

/** Was a file to be written that could be, and is not? */
function wasLost(outcome: Outcome): boolean {
  return outcome.status === 'skipped' && lossReasons.includes(outcome.reason);
}

const lossReasons: readonly RefusalReason[] = ['changed-on-disk', 'not-reached', 'outside-root', 'quarantined'];

/** Is anything of a file left to do, for a person or for `--include-review`? */
function isLeft({ status, edits, refused }: Outcome): boolean {
  return (
    status === 'skipped' ||
    edits.some(({ applied }) => !applied) ||
    refused.some(({ reason }) => reason !== 'allowed-by-comment')
  );
}

/** The report where it was asked for. As text it is the summary, which standard error has anyway. */
async function writeReport(
  applied: AppliedPlan,
  summary: string,
  { format, outputFile }: ApplyOptions,
  io: CommandIo,
): Promise<void> {
  const { run } = applied;
  const document =
    format === 'text'
      ? summary
      : (await loadReporter(format))(applied, { command: 'apply', run, version: io.version(), rootPath: '' });
  if (outputFile !== undefined) await replaceFile(io.cwd, outputFile, document);
  else if (format !== 'text') io.stdout(document);
}
