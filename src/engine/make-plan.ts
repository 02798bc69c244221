import type { Config } from '../model/config.ts';
import type { Plan } from '../model/outcome.ts';
import { isWhole } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { carriedEffects, leftModules, modulesOfMoves } from './carriers/carried-effects.ts';
import { editFiles, readKeeping } from './edit-files.ts';
import { link } from './link.ts';
import { knownFacts } from './python/known-modules.ts';
import { withLookupsElsewhere } from './lookups-elsewhere.ts';
import { planOf } from './plan-of.ts';
import { readFiles } from './read-files.ts';
import type { Reading } from './reading.ts';
import { ReaderPool } from './readers/reader-pool.ts';
import type { StartedThread } from './readers/reader-thread.ts';

/**
 * Everything that the Map would change below the root, and everything seen that it would not.
 * Nothing is written. The Plan does not depend on the number of threads.
 * @param thread one that was started already, to be used where a second one pays
 * @param stored the result of reading the files, where that was done before, in another process perhaps
 * @throws ExpectedStop when a path does not exist
 */
export async function makePlan(
  config: Config,
  request: PlanRequest,
  thread?: StartedThread,
  stored?: Reading,
): Promise<Plan> {
  // The step that takes longest begins first: the thread that looks ahead.
  const readers = await ReaderPool.open(config, request, thread);
  try {
    const own = stored ?? (await readFiles(config, request, readers));
    const repository = await readers.repository();
    const read = { ...own, facts: withLookupsElsewhere(own, config, request, repository, readers.buffer()) };
    const elsewhere = knownFacts(config.exports ?? []);
    const links = link([...read.facts, ...elsewhere], repository, isWhole(request));
    const outcomes = await editFiles(read, links, request, readers);
    // Which modules nothing imports any more, and what that loses, is known when everything else is.
    const carried = carriedEffects(repository, leftModules(outcomes), modulesOfMoves(read.facts));
    if (carried.size === 0) return await planOf(config, request, read, outcomes);
    const kept = await readKeeping(read, outcomes, carried, readers);
    const all = { ...link([...kept.facts, ...elsewhere], repository, isWhole(request)), carried };
    return await planOf(config, request, read, await editFiles(kept, all, request, readers));
  } finally {
    await readers.close();
  }
}

/** The files of one shard, read for `makePlan` with those of the other shards. */
export async function readShard(config: Config, request: PlanRequest, thread?: StartedThread): Promise<Reading> {
  const readers = await ReaderPool.open(config, request, thread);
  try {
    return await readFiles(config, request, readers);
  } finally {
    await readers.close();
  }
}
