import { ExpectedStop } from './errors.ts';

/** One of `count` parts in which the files of a repository are read, each by a process of its own; from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** More parts than this cost more than they save: each reads the target modules of the Map again. */
export const MOST_SHARDS = 4096;

/**
 * The variables in which CI systems number parallel jobs, and the number of the first: GitLab, CircleCI, Buildkite, and
 * an indexed Job of Kubernetes, whose manifest has to set JOB_COMPLETIONS.
 */
const numbering = [
  { index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', first: 1 },
  { index: 'CIRCLE_NODE_INDEX', count: 'CIRCLE_NODE_TOTAL', first: 0 },
  { index: 'BUILDKITE_PARALLEL_JOB', count: 'BUILDKITE_PARALLEL_JOB_COUNT', first: 0 },
  { index: 'JOB_COMPLETION_INDEX', count: 'JOB_COMPLETIONS', first: 0 },
] as const;

/**
 * The shard that a flag names.
 * @param text `i/n`, or `env` for the number that the CI system gives this job
 * @throws ExpectedStop when it names none
 */
export function parseShard(text: string, environment: Readonly<Record<string, string | undefined>>): Shard {
  if (text === 'env') return shardOf(environment);
  const [, index = '', count = ''] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  return checked({ index: Number(index), count: Number(count) }, `--shard ${text}`, index !== '');
}

function shardOf(environment: Readonly<Record<string, string | undefined>>): Shard {
  const known = numbering.find(({ index }) => environment[index] !== undefined);
  if (known === undefined)
    throw new ExpectedStop(
      `--shard env finds no number of this job: ${numbering.map(({ index }) => index).join(', ')} are not set`,
      'name the shard as --shard 1/4',
    );
  const { index, count, first } = known;
  const [own, all] = [environment[index] ?? '', environment[count] ?? ''];
  const isNumbered = /^\d+$/.test(own) && /^\d+$/.test(all);
  return checked({ index: Number(own) - first + 1, count: Number(all) }, `${index}=${own} ${count}=${all}`, isNumbered);
}

function checked(shard: Shard, found: string, isRead: boolean): Shard {
  const { index, count } = shard;
  if (isRead && index >= 1 && index <= count && count <= MOST_SHARDS) return shard;
  throw new ExpectedStop(
    `${found} names no shard`,
    `--shard takes i/n, from 1/n to n/n, with n at most ${String(MOST_SHARDS)}`,
  );
}

/** Is a file one of the shard's? The answer depends on its path alone, so that it stays when other files come and go. */
export function isInShard(file: string, { index, count }: Shard): boolean {
  return fnv1a(file) % count === index - 1;
}

/** The hash FNV-1a of 32 bits over the UTF-16 code units of a text (Fowler, Noll and Vo). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash >>> 0;
}
