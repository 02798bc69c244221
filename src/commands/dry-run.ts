import path from 'node:path';
import { findConfig, notFound } from '../config/find-config.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Hits } from '../model/hits.ts';
import type { InterfacePair } from '../model/interface.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { ExitCode } from '../model/exit-code.ts';
import { loadReporter } from '../report/index.ts';
import { statText, summaryText } from '../report/text.ts';
import { belowTop } from '../store/repository.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { DryRunOptions } from './options.ts';
import { withProvenance } from './provenance.ts';
import { planFor, selectionFor } from './plan-for.ts';
import { reviewSummary } from './review-progress.ts';

/** Shows the changes of the Map, as unified diffs or a report. Writes only the files that were asked for. */
export async function dryRun(options: DryRunOptions, io: CommandIo): Promise<ExitCode> {
  if (options.stdinFilename !== undefined) return (await import('./filter.ts')).filter(options, io);
  if (io.argv.length === 0 && (await findConfig(io.cwd)).file === undefined) return begin(io);
  if (options.hits !== undefined && options.format !== 'html')
    throw new ExpectedStop('--hits is for --format html', 'ssot-codemod hits DIR shows the uses as text');
  const showsDiffs = options.format === 'text' && !options.stat;
  const withDiffs = showsDiffs || options.patch !== undefined || options.format === 'html';
  const { plan: unformatted, config } = await planFor(options, io, {
    withDiffs,
    withHashes: options.formatted,
    withTexts: options.format !== 'text',
    withReview: options.format === 'html',
    countsOthers: !options.stat && !options.quiet,
  });
  const found = options.formatted
    ? await (await import('./formatted-plan.ts')).formattedPlan(unformatted, config, options, withDiffs, io)
    : unformatted;
  const plan = options.format === 'text' ? found : await withProvenance(found, config, io);
  if (options.patch !== undefined) await replaceFile(io.cwd, options.patch, Buffer.concat(diffsOf(plan)));
  const document = async (): Promise<string | Uint8Array> => {
    if (options.format !== 'text')
      return (await loadReporter(options.format))(plan, {
        command: 'dry-run',
        version: io.version(),
        rootPath: belowTop(config.root),
        hits: options.hits === undefined ? undefined : await recordedHits(config, options.hits, options, io),
        interfaces: options.format === 'html' ? await interfacesOf(config, options, io) : undefined,
      });
    return options.stat
      ? statText(plan, options.outputFile === undefined ? io.columns : undefined)
      : Buffer.concat(diffsOf(plan));
  };
  if (options.outputFile !== undefined) await replaceFile(io.cwd, options.outputFile, await document());
  else if (showsDiffs) {
    const { shownDiff } = await import('../report/shown-diff.ts');
    for (const diff of diffsOf(plan)) io.stdout(shownDiff(diff, io));
  } else io.stdout(await document());
  if (!options.quiet)
    io.stderr(summaryText(plan, 'dry-run', options.verbose) + (await reviewSummary(plan, config, options.verbose)));
  if (plan.summary.failed > 0) return ExitCode.findings;
  return options.exitCode && plan.summary.filesChanged > 0 ? ExitCode.findings : ExitCode.ok;
}

/** Somebody who types the name of the program alone may not know it yet. */
async function begin({ cwd, stderr }: CommandIo): Promise<ExitCode> {
  const { firstSteps } = await import('./first-steps.ts');
  stderr(`ssot-codemod: ${notFound(await findConfig(cwd), cwd)}\n${await firstSteps(cwd)}`);
  return ExitCode.usage;
}

async function recordedHits(
  config: Config,
  folder: string,
  { jobs }: DryRunOptions,
  { cwd }: CommandIo,
): Promise<Hits> {
  const { readHits, runHits } = await import('../engine/run-hits.ts');
  return runHits(config, readHits(path.resolve(cwd, folder), folder, 0), jobs);
}

function diffsOf({ outcomes }: Plan): Uint8Array[] {
  return outcomes
    .filter((outcome): outcome is Outcome & Changed => outcome.status === 'changed')
    .map(({ diff }) => diff);
}

/** The pairs of symbols of the Map that are two objects, which a reviewer has to know. */
async function interfacesOf(
  config: Config,
  options: DryRunOptions,
  io: CommandIo,
): Promise<readonly InterfacePair[] | undefined> {
  if (!config.python.map.some(({ replaces, calls }) => replaces || calls !== undefined)) return undefined;
  const { runInterface } = await import('../engine/run-interface.ts');
  return (await runInterface(config, await selectionFor(options, config, io))).pairs;
}
