import { ExitCode } from '../model/exit-code.ts';
import { reporters } from '../report/index.ts';
import { summaryText } from '../report/text.ts';
import { applyPlan } from '../store/apply-plan.ts';
import { writeOutput } from '../store/write-output.ts';
import type { CommandIo } from './io.ts';
import type { PlanOptions } from './options.ts';
import { planFor } from './plan-for.ts';

/** Write what the Map changes. Exits 1 when something was refused or failed, so that nobody takes the rest for done. */
export async function apply(options: PlanOptions, io: CommandIo): Promise<ExitCode> {
  const { plan, config } = await planFor(options, io, { withDiffs: false, withHashes: true });
  const applied = await applyPlan(config.root, plan);
  if (options.format !== 'text') {
    const document = reporters[options.format](applied, { command: 'apply', config });
    if (options.outputFile === undefined) io.stdout(document);
    else writeOutput(io.cwd, options.outputFile, document);
  }
  if (!options.quiet) io.stderr(summaryText(applied, 'apply', options.verbose));
  const { refused, failed, skipped } = applied.summary;
  return refused + failed + skipped > 0 ? ExitCode.findings : ExitCode.ok;
}
