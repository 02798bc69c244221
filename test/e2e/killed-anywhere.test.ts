import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import {
  addFiles,
  git,
  makeFolder,
  makeRepository,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';
import { recordingStates } from '../support/write-faults.ts';

/**
 * A run is made once, and what a kill at each of its writes would leave is kept. With this in the environment each of these
 * states is tried, which takes some minutes; else one in so many.
 */
const triesAll = process.env['SSOT_CODEMOD_TEST_EVERY_WRITE'] !== undefined;
const STEP = 9;
const TIMEOUT = 600_000;

type Snapshot = ReadonlyMap<string, string>;

/** The states that a run of the program goes through, which is made in the folder. */
function statesOf(folder: string, args: readonly string[]): { readonly states: string[]; readonly points: number } {
  const out = temporaryFolder();
  // In a git repository the store is in the git folder.
  const folders = existsSync(path.join(folder, '.git')) ? [folder] : [folder, storeOf(folder).folder];
  codemod(folder, args, recordingStates(folders, out));
  const numbers = readdirSync(out).filter((name) => name !== 'points');
  const all = numbers.map(Number).toSorted((a, b) => a - b);
  const tried = all.filter((k) => triesAll || k % STEP === 0 || k === all.length - 1);
  const points = Number(readFileSync(path.join(out, 'points'), 'utf8'));
  // The program was run, and wrote.
  expect(all.length).toBeGreaterThan(4);
  if (triesAll) process.stderr.write(`${args.join(' ')}: ${points} points, ${all.length} states\n`);
  return { states: tried.map((k) => path.join(out, String(k))), points };
}

/** A folder in that state. */
function folderIn(state: string): string {
  const folder = temporaryFolder();
  cpSync(path.join(state, '0'), folder, { recursive: true, verbatimSymlinks: true });
  const store = path.join(state, '1');
  if (existsSync(store)) {
    mkdirSync(path.dirname(storeOf(folder).folder), { recursive: true });
    cpSync(store, storeOf(folder).folder, { recursive: true });
  }
  return folder;
}

/** The files that are neither as before nor as after. Leaves out temporary files, which the next command removes. */
function torn(folder: string, before: Snapshot, after: Snapshot): string[] {
  return [...snapshot(folder)]
    .filter(([file, content]) => content !== before.get(file) && content !== after.get(file))
    .map(([file]) => file)
    .filter((file) => !path.basename(file).startsWith('.ssot-codemod-'));
}

/** Nothing of a run that is over is left: no lock, and no temporary file in the store or the git folder. */
function expectTidy(folder: string): void {
  const { folder: store } = storeOf(folder);
  const names = [store, path.join(folder, '.git')]
    .filter((place) => existsSync(place))
    .flatMap((place) => readdirSync(place, { recursive: true, encoding: 'utf8' }));
  expect(names.filter((name) => /(?:^|\/)(?:lock|.*\.lock|\.ssot-codemod-.*|.*\.new)$/.test(name))).toEqual([]);
}

/** `apply --resume` brings all to what it was to be; where nothing had happened, the command does. */
function expectResumable(state: string, args: readonly string[], after: Snapshot): string {
  const folder = folderIn(state);
  const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
  if (exitCode === 2) {
    expect(stderr).toContain('nothing to resume');
    codemod(folder, args);
  } else expect([exitCode, stderr]).toEqual([0, expect.anything()]);
  expect(snapshot(folder)).toEqual(after);
  expectTidy(folder);
  return folder;
}

function expectReversible(state: string, before: Snapshot): string {
  const folder = folderIn(state);
  const { exitCode, stderr } = codemod(folder, ['rollback']);
  if (exitCode === 2) expect(stderr).toContain('nothing to roll back');
  else expect([exitCode, stderr]).toEqual([0, expect.anything()]);
  expect(snapshot(folder)).toEqual(before);
  expectTidy(folder);
  return folder;
}

function discard(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

const before = snapshot(makeFolder(smallRepository));
const applied = makeFolder(smallRepository);
const ofApply = statesOf(applied, ['apply']);
const after = snapshot(applied);

test(
  'a run of the program goes through more states than it writes files',
  () => {
    expect([...after].filter(([file, content]) => before.get(file) !== content)).toHaveLength(3);
    expect(ofApply.points).toBeGreaterThan(30);
  },
  TIMEOUT,
);

test(
  'apply: no file is torn, resume finishes it, rollback undoes it',
  () => {
    for (const state of ofApply.states) {
      expect(torn(folderIn(state), before, after)).toEqual([]);
      const folder = expectResumable(state, ['apply'], after);
      expect(codemod(folder, ['rollback']).exitCode).toBe(0);
      expect(snapshot(folder)).toEqual(before);
      discard(folder, expectReversible(state, before));
    }
  },
  TIMEOUT,
);

test(
  'apply --resume of a run that was killed half-way',
  () => {
    const half = ofApply.states[ofApply.states.length >> 1] ?? '';
    for (const state of statesOf(folderIn(half), ['apply', '--resume']).states) {
      expect(torn(folderIn(state), before, after)).toEqual([]);
      discard(expectResumable(state, ['apply'], after), expectReversible(state, before));
    }
  },
  TIMEOUT,
);

test(
  'rollback: no file is torn, and another rollback finishes it',
  () => {
    const last = ofApply.states.at(-1) ?? '';
    for (const state of statesOf(folderIn(last), ['rollback']).states) {
      const folder = folderIn(state);
      expect(torn(folder, before, after)).toEqual([]);
      const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringMatching(/the rollback of run \S+ was interrupted|nothing to resume/),
      ]);
      discard(folder, expectReversible(state, before));
    }
  },
  TIMEOUT,
);

test(
  'an update of a baseline leaves the old or the new, and the next one leaves nothing else',
  () => {
    const folder = makeFolder(smallRepository);
    const update = ['check', '--baseline', 'known.json', '--update-baseline', '--allow-growth'];
    codemod(folder, update);
    const old = snapshot(folder).get('known.json');
    addFiles(folder, { 'app/four.py': 'from app.core.manager import WebSocketManager\n' });
    const { states } = statesOf(folder, update);
    const updated = snapshot(folder);
    expect(updated.get('known.json')).not.toBe(old);
    for (const state of states) {
      const copy = folderIn(state);
      expect([old, updated.get('known.json')]).toContain(snapshot(copy).get('known.json'));
      expect(codemod(copy, update).exitCode).toBe(0);
      expect(snapshot(copy)).toEqual(updated);
      discard(copy);
    }
  },
  TIMEOUT,
);

withGit.describe('runs that commit (needs git)', () => {
  const commits = ['apply', '--batch-by', 'directory', '--commit'];
  const branches = ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-'];

  test(
    'commits: each batch is committed once, and what is rolled back is as it was',
    () => {
      const folder = makeRepository(smallRepository);
      const { states } = statesOf(folder, commits);
      for (const state of states) {
        expect(torn(folderIn(state), before, after)).toEqual([]);
        const resumed = expectResumable(state, commits, after);
        expect(git(resumed, 'status', '--porcelain')).toBe('');
        expect(git(resumed, 'rev-list', '--count', 'HEAD')).toBe('3\n');
        expect(git(resumed, 'fsck', '--strict')).toBe('');
        discard(resumed, expectReversible(state, before));
      }
    },
    TIMEOUT,
  );

  test(
    'branches: each is made once, and the work tree stays as it was',
    () => {
      const folder = makeRepository(smallRepository);
      const where = git(folder, 'status', '--branch', '--porcelain');
      const { states } = statesOf(folder, branches);
      for (const state of states) {
        expect(torn(folderIn(state), before, after)).toEqual([]);
        const resumed = expectResumable(state, branches, before);
        expect(git(resumed, 'status', '--branch', '--porcelain')).toBe(where);
        for (const branch of ['x-app', 'x-tests'])
          expect(git(resumed, 'rev-list', '--count', `HEAD..${branch}`)).toBe('1\n');
        discard(resumed, expectReversible(state, before));
      }
    },
    TIMEOUT,
  );
});
