import { chmodSync, cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { countWrites, isKilled } from '../support/killed-program.ts';
import { planOfChanges, savePlan } from '../support/operations.ts';
import type { Change } from '../support/operations.ts';
import { codemod } from '../support/program.ts';
import { commitAll, makeFolder, snapshot, temporaryFolder, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { smallConfig } from '../support/small-repository.ts';

/** With this in the environment every write point is tried, which takes minutes; else every seventh. */
const STEP = process.env['SSOT_CODEMOD_TEST_EVERY_WRITE'] === undefined ? 7 : 1;

const files: Record<string, string> = { 'ssot.config.json': JSON.stringify(smallConfig), 'app/stays.py': 'X = 1\n' };
const changes: Change[] = [];
for (let k = 0; k < 4; k++) {
  Object.assign(files, {
    [`app/gone/${k}/gone.py`]: `GONE = ${k}\n`,
    [`app/old${k}/deep/moved.py`]: `MOVED = ${k}\n`,
    [`app/same${k}.py`]: `SAME = ${k}\n`,
  });
  changes.push(
    { delete: `app/gone/${k}/gone.py` },
    { rename: `app/old${k}/deep/moved.py`, to: `new/deep${k}/moved.py`, edit: ['MOVED', 'RENAMED'] },
    { rename: `app/same${k}.py`, to: `new/same${k}.py` },
    { create: `made/${k}/made.py`, content: `MADE = ${k}\n` },
  );
}

function prepared(): string {
  const folder = makeFolder(files satisfies Files);
  chmodSync(path.join(folder, 'app/gone/1'), 0o750);
  commitAll(folder);
  savePlan(folder, planOfChanges(folder, changes));
  return folder;
}

/** All files, and all folders with their modes. */
function state(folder: string): Map<string, string> {
  const entries = snapshot(folder);
  const visit = (below: string): void => {
    for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const inner = path.posix.join(below, entry.name);
      if (!entry.isDirectory() || inner === '.git') continue;
      entries.set(`${inner}/`, (statSync(path.join(folder, inner)).mode & 0o7777).toString(8));
      visit(inner);
    }
  };
  visit('.');
  return entries;
}

function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  // Node 22 and newer copy no modes of folders.
  for (const [entry, mode] of state(folder))
    if (entry.endsWith('/')) chmodSync(path.join(copy, entry), Number.parseInt(mode, 8));
  const runs = storeOf(folder).folder;
  if (existsSync(runs)) cpSync(runs, storeOf(copy).folder, { recursive: true });
  return copy;
}

const apply = ['apply', '--plan', '.git/the.plan', '--allow-dirty'];

withGit.describe('a process is killed while files come, go and get other names', () => {
  const original = prepared();
  const before = state(original);
  const done = copyOf(original);
  const total = countWrites(done, apply);
  const after = state(done);
  const undone = copyOf(done);
  const totalOfRollback = countWrites(undone, ['rollback']);
  const points = (count: number): number[] =>
    Array.from({ length: count }, (_, k) => k + 1).filter((n) => n % STEP === 0 || n > count - 4);

  /** Every file is there as it was or as it will be, and nothing else is. */
  const expectWhole = (folder: string): void => {
    const now = snapshot(folder);
    for (const [file, content] of now)
      if (!path.basename(file).startsWith('.ssot-codemod-'))
        expect([before.get(file), after.get(file)]).toContain(content);
    for (const [k, change] of changes.entries()) {
      if (!('rename' in change)) continue;
      // One that is renamed is at one of its two places, or at both.
      expect([k, now.has(change.rename) || now.has(change.to)]).toEqual([k, true]);
    }
  };

  test('the test sees what it should', () => {
    expect(total).toBeGreaterThan(60);
    expect(state(undone)).toEqual(before);
    expect([...after.keys()].some((file) => file.startsWith('app/gone'))).toBe(false);
  });

  test.each(points(total))('apply, at write %i: resume finishes it, rollback undoes it', (n) => {
    const folder = copyOf(original);
    isKilled(folder, apply, n);
    expectWhole(folder);
    const other = copyOf(folder);
    const undo = codemod(other, ['rollback']);
    if (undo.exitCode === 2) expect(undo.stderr).toContain('nothing to roll back');
    else expect(undo.exitCode).toBe(0);
    expect(state(other)).toEqual(before);
    const resumed = codemod(folder, ['apply', '--resume']);
    if (resumed.exitCode === 2) {
      expect(resumed.stderr).toContain('nothing to resume');
      expect([before, after]).toContainEqual(state(folder));
    } else {
      expect(resumed.exitCode).toBe(0);
      expect(state(folder)).toEqual(after);
    }
    for (const copy of [folder, other]) rmSync(copy, { recursive: true });
  });

  test.each(points(totalOfRollback))('rollback, at write %i: another one finishes it', (n) => {
    const folder = copyOf(done);
    isKilled(folder, ['rollback'], n);
    expectWhole(folder);
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    if (exitCode === 2) expect(stderr).toContain('nothing to roll back');
    else expect(exitCode).toBe(0);
    expect(state(folder)).toEqual(before);
    rmSync(folder, { recursive: true });
  });
});
