import { findRoot } from '../config/load-config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { count } from '../report/count.ts';
import { printable } from '../report/escape.ts';
import { checkBatchBy } from '../store/batches.ts';
import { planBatches } from '../store/plan-batches.ts';
import type { PlanBatch } from '../store/plan-batches.ts';
import { replaceFile } from '../store/replace-file.ts';
import { findRepository } from '../store/repository.ts';
import { readPlan, refuseOtherRoot } from '../store/saved-plan.ts';
import type { CommandIo } from './io.ts';
import type { BatchesOptions } from './options.ts';

/** Lists the batches of a saved Plan, for the jobs of a CI system: each runs `apply --plan FILE --batch ID`. */
export async function batches(options: BatchesOptions, io: CommandIo): Promise<ExitCode> {
  const { plan: file, batchBy, format, outputFile } = options;
  if (options.paths.length > 0)
    throw new ExpectedStop(`batches takes no paths, found ${options.paths.join(' ')}`, 'it is of a whole plan');
  if (file === undefined)
    throw new ExpectedStop('batches needs --plan FILE', 'ssot-codemod plan --save FILE writes one');
  checkBatchBy(batchBy);
  const { madeFor, plan } = readPlan(io.cwd, file);
  const root = await findRoot(io.cwd, false);
  refuseOtherRoot(root, file, madeFor);
  const listed = planBatches(plan, batchBy, { root, repository: findRepository(root)?.root ?? root });
  const document = format === 'json' ? `${JSON.stringify(listed)}\n` : textOf(listed);
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  return ExitCode.ok;
}

function textOf(listed: readonly PlanBatch[]): string {
  return listed
    .map(({ id, files, edits }) => `${printable(id)}: ${count(files, 'file')}, ${count(edits, 'edit')}\n`)
    .join('');
}
