import { afterEach, describe, expect, test } from '@jest/globals';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crossFileConfig, crossFileRepository } from '../../scripts/cross-file-repository.ts';
import { Random } from '../../scripts/random.ts';
import { completeConfig } from '../../src/config/complete-config.ts';
import type { BatchResult } from '../../src/engine/readers/batch-result.ts';
import { makePlan, readShard } from '../../src/engine/make-plan.ts';
import type { Reading } from '../../src/engine/reading.ts';
import { FileRunner } from '../../src/engine/readers/run-files.ts';
import { mergeShards } from '../../src/engine/shards.ts';
import type { Config } from '../../src/model/config.ts';
import { plainRequest } from '../../src/model/plan-request.ts';
import type { PlanRequest } from '../../src/model/plan-request.ts';
import { isInShard, parseShard } from '../../src/model/shard.ts';
import { planDocument } from '../../src/store/saved-plan.ts';
import { readShardFile, shardDocument } from '../../src/store/saved-shard.ts';
import type { SavedShard } from '../../src/store/saved-shard.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const request: PlanRequest = {
  ...plainRequest,
  paths: ['.'],
  files: undefined,
  contents: undefined,
  usesGitignore: false,
  jobs: 1,
  withDiffs: true,
  withHashes: true,
  withReview: true,
};

/** Every rule that needs other files applies in it: what one shard holds decides what is done in another. */
function connected(uses: 'alias' | 'rename'): Config {
  root = makeFolder(crossFileRepository(uses));
  return completeConfig(root, undefined, [{ name: 'test', config: crossFileConfig(uses) }]);
}

/** The reading as another process gets it: through a file. */
function throughFile({ results, leftOut, others }: Reading): Reading {
  const job = { version: '1', commit: '', map: '', request: '' };
  const content = { results, leftOut, others };
  const file = path.join(root, '.shard.json');
  writeFileSync(file, shardDocument({ job, shard: { index: 1, count: 1 }, commandLine: '', content }));
  const read = (readShardFile(root, '.shard.json') as SavedShard<BatchResult>).content;
  rmSync(file);
  return { ...read, facts: read.results.flatMap(({ facts }) => facts) };
}

/** The document of the Plan that is merged of readings. */
async function merged(config: Config, readings: readonly Reading[]): Promise<string> {
  const [first, ...others] = readings.map(throughFile);
  if (first === undefined) throw new Error('no readings');
  return planDocument(root, await mergeShards(config, request, [first, ...others]));
}

/** Calls that a rule rewrites: the rule is read from a file, and calls and a patch of them stand in others. */
function withCalls(): Config {
  root = makeFolder({
    'core/__init__.py': '',
    'core/new.py': 'def make(context=None, mode=None): ...\n',
    'core/old.py': 'from core.new import make\n\n\nasync def create(context=None):\n    return make(context)\n',
    'a.py': 'from core.old import create\n\n\nasync def run():\n    return await create(1)\n',
    'b.py': 'from core.old import create\n\n\nasync def run():\n    return await create(context=2)\n',
    'c.py': 'from core.old import create\n\n\nasync def run():\n    return await create(*rest)\n',
    'd.py': 'async def run():\n    from core.old import create\n    return await create()\n',
    'e.py': 'from a import create\n',
    'test_d.py':
      'from unittest.mock import AsyncMock, patch\n\n\ndef test():\n    with patch("core.old.create", AsyncMock()): ...\n',
  });
  const entry = { canonical: 'core.new:make', legacy: ['core.old:create'], replaces: true, calls: 'inline' } as const;
  return completeConfig(root, undefined, [{ name: 'test', config: { python: { map: [entry] } } }]);
}

/** The files below a folder that a Plan reads. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:py|[jt]sx?)$/.test(file));
}

/** Shards of a Plan that each name a rule, and how its repository is made. */
const repositories: readonly (readonly [string, () => Config])[] = [
  ['alias', () => connected('alias')],
  ['rename', () => connected('rename')],
  ['calls', withCalls],
];

describe.each(repositories)('the Plan of shards: %s', (_, open) => {
  test.each([1, 3, 33])('is that of one run, of %d shards', async (count) => {
    const config = open();
    const one = planDocument(root, await makePlan(config, request));
    const readings: Reading[] = [];
    for (let index = count; index >= 1; index--)
      readings.push(await readShard(config, { ...request, shard: { index, count } }));
    expect(await merged(config, readings)).toBe(one);
  });

  test('is that of one run, of each number from 1 to 64', async () => {
    const config = open();
    const one = planDocument(root, await makePlan(config, request));
    expect(one).toContain('"status": "changed"');
    const files = filesOf(root);
    const runner = new FileRunner(config, request);
    for (let count = 1; count <= 64; count++) {
      const readings: Reading[] = [];
      for (let index = 1; index <= count; index++) {
        const part = files.filter((file) => isInShard(file, { index, count }));
        if (part.length > 0) readings.push({ results: await runner.read(part), facts: [], leftOut: [], others: [] });
      }
      expect([count, (await merged(config, readings)) === one]).toEqual([count, true]);
    }
  });
});

describe.each(['alias', 'rename'] as const)('the Plan of shards: %s', (uses) => {
  test('is that of one run, whatever the partition', async () => {
    const config = connected(uses);
    const one = planDocument(root, await makePlan(config, request));
    const files = Object.keys(crossFileRepository(uses)).filter((file) => /\.(?:py|[jt]sx?)$/.test(file));
    const random = new Random(17);
    for (let round = 0; round < 20; round++) {
      const parts = Array.from({ length: 1 + random.below(9) }, (): string[] => []);
      for (const file of files) parts[random.below(parts.length)]?.push(file);
      const readings: Reading[] = [];
      for (const part of parts) {
        const results = await new FileRunner(config, request).read(part);
        readings.push({ results, facts: [], leftOut: [], others: [] });
      }
      expect(await merged(config, readings)).toBe(one);
    }
  });

  test('needs all of them', async () => {
    const config = connected(uses);
    const one = planDocument(root, await makePlan(config, request));
    const half = await readShard(config, { ...request, shard: { index: 1, count: 2 } });
    expect(await merged(config, [half])).not.toBe(one);
  });
});

describe('shards', () => {
  test('are refused when two have read one file, or one that is not here', async () => {
    const config = connected('alias');
    const all = await readShard(config, { ...request, shard: { index: 1, count: 1 } });
    await expect(mergeShards(config, request, [all, all])).rejects.toThrow(/^two shards have read /);
    const path = all.facts[0]?.path ?? '';
    rmSync(`${root}/${path}`);
    await expect(mergeShards(config, request, [all])).rejects.toThrow(`a shard has read ${path}, which is not`);
  });

  test.each([
    ['1/4', {}, { index: 1, count: 4 }],
    ['env', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '4' }, { index: 3, count: 4 }],
    ['env', { CIRCLE_NODE_INDEX: '0', CIRCLE_NODE_TOTAL: '2' }, { index: 1, count: 2 }],
    ['env', { JOB_COMPLETION_INDEX: '3', JOB_COMPLETIONS: '4' }, { index: 4, count: 4 }],
  ])('%s %j is %j', (text, environment, shard) => {
    expect(parseShard(text, environment)).toEqual(shard);
  });

  test.each([
    ['0/4', {}],
    ['5/4', {}],
    ['1/0', {}],
    ['1', {}],
    ['-1/4', {}],
    ['1/99999', {}],
    ['env', {}],
    ['env', { JOB_COMPLETION_INDEX: '3' }],
    ['env', { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '4' }],
  ])('%s %j is refused', (text, environment) => {
    expect(() => parseShard(text, environment)).toThrow(/names no shard|finds no number/);
  });
});
