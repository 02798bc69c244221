import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { summaryText } from '../report/text.ts';
import { planDocument } from '../store/saved-plan.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { SavePlanOptions } from './options.ts';
import { planFor } from './plan-for.ts';
import type { PlanMade } from './plan-for.ts';
import { commandLineOf, withProvenance } from './provenance.ts';
import { argumentsOfPlan, savedDetails } from './saved-details.ts';

/** Writes the Plan to a file that `apply --plan` takes, or a shard of it to one that `plan merge` takes. */
export async function savePlan(options: SavePlanOptions, io: CommandIo): Promise<ExitCode> {
  const { save, shard, writeExports } = options;
  if (writeExports !== undefined) {
    await replaceFile(io.cwd, writeExports, await (await import('./write-exports.ts')).exportsFor(options, io));
    if (!options.quiet)
      io.stderr(`Wrote the exports. In another repository: ssot-codemod dry-run --exports ${writeExports}\n`);
    if (save === undefined && shard === undefined) return ExitCode.ok;
  }
  if (save === undefined) throw new ExpectedStop('plan needs --save FILE', 'ssot-codemod dry-run shows the plan');
  if (shard !== undefined) {
    if (options.formatted)
      throw new ExpectedStop('a shard is not formatted', 'plan merge takes --formatted, for all shards at once');
    await replaceFile(io.cwd, save, await (await import('./plan-shards.ts')).shardFor(options, shard, io));
    if (!options.quiet)
      io.stderr(`Wrote shard ${shard}. Merge all with: ssot-codemod plan merge FILES --save plan.json\n`);
    return ExitCode.ok;
  }
  const { plan: made, config, commandLine } = await planToSave(options, io);
  const plan = options.formatted
    ? await (await import('./formatted-plan.ts')).formattedPlan(made, config, options, savedDetails.withDiffs, io)
    : made;
  const origin = commandLine ?? commandLineOf(argumentsOfPlan(io.argv));
  await replaceFile(io.cwd, save, planDocument(config.root, await withProvenance(plan, config, io, origin)));
  if (!options.quiet)
    io.stderr(`${summaryText(plan, 'dry-run', options.verbose)}Apply with: ssot-codemod apply --plan ${save}\n`);
  return plan.summary.failed > 0 ? ExitCode.findings : ExitCode.ok;
}

/** `plan merge FILES` is of shards; a folder of that name is `./merge`. */
async function planToSave(options: SavePlanOptions, io: CommandIo): Promise<PlanMade> {
  const [first, ...files] = options.paths;
  if (first === 'merge') return (await import('./plan-shards.ts')).mergedPlan(options, files, io);
  return planFor(options, io, savedDetails);
}
