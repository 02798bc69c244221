import path from 'node:path';
import { operationOutcome } from '../edit/operation-outcome.ts';
import { nameOutcome } from '../engine/prune/name-outcome.ts';
import { runPrune } from '../engine/prune/run-prune.ts';
import type { RecordedSite } from '../hits/merge-records.ts';
import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import type { Config } from '../model/config.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { FileMode, FileOperation } from '../model/file-operation.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { pruneReasons, pruneTierOf } from '../model/pruning.ts';
import type { Prunable, Pruning, PruningWithEdits } from '../model/pruning.ts';
import { summaryOf } from '../model/summary.ts';
import { runText } from '../report/apply-run.ts';
import { pruneReporters, pruneSummary } from '../report/prune.ts';
import { summaryText } from '../report/text.ts';
import { plainRun } from '../store/apply-plan.ts';
import { ownersOf } from '../store/batches.ts';
import { readCurrent } from '../store/current-file.ts';
import { belowTop, findRepository } from '../store/repository.ts';
import { replaceFile } from '../store/replace-file.ts';
import { planDocument } from '../store/saved-plan.ts';
import { trackedFilesOf } from '../store/tracked.ts';
import { withProvenance } from './provenance.ts';
import type { CommandIo } from './io.ts';
import type { PruneOptions } from './options.ts';
import { configFor, selectionFor } from './plan-for.ts';
import { takenReasons } from './review-choice.ts';
import { writePlan } from './write-plan.ts';

/** Say what nothing reaches any more, and delete it when told to. Writes nothing but the files that were asked for, without --apply. */
export async function prune(options: PruneOptions, io: CommandIo): Promise<ExitCode> {
  const run = runOptions(options);
  const known = pruneReasons.filter((reason) => pruneTierOf(reason) === 'review');
  const takes = takenReasons(options.includeReview, known);
  const selection = {
    ...options,
    include: undefined,
    carriers: [],
    gitignore: true,
    filesFrom: undefined,
    jobs: undefined,
  };
  const config = await configFor(selection, io);
  const { paths } = await selectionFor(selection, config, io);
  const hits = options.hits === undefined ? [] : await recordedHits(options.hits, io);
  const tracked = await trackedFilesOf(config.root, 'prune');
  const wishes = { hits, withTests: options.withTests };
  const pruning = await runPrune(config, paths, { ...tracked, way: belowTop(config.root) }, wishes);
  const chosen = withTheirNamers(pruning.found.filter((one) => isChosen(one, takes)));
  const plan = await withProvenance(planOf(config, pruning, chosen), config, io);
  if (options.save !== undefined) await replaceFile(io.cwd, options.save, planDocument(config.root, plan));
  if (options.apply) return report(await writePlan(config.root, plan, run, options, io), pruning, options, io);
  await print(pruning, config, options, io);
  if (!options.quiet) {
    io.stderr(pruneSummary(pruning, [...chosen]));
    if (options.save !== undefined) io.stderr(`Apply with: ssot-codemod apply --plan ${options.save}\n`);
  }
  return options.exitCode && chosen.size > 0 ? ExitCode.findings : ExitCode.ok;
}

/** The uses of legacy names that were recorded in a folder. */
async function recordedHits(folder: string, { cwd }: CommandIo): Promise<readonly RecordedSite[]> {
  const { readHits } = await import('../engine/run-hits.ts');
  return readHits(path.resolve(cwd, folder), folder, 0).sites;
}

/** @throws ExpectedStop when flags need others */
function runOptions(options: PruneOptions): RunOptions {
  const { gate, commit, message, apply, allowDirty } = options;
  const isWriting = gate !== undefined || commit || message !== undefined || allowDirty;
  if (isWriting && !apply)
    throw new ExpectedStop(
      '--gate, --commit, --message and --allow-dirty need --apply',
      'without it, nothing is deleted',
    );
  if (message !== undefined && !commit) throw new ExpectedStop('--message needs --commit');
  const usual = 'Delete what nothing reaches any more ({batch})\n\n{operations} files, by ssot-codemod prune.';
  return { ...plainRun, gate, commit, message: commit ? (message ?? usual) : undefined };
}

/** Is it deleted? What tests import goes only when somebody has deleted the tests: they would fail. */
function isChosen({ tier, reason }: Prunable, takes: ReadonlySet<string>): boolean {
  return tier === 'safe' || (tier === 'review' && takes.has(reason) && reason !== 'only-tests');
}

/** Without those that something names which is not chosen. */
function withTheirNamers(chosen: readonly Prunable[]): ReadonlySet<Prunable> {
  let kept = chosen;
  for (;;) {
    const keys = new Set(kept.map(keyOf));
    const left = kept.filter(({ needs = [] }) => needs.every((need) => keys.has(need)));
    if (left.length === kept.length) return new Set(kept);
    kept = left;
  }
}

/** `path`, or `path:name`. */
function keyOf({ path, name }: Prunable): string {
  return name === undefined ? path : `${path}:${name}`;
}

/** The Plan that deletes the chosen files, and lists the other candidates for review. */
function planOf(config: Config, pruning: PruningWithEdits, chosen: ReadonlySet<Prunable>): Plan {
  const { found, filesTracked, removals } = pruning;
  const deleted = found
    .filter(({ tier, name }) => tier !== 'refused' && name === undefined)
    .map((one) => outcomeOf(config.root, one, chosen.has(one)));
  const keys = new Set([...chosen].map(keyOf));
  const edited = removals((name) => keys.has(keyOf(name))).map((removal) => nameOutcome(config, removal, found));
  const outcomes = [...deleted, ...edited].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { outcomes, summary: summaryOf(outcomes, { filesScanned: filesTracked, filesCandidate: found.length }) };
}

function outcomeOf(root: string, { path, kind, tier, because }: Prunable, applied: boolean): Outcome {
  const nothing = { path, edits: [], refused: [], diagnostics: [] };
  const operation = (mode: FileMode): FileOperation => ({
    kind: 'delete',
    rule: `prune/${kind}`,
    tier: tier === 'safe' ? 'safe' : 'review',
    applied,
    because,
    mode,
  });
  if (!applied) return { ...nothing, status: 'unchanged', operation: operation('100644') };
  try {
    const current = readCurrent(`${root}/${path}`);
    if ('message' in current)
      return { ...nothing, status: 'skipped', reason: 'changed-on-disk', message: current.message };
    const mode = (current.mode & 0o100) === 0 ? '100644' : '100755';
    return operationOutcome(path, operation(mode), current.bytes, false);
  } catch (error) {
    return { ...nothing, status: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

async function report(applied: AppliedPlan, pruning: Pruning, options: PruneOptions, io: CommandIo): Promise<ExitCode> {
  const { run } = applied;
  if (!options.quiet)
    io.stderr(summaryText(applied, 'apply', options.verbose) + (run === undefined ? '' : runText(run, applied)));
  const deleted = new Set(applied.outcomes.filter(({ status }) => status === 'changed').map(({ path }) => path));
  const done = { ...pruning, found: pruning.found.map((one) => ({ ...one, deleted: deleted.has(one.path) })) };
  try {
    if (options.format !== 'text' || options.outputFile !== undefined) await print(done, undefined, options, io);
  } catch (error) {
    throw run === undefined ? error : afterWriting(error);
  }
  const { failed, skipped } = applied.summary;
  return failed + skipped > 0 || run?.stopped !== undefined ? ExitCode.findings : ExitCode.ok;
}

async function print(
  pruning: Pruning,
  config: Config | undefined,
  { format, outputFile, verbose }: PruneOptions,
  io: CommandIo,
): Promise<void> {
  const repository = config && findRepository(config.root);
  const owners =
    config && repository
      ? ownersOf(
          pruning.found.map(({ path }) => path),
          config.root,
          repository.root,
        )
      : undefined;
  const document = pruneReporters[format](pruning, { owners: owners ?? {}, isVerbose: verbose });
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
}
