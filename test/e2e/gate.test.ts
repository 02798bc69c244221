import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import type { AppliedPlan } from '../../src/index.ts';
import type { RunOptions } from '../../src/model/apply-run.ts';
import { applyInStore, plainRun } from '../../src/store/apply-plan.ts';
import { openStore } from '../../src/store/open-store.ts';
import { storeOf } from '../../src/store/store-place.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, read, snapshot } from '../support/repository.ts';
import { runsFolder } from '../support/runs.ts';
import { legacy, smallConfig, smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

/** A repository with so many files to change, `app/m000.py` and so on. */
function repositoryOf(count: number): string {
  const rest = Object.entries(smallRepository).filter(([file]) => !(file in smallRepositoryAfter));
  const modules = Array.from({ length: count }, (_, k) => [moduleFile(k), legacy] as const);
  return makeFolder(Object.fromEntries([...rest, ...modules]));
}

function moduleFile(k: number): string {
  return `app/m${String(k).padStart(3, '0')}.py`;
}

/** A gate that fails when all files of one of the sets are changed, and says which. */
function gateOn(sets: readonly (readonly number[])[]): string {
  const isChanged = (k: number): string => `grep -q unified ${moduleFile(k)}`;
  return sets
    .map((set) => `if ${set.map(isChanged).join(' && ')}; then echo "broken by ${set.join(' and ')}"; exit 1; fi`)
    .join('\n');
}

/** Runs `ssot-codemod apply` in this process, so that the program starts only once for all cases of a gate. */
async function applyGated(root: string, options: Partial<RunOptions>): Promise<AppliedPlan> {
  const plan = await makePlan({ root, config: smallConfig });
  const store = openStore(root, false);
  try {
    return await applyInStore(store, plan, { ...plainRun, ...options }, {});
  } finally {
    store.release();
  }
}

/** Files that are changed. */
function changed(folder: string): string[] {
  return readdirSync(path.join(folder, 'app'))
    .filter((file) => file.startsWith('m') && read(folder, `app/${file}`).includes('unified'))
    .map((file) => `app/${file}`)
    .toSorted();
}

describe('a gate', () => {
  test.each([
    ['one file', [[137]]],
    ['two files, only together', [[41, 222]]],
    ['five scattered files', [[3], [77], [150], [222], [298]]],
  ])('that fails because of %s of 300 finds exactly those, and all others are changed', async (_, sets) => {
    const folder = repositoryOf(300);
    const culprits = sets.flat();
    const { run, summary, outcomes } = await applyGated(folder, { gate: gateOn(sets) });
    const [batch] = run?.batches ?? [];
    expect(batch?.quarantined).toEqual(culprits.map(moduleFile));
    expect(batch?.gate?.result).toBe('failed');
    expect(batch?.gate?.output).toContain('broken by');
    expect(batch?.gate?.runs).toBeLessThanOrEqual(2 * culprits.length * Math.log2(300));
    expect(batch?.files).toBe(300 - culprits.length);
    expect(summary).toMatchObject({ filesChanged: 300 - culprits.length, skipped: culprits.length });
    expect(outcomes.filter(({ status }) => status === 'skipped')).toMatchObject(
      culprits.map((k) => ({ path: moduleFile(k), reason: 'quarantined', edits: [{ applied: false }] })),
    );
    const isCulprit = new Set(culprits.map(moduleFile));
    expect(changed(folder)).toEqual(
      Array.from({ length: 300 }, (_file, k) => moduleFile(k)).filter((file) => !isCulprit.has(file)),
    );
    const log = readFileSync(path.join(runsFolder(folder), run?.id ?? '', 'gate.log'), 'utf8');
    expect(log.match(/^=== batch all, run /gm)).toHaveLength(batch?.gate?.runs ?? 0);
  });

  test('is run on each batch, and its verdict on one does not touch another', async () => {
    const folder = repositoryOf(9);
    const { run } = await applyGated(folder, { gate: gateOn([[4]]), batchBy: 'size:3' });
    expect(run?.batches.map(({ gate, quarantined }) => [gate?.result, gate?.runs, quarantined])).toEqual([
      ['passed', 1, []],
      ['failed', expect.any(Number), [moduleFile(4)]],
      ['passed', 1, []],
    ]);
    expect(changed(folder)).toHaveLength(8);
  });

  test('sees no variable of git that would lead it to another repository or index', () => {
    const folder = repositoryOf(1);
    const env = { GIT_DIR: path.join(folder, 'elsewhere'), GIT_PREFIX: 'x/' };
    const gate = 'test -z "$GIT_DIR$GIT_PREFIX$GIT_INDEX_FILE$GIT_WORK_TREE"';
    expect(codemod(folder, ['apply', '--gate', gate], { env }).exitCode).toBe(0);
  });

  test('the report of the program: batches, the output of the gate, and how to undo it; exit 1', () => {
    const folder = repositoryOf(4);
    const before = snapshot(folder);
    const gate = gateOn([[2]]);
    const { exitCode, stdout, stderr } = codemod(folder, ['apply', '--gate', gate, '--format', 'json']);
    expect(exitCode).toBe(1);
    const { run } = JSON.parse(stdout) as AppliedPlan;
    expect(run?.batches).toMatchObject([{ name: 'all', files: 3, edits: 3, quarantined: [moduleFile(2)] }]);
    expect(run?.batches[0]?.gate).toMatchObject({ result: 'failed', output: 'broken by 2\n' });
    expect(run?.undo).toMatch(/^ssot-codemod rollback --id \S+$/);
    expect(stderr).toMatch(
      /Batch all: 3 files, 3 edits, gate failed in \d+\.\d s, \d gate runs\n {2}quarantined: app\/m002\.py\n {2}\| broken by 2\nUndo with: ssot-codemod rollback --id \S+\n$/,
    );
    expect(codemod(folder, (run?.undo ?? '').split(' ').slice(1)).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('that fails without the batch, too, stops the run; when it is well again, the run can be resumed', () => {
    const folder = repositoryOf(6);
    const gate =
      'test ! -e broken || { echo "the database is down"; exit 1; }; grep -q unified app/m003.py && touch broken || true';
    // The second batch makes it fail for ever, whatever is rolled back.
    const options = ['--batch-by', 'size:2', '--gate', gate];
    const first = codemod(folder, ['apply', ...options, '--format', 'json']);
    expect(first.exitCode).toBe(1);
    const { run, files } = JSON.parse(first.stdout) as {
      run: AppliedPlan['run'];
      files: { status: string; reason?: string }[];
    };
    expect(run?.stopped).toMatch(/^the gate fails without batch 3, too/);
    expect(run?.batches).toHaveLength(2);
    expect(files.map(({ status, reason }) => reason ?? status)).toEqual([
      'changed',
      'changed',
      'changed',
      'changed',
      'not-reached',
      'not-reached',
    ]);
    expect(changed(folder)).toHaveLength(4);
    expect(codemod(folder, ['apply']).stderr).toContain('unfinished');
    writeFileSync(path.join(folder, 'broken'), '');
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(1);
    codemod(folder, ['rollback']);
    expect(changed(folder)).toEqual([]);
  });

  test('is run before anything is written, when asked; nothing is written when it fails then', () => {
    const folder = repositoryOf(3);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--baseline-gate', '--gate', 'echo no tests; exit 5']);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('ssot-codemod: the gate fails before anything is written\nno tests\n\n  nothing was written\n');
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['apply']).exitCode).toBe(0);
  });

  test('that takes too long has failed, and what it started is stopped', async () => {
    const folder = repositoryOf(2);
    const gate = 'grep -q unified app/m001.py && { sleep 30 & echo started; wait; }; true';
    const startedAt = performance.now();
    const { run } = await applyGated(folder, { gate, gateTimeout: 1 });
    expect(run?.batches[0]?.quarantined).toEqual([moduleFile(1)]);
    expect(run?.batches[0]?.gate?.output).toContain('started\n\nstopped after 1 seconds\n');
    expect(performance.now() - startedAt).toBeLessThan(25_000);
  });

  test('that more files break than allowed stops the run, with the batch rolled back', async () => {
    const folder = repositoryOf(8);
    const { run } = await applyGated(folder, { gate: gateOn([[1], [5]]), maxQuarantine: 1 });
    expect(run?.stopped).toContain('more than 1 files of batch all make the gate fail');
    expect(changed(folder)).toEqual([]);
  });

  test('that gets slower is warned of', async () => {
    const folder = repositoryOf(2);
    const { run } = await applyGated(folder, {
      gate: 'grep -q unified app/m001.py && sleep 2; true',
      gateSlowdown: 50,
    });
    expect(run?.baselineSeconds).toBeGreaterThan(0);
    expect(run?.warnings[0]).toMatch(
      /^the gate takes \d+\.\d s, \d+ percent longer than the \d+\.\d s that it took before$/,
    );
    const quick = await applyGated(repositoryOf(2), { gate: 'sleep 0.3', gateSlowdown: 900 });
    expect(quick.run?.warnings).toEqual([]);
  });

  test('that writes to the files it judges is told so, and nothing is lost', async () => {
    const folder = repositoryOf(3);
    const before = snapshot(folder);
    const gate = 'echo "# formatted" >> app/m001.py; exit 1';
    await expect(applyGated(folder, { gate })).rejects.toThrow('app/m001.py cannot be put back and forth');
    const { exitCode, stderr } = codemod(folder, ['rollback', '--force']);
    expect(stderr).toContain('Copies of the replaced files:\n  app/m001.py.before-rollback-');
    expect(exitCode).toBe(0);
    expect([...before].filter(([file, content]) => snapshot(folder).get(file) !== content)).toEqual([]);
  });

  test('that deletes the journal is found out', () => {
    const folder = repositoryOf(3);
    const { exitCode, stderr } = codemod(folder, ['apply', '--gate', `rm -r '${storeOf(folder).folder}'`]);
    expect(stderr).toMatch(
      /^ssot-codemod: the journal is gone: something has deleted .*\n {2}perhaps the gate did; what is written stays/,
    );
    expect(exitCode).toBe(1);
  });

  test('leaves files alone that were edited meanwhile, and judges the others', async () => {
    const folder = repositoryOf(3);
    const plan = await makePlan({ root: folder, config: smallConfig });
    appendFileSync(path.join(folder, moduleFile(0)), '# mine\n');
    const store = openStore(folder, false);
    const { outcomes } = await applyInStore(store, plan, { ...plainRun, gate: gateOn([[1]]) }, {});
    store.release();
    expect(outcomes).toMatchObject([{ reason: 'changed-on-disk' }, { reason: 'quarantined' }, { status: 'changed' }]);
  });
});
