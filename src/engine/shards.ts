import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { listFiles } from '../scan/list-files.ts';
import { selectFiles } from '../scan/select-files.ts';
import { makePlan } from './make-plan.ts';
import type { Reading } from './reading.ts';

/**
 * The Plan of files that were read in shards. It is the Plan of one run, whatever the partition.
 * @param readings those of all shards, in any order
 * @throws ExpectedStop when a file was read twice, or is not among the files here
 */
export async function mergeShards(
  config: Config,
  request: PlanRequest,
  readings: readonly [Reading, ...Reading[]],
): Promise<Plan> {
  const results = readings.flatMap((reading) => reading.results);
  const facts = results.flatMap((result) => result.facts);
  const listed = await selectedFiles(config, request);
  const seen = new Set<string>();
  for (const { path } of facts) {
    if (seen.has(path))
      throw new ExpectedStop(`two shards have read ${path}`, 'make the shards again, from one commit');
    if (!listed.has(path))
      throw new ExpectedStop(
        `a shard has read ${path}, which is not among the files here`,
        'check out the commit that the shards were made from, without further changes',
      );
    seen.add(path);
  }
  const [{ leftOut, others }] = readings;
  return makePlan(config, { ...request, jobs: 1 }, undefined, { results, facts, leftOut, others });
}

async function selectedFiles(config: Config, { paths, usesGitignore }: PlanRequest): Promise<ReadonlySet<string>> {
  let listed: string[] = [];
  for await (const { files, isAnew } of listFiles({ root: config.root, paths, usesGitignore })) {
    if (isAnew) listed = [];
    listed.push(...selectFiles(files, config));
  }
  return new Set(listed);
}
