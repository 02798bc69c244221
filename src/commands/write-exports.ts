import { readShard } from '../engine/make-plan.ts';
import { exportsOfRepository } from '../engine/python/known-exports.ts';
import { ExpectedStop } from '../model/errors.ts';
import { checkedOutCommit } from '../store/git.ts';
import { exportsDocument } from '../store/saved-exports.ts';
import type { CommandIo } from './io.ts';
import type { SavePlanOptions } from './options.ts';
import { planRequestFor } from './plan-for.ts';
import { savedDetails } from './saved-details.ts';

/** The document with the exports of the repository. */
export async function exportsFor(options: SavePlanOptions, io: CommandIo): Promise<string> {
  if (options.paths.length > 0 || options.filesFrom !== undefined || options.shard !== undefined)
    throw new ExpectedStop('--write-exports is about the whole repository: it takes no paths, and no --shard');
  const { config, request } = await planRequestFor(options, io, savedDetails);
  const { facts } = await readShard(config, request);
  const origin = { version: io.version(), commit: (await checkedOutCommit(config.root)) ?? '' };
  const exports = exportsOfRepository(config, facts);
  if (exports.modules.length === 0)
    throw new ExpectedStop(
      'no module of the Map is here, so there is nothing to export',
      'write the exports in the repository that has the modules',
    );
  return exportsDocument(exports, origin);
}
