import { checkAllShims, runShims } from '../engine/shim/run-shims.ts';
import { shimOutcome } from '../engine/shim/shim-outcome.ts';
import type { AppliedPlan } from '../model/apply-run.ts';
import type { Config } from '../model/config.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { scriptShimMark, shimMark, shimReasons, shimTierOf } from '../model/shim.ts';
import type { Shimmable, Shimming } from '../model/shim.ts';
import { summaryOf } from '../model/summary.ts';
import { runText } from '../report/apply-run.ts';
import { shimCheckReporters, shimReporters, shimSummary } from '../report/shim.ts';
import { summaryText } from '../report/text.ts';
import { plainRun } from '../store/apply-plan.ts';
import { belowTop } from '../store/repository.ts';
import { replaceFile } from '../store/replace-file.ts';
import { planDocument } from '../store/saved-plan.ts';
import { trackedFilesOf } from '../store/tracked.ts';
import type { TrackedFiles } from '../store/tracked.ts';
import { withProvenance } from './provenance.ts';
import type { CommandIo } from './io.ts';
import type { ShimOptions } from './options.ts';
import { configFor } from './plan-for.ts';
import { takenReasons } from './review-choice.ts';
import { writePlan } from './write-plan.ts';

/** Show which legacy modules a shim can stand in for, and write the shims when told to. */
export async function shim(options: ShimOptions, io: CommandIo): Promise<ExitCode> {
  refuseOddFlags(options);
  const known = shimReasons.filter((reason) => shimTierOf(reason) === 'review');
  const takes = takenReasons(options.includeReview, known);
  const config = await configFor(
    {
      ...options,
      include: undefined,
      exclude: [],
      carriers: [],
      gitignore: true,
      filesFrom: undefined,
      jobs: undefined,
    },
    io,
  );
  const tracked = await trackedFilesOf(config.root, 'shim');
  if (options.check) return check(config, tracked, options, io);
  const { keepsOld, support, paths } = { ...options, keepsOld: options.keepOld };
  const files = [...tracked.tracked.keys(), ...tracked.untracked];
  const shimming = runShims(config, { modules: paths, keepsOld, support, files });
  const isTaken = ({ tier, reviews }: Shimmable): boolean =>
    tier !== 'refused' && reviews.every((reason) => takes.has(reason));
  const plan = await withProvenance(planOf(config, shimming, isTaken), config, io);
  if (options.save !== undefined) await replaceFile(io.cwd, options.save, planDocument(config.root, plan));
  if (options.apply) return report(await writePlan(config.root, plan, plainRun, options, io), shimming, options, io);
  await print(shimReporters[options.format](shimming, options.verbose), options, io);
  if (!options.quiet) {
    io.stderr(shimSummary(shimming, plan.outcomes));
    if (options.save !== undefined) io.stderr(`Apply with: ssot-codemod apply --plan ${options.save}\n`);
  }
  return ExitCode.ok;
}

/** @throws ExpectedStop when flags exclude each other */
function refuseOddFlags({ apply, check, keepOld, includeReview, support, save, allowDirty, paths }: ShimOptions): void {
  if (
    check &&
    (apply ||
      keepOld ||
      includeReview.length > 0 ||
      allowDirty ||
      support !== undefined ||
      save !== undefined ||
      paths.length > 0)
  )
    throw new ExpectedStop(
      '--check looks at all shims, and writes nothing: it goes with --format and --output-file only',
    );
  if (allowDirty && !apply) throw new ExpectedStop('--allow-dirty needs --apply', 'without it, nothing is written');
}

async function check(
  config: Config,
  { holding }: TrackedFiles,
  options: ShimOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const way = belowTop(config.root);
  const marked = (await holding([shimMark, scriptShimMark], false)).filter((file) => file.startsWith(way));
  const findings = checkAllShims(
    config,
    marked.map((file) => file.slice(way.length)),
  );
  await print(shimCheckReporters[options.format](findings), options, io);
  if (!options.quiet && findings.length > 0) io.stderr('Write them anew with: ssot-codemod shim --apply\n');
  return findings.length > 0 ? ExitCode.findings : ExitCode.ok;
}

function planOf(config: Config, { found, texts }: Shimming, isTaken: (module: Shimmable) => boolean): Plan {
  const outcomes: Outcome[] = texts(isTaken).map((text) =>
    shimOutcome(
      config,
      text,
      found.find(({ module }) => module === text.module),
    ),
  );
  const filesScanned = Math.max(found.length, outcomes.length);
  return { outcomes, summary: summaryOf(outcomes, { filesScanned, filesCandidate: found.length }) };
}

async function report(
  applied: AppliedPlan,
  shimming: Shimming,
  options: ShimOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { run } = applied;
  if (!options.quiet)
    io.stderr(summaryText(applied, 'apply', options.verbose) + (run === undefined ? '' : runText(run, applied)));
  try {
    if (options.format !== 'text' || options.outputFile !== undefined)
      await print(shimReporters[options.format](shimming, options.verbose), options, io);
  } catch (error) {
    throw run === undefined ? error : afterWriting(error);
  }
  const { failed, skipped } = applied.summary;
  return failed + skipped > 0 || run?.stopped !== undefined ? ExitCode.findings : ExitCode.ok;
}

async function print(document: string, { outputFile }: ShimOptions, io: CommandIo): Promise<void> {
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
}
