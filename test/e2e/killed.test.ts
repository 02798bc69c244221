import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { countWrites, isKilled } from '../support/killed-program.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, snapshot, temporaryFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';
import { runsFolder } from '../support/runs.ts';
import type { Files } from '../support/repository.ts';
import { loggingSyncs } from '../support/write-faults.ts';

/** Many are written at a time. Every write of a small run is tried in killed-anywhere.test.ts. */
const FILES = 200;
const SAMPLES = 10;

function manyFiles(): Files {
  const files: Record<string, string | Uint8Array> = { ...smallRepository };
  for (let k = 0; k < FILES - 3; k++)
    files[`app/part${k % 7}/module${k}.py`] = `from app.core.manager import WebSocketManager\nVALUE = ${k}\n`;
  return files;
}

/** Numbers from 1 to the total: the first, the last and some between. */
function writePoints(total: number): number[] {
  const all = Array.from({ length: total }, (_, k) => k + 1);
  const early = 12; // where the journal is made
  const late = 6; // where it is closed
  const step = (total - early - late) / (SAMPLES - 1);
  return all.filter((n) => n <= early || n > total - late || (n - early) % Math.floor(step) === 0);
}

const original = makeFolder(manyFiles());
const before = snapshot(original);
const uninterrupted = copyOf(original);
const total = countWrites(uninterrupted, ['apply']);
const after = snapshot(uninterrupted);

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const runs = storeOf(folder).folder;
  if (existsSync(runs)) cpSync(runs, storeOf(copy).folder, { recursive: true });
  return copy;
}

/** The files that are in neither of two states. Temporary files, which the next command removes, are left out. */
function torn(folder: string): string[] {
  return [...snapshot(folder)]
    .filter(([file, content]) => content !== before.get(file) && content !== after.get(file))
    .map(([file]) => file)
    .filter((file) => !path.basename(file).startsWith('.ssot-codemod-'));
}

/** Two ways out of what a killed process left. Each folder is consumed. */
function expectResumable(folder: string): void {
  const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
  // Killed before the journal was there: nothing has happened, and apply starts anew. Killed after its end: all is done.
  if (exitCode === 2) {
    expect(stderr).toContain('nothing to resume');
    expect([before, after]).toContainEqual(snapshot(folder));
    expect(codemod(folder, ['apply']).exitCode).toBe(0);
  } else expect(exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(after);
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(before);
  rmSync(folder, { recursive: true });
}

function expectReversible(folder: string): void {
  const { exitCode, stderr } = codemod(folder, ['rollback']);
  if (exitCode === 2) expect(stderr).toContain('nothing to roll back');
  else expect(exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(before);
  rmSync(folder, { recursive: true });
}

describe(`a process is killed at some of ${total} writes`, () => {
  test(`the test sees what it should: ${FILES} files, three writes each and those of the journal`, () => {
    expect([...after].filter(([file, content]) => before.get(file) !== content)).toHaveLength(FILES);
    expect(total).toBeGreaterThan(3 * FILES);
  });

  test.each(writePoints(total))('apply, at write %i: no file is torn, resume finishes it, rollback undoes it', (n) => {
    const folder = copyOf(original);
    // Files are written several at a time, so that the last writes may come in another number.
    if (!isKilled(folder, ['apply'], n)) expect(n).toBeGreaterThan(total - 20);
    expect(torn(folder)).toEqual([]);
    expectReversible(copyOf(folder));
    expectResumable(folder);
  });

  const halfWay = copyOf(original);
  isKilled(halfWay, ['apply'], Math.floor(total / 2));

  test('apply refuses to start before the unfinished run is dealt with', () => {
    const { exitCode, stderr } = codemod(copyOf(halfWay), ['apply']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /run \S+ was interrupted and is unfinished\n {2}ssot-codemod apply --resume finishes it, ssot-codemod rollback --id \S+ undoes it/,
    );
  });

  test.each([3, 150, 301])('apply --resume, at write %i', (n) => {
    const folder = copyOf(halfWay);
    isKilled(folder, ['apply', '--resume'], n);
    expect(torn(folder)).toEqual([]);
    expectReversible(copyOf(folder));
    expectResumable(folder);
  });

  test.each([2, 5, 300, 600])('rollback, at write %i', (n) => {
    const folder = copyOf(uninterrupted);
    isKilled(folder, ['rollback'], n);
    expect(torn(folder)).toEqual([]);
    const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/the rollback of run \S+ was interrupted|nothing to resume/);
    expectReversible(folder);
  });

  test('what is left of a run that never touched a file goes away', () => {
    const folder = copyOf(original);
    isKilled(folder, ['apply'], 8);
    const runs = runsFolder(folder);
    expect(readdirSync(runs)).toHaveLength(1);
    expect(existsSync(path.join(runs, readdirSync(runs)[0] ?? '', 'journal'))).toBe(false);
    expect(codemod(folder, ['rollback']).stderr).toContain('nothing to roll back');
    expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([]);
  });
});

test('the journal is on the disk before the first file is replaced, and the events at the end', () => {
  const folder = makeFolder(smallRepository);
  const { stderr } = codemod(folder, ['apply', '-q'], { preload: loggingSyncs });
  const steps = stderr.trimEnd().split('\n');
  const first = steps.findIndex((step) => /^placed .*\.py$/.test(step));
  expect(first).toBeGreaterThan(0);
  expect(steps.slice(0, first)).toEqual(expect.arrayContaining(['synced originals', 'placed journal']));
  expect(steps.slice(0, steps.indexOf('placed journal'))).toContain('synced journal.new');
  expect(steps.slice(first)).toContain('synced events');
});
