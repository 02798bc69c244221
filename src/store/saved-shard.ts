import path from 'node:path';
import * as v from 'valibot';
import { ExpectedStop } from '../model/errors.ts';
import type { Outcome } from '../model/outcome.ts';
import { MOST_SHARDS } from '../model/shard.ts';
import type { Shard } from '../model/shard.ts';
import { inWords } from '../model/in-words.ts';
import { LARGEST_PLAN, readRegularFile } from '../regular-file.ts';
import { misfitOf } from './plan-schema.ts';
import { hasHash, hashOf, pack, unpack } from './saved-plan.ts';
import { shardReading } from './shard-schema.ts';

const FORMAT = 1;

/** The job of a shard. Shards of different jobs do not fit together. */
export interface ShardJob {
  /** The version of the tool. */
  readonly version: string;
  /** The commit that is checked out; empty outside of a git repository. */
  readonly commit: string;
  /** The hash of the Map, as in reports. */
  readonly map: string;
  /** SHA-256 of the whole configuration and of the flags that make a difference, in hexadecimal. */
  readonly request: string;
}

/** The result of reading the files of a shard. */
export interface ShardContent<Result> {
  readonly results: readonly Result[];
  readonly leftOut: readonly { readonly path: string; readonly why: 'other-repository' | 'not-checked-out' }[];
  readonly others: readonly string[];
}

/** The result of reading some files; see BatchResult of the engine. */
interface WithOutcomes {
  readonly outcomes: readonly Outcome[];
}

export interface SavedShard<Result> {
  readonly job: ShardJob;
  readonly shard: Shard;
  /** The command line that made it, without the name of the file and the number of the shard. */
  readonly commandLine: string;
  readonly content: ShardContent<Result>;
}

/** A shard as a document that `readShardFile` takes. */
export function shardDocument<Result extends WithOutcomes>({ content, ...rest }: SavedShard<Result>): string {
  const results = content.results.map((result) => ({ ...result, outcomes: result.outcomes.map(pack) }));
  const body = { ...rest, content: { ...content, results } };
  return `${JSON.stringify({ ssotCodemodShard: FORMAT, hash: hashOf(body), ...body })}\n`;
}

const shardNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_SHARDS));

const document = v.strictObject({
  job: v.strictObject({ version: v.string(), commit: v.string(), map: v.string(), request: v.string() }),
  shard: v.pipe(
    v.strictObject({ index: shardNumber, count: shardNumber }),
    v.check(({ index, count }) => index <= count, 'has an index above its count'),
  ),
  commandLine: v.string(),
  content: shardReading,
});

/**
 * Reads a shard that was saved. Whoever wrote the file may be anybody: it is checked.
 * @param file relative to `cwd`
 * @throws ExpectedStop when the file is no shard, or was changed
 */
export function readShardFile(cwd: string, file: string): SavedShard<unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readRegularFile(path.resolve(cwd, file), LARGEST_PLAN).toString('utf8'));
  } catch (error) {
    throw new ExpectedStop(`cannot read the shard ${file}: ${inWords(error)}`);
  }
  const { ssotCodemodShard: format, hash, ...body } = (parsed ?? {}) as Record<string, unknown>;
  if (format !== FORMAT)
    throw new ExpectedStop(
      `${file} is no shard of this version`,
      'ssot-codemod plan --shard i/n --save FILE writes one',
    );
  const result = v.safeParse(document, body, { abortEarly: true, abortPipeEarly: true });
  if (!result.success)
    throw new ExpectedStop(`${file} is no shard: ${misfitOf(result.issues)}`, 'find out who made it');
  if (!hasHash(body, hash)) throw new ExpectedStop(`${file} was changed after it was written`, 'make the shard again');
  // Not the output of the schema: it has the keys in another order, and the Plan would, too.
  const { content, ...rest } = body as unknown as typeof result.output;
  const results = content.results.map((one) => ({ ...one, outcomes: one.outcomes.map(unpack) }));
  return { ...rest, content: { ...content, results } };
}

/**
 * The shards in their order, when they are all of one job.
 * @throws ExpectedStop that names the file whose job is another, or the shard that is missing or there twice
 */
export function completeShards<Result>(
  shards: readonly (readonly [file: string, shard: SavedShard<Result>])[],
  own: ShardJob,
): readonly SavedShard<Result>[] {
  for (const [file, { job }] of shards) {
    const differing = (['version', 'commit', 'map', 'request'] as const).find((key) => job[key] !== own[key]);
    if (differing !== undefined)
      throw new ExpectedStop(`${file} ${differs(differing, job, own)}`, 'make the shard again');
  }
  const [, { shard: first } = { shard: { index: 1, count: 1 } }] = shards[0] ?? [];
  const byIndex = new Map<number, readonly [string, SavedShard<Result>]>();
  for (const [file, saved] of shards) {
    const { index, count } = saved.shard;
    if (count !== first.count)
      throw new ExpectedStop(
        `${file} is one of ${String(count)} shards, and ${shards[0]?.[0] ?? ''} one of ${String(first.count)}`,
      );
    const other = byIndex.get(index);
    if (other !== undefined)
      throw new ExpectedStop(`${other[0]} and ${file} are both shard ${String(index)}/${String(count)}`);
    byIndex.set(index, [file, saved]);
  }
  const missing = Array.from({ length: first.count }, (_, k) => k + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new ExpectedStop(
      `${missing.length === 1 ? 'a shard is' : `${String(missing.length)} shards are`} missing: ${missing
        .slice(0, 10)
        .map((index) => `${String(index)}/${String(first.count)}`)
        .join(', ')}`,
      'plan merge takes the files of all shards',
    );
  return [...byIndex.values()].map(([, saved]) => saved).toSorted((a, b) => a.shard.index - b.shard.index);
}

function differs(key: keyof ShardJob, job: ShardJob, own: ShardJob): string {
  if (key === 'version') return `was made by version ${job.version}, and this is ${own.version}`;
  if (key === 'commit') return `was made at ${named(job.commit)}, and ${named(own.commit)} is checked out here`;
  if (key === 'map') return `was made with another Map (${job.map} and not ${own.map})`;
  return 'was made with other flags or another configuration';
}

function named(commit: string): string {
  return commit === '' ? 'no commit' : `commit ${commit.slice(0, 12)}`;
}
