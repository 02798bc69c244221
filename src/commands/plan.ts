import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { summaryText } from '../report/text.ts';
import { planDocument } from '../store/saved-plan.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { SavePlanOptions } from './options.ts';
import { withProvenance } from './provenance.ts';
import { planFor } from './plan-for.ts';

/** Write the Plan to a file that `apply --plan` takes. */
export async function savePlan(options: SavePlanOptions, io: CommandIo): Promise<ExitCode> {
  const { save } = options;
  if (save === undefined) throw new ExpectedStop('plan needs --save FILE', 'ssot-codemod dry-run shows the plan');
  const { plan, config } = await planFor(options, io, {
    withDiffs: true,
    withHashes: true,
    withTexts: true,
    withReview: true,
  });
  await replaceFile(io.cwd, save, planDocument(config.root, await withProvenance(plan, config, io)));
  if (!options.quiet)
    io.stderr(`${summaryText(plan, 'dry-run', options.verbose)}Apply with: ssot-codemod apply --plan ${save}\n`);
  return plan.summary.failed > 0 ? ExitCode.findings : ExitCode.ok;
}
