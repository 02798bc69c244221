import { createHash } from 'node:crypto';
import type { BatchResult } from '../engine/readers/batch-result.ts';
import { readShard } from '../engine/make-plan.ts';
import type { Reading } from '../engine/reading.ts';
import { mergeShards } from '../engine/shards.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { parseShard } from '../model/shard.ts';
import { mapHash } from '../review/map-hash.ts';
import { checkedOutCommit } from '../store/git.ts';
import { completeShards, readShardFile, shardDocument } from '../store/saved-shard.ts';
import type { SavedShard, ShardContent, ShardJob } from '../store/saved-shard.ts';
import type { CommandIo } from './io.ts';
import type { SavePlanOptions } from './options.ts';
import { planRequestFor } from './plan-for.ts';
import type { PlanMade } from './plan-for.ts';
import { commandLineOf } from './provenance.ts';
import { argumentsOfPlan, savedDetails } from './saved-details.ts';
import { warn } from './warn.ts';

/** The document of the shard that the options name: all that its files say, for `plan merge`. */
export async function shardFor(options: SavePlanOptions, shard: string, io: CommandIo): Promise<string> {
  const part = parseShard(shard, process.env);
  if (options.paths.length > 0 || options.filesFrom !== undefined)
    throw new ExpectedStop('--shard is a part of the whole repository: it takes no paths', '--include takes globs');
  const { config, request } = await planRequestFor(options, io, savedDetails);
  const { results, leftOut, others } = await readShard(config, { ...request, shard: part }, io.beginReading());
  const job = await jobOf(config, request, io);
  return shardDocument({
    job,
    shard: part,
    commandLine: commandLineOf(argumentsOfPlan(io.argv)),
    content: { results, leftOut, others },
  });
}

/** The Plan of the shards in files: that of one run, byte for byte. */
export async function mergedPlan(options: SavePlanOptions, files: readonly string[], io: CommandIo): Promise<PlanMade> {
  if (files.length === 0)
    throw new ExpectedStop('plan merge takes the files of shards: plan merge 1.json 2.json --save plan.json');
  const { config, request } = await planRequestFor({ ...options, paths: [] }, io, savedDetails);
  const job = await jobOf(config, request, io);
  const shards = completeShards(
    files.map((file) => [file, readShardFile(io.cwd, file) as SavedShard<BatchResult>] as const),
    job,
  );
  const [first, ...others] = shards.map(({ content }) => readingOf(content));
  if (first === undefined) throw new ExpectedStop('there is no shard');
  const plan = await mergeShards(config, request, [first, ...others]);
  warn(plan, io);
  return { plan, config, commandLine: shards[0]?.commandLine };
}

function readingOf(content: ShardContent<BatchResult>): Reading {
  return { ...content, facts: content.results.flatMap(({ facts }) => facts) };
}

async function jobOf(config: Config, request: PlanRequest, io: CommandIo): Promise<ShardJob> {
  const { includesReview, selectedShapes, usesGitignore } = request;
  const decisions = [
    { ...config, root: '', file: '' },
    includesReview,
    selectedShapes && [...selectedShapes].toSorted(),
    usesGitignore,
  ];
  return {
    version: io.version(),
    commit: (await checkedOutCommit(config.root)) ?? '',
    map: mapHash(config),
    request: createHash('sha256').update(JSON.stringify(decisions)).digest('hex'),
  };
}
