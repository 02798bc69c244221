import { existsSync, lstatSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

/** Linux has paths that lead to an open folder, whatever becomes of its name; elsewhere a moment is left. */
const onLinux = onlyWhere(process.platform === 'linux' && existsSync('/proc/self/fd'));

const FILES = 12;
const files = (text: string): Files =>
  Object.fromEntries(Array.from({ length: FILES }, (_, k) => [`deep/er/m${k}.py`, text]));

/** A folder with the same files as the repository: whoever goes by names and hashes takes them for its own. */
function makeScene(text: string): { folder: string; victim: string } {
  const folder = makeFolder({ ...smallRepository, ...files(legacy) });
  const victim = makeFolder(files(text));
  return { folder, victim };
}

/** Puts a link to the victim in the place of a folder, which goes where no run finds its files under another name. */
const swapping = (folder: string, victim: string): string => `
  const swap = () => { rename(${JSON.stringify(`${folder}/deep`)}, ${JSON.stringify(`${folder}-aside`)});
    symlink(${JSON.stringify(`${victim}/deep`)}, ${JSON.stringify(`${folder}/deep`)}); };
  const swapBack = () => { unlink(${JSON.stringify(`${folder}/deep`)});
    rename(${JSON.stringify(`${folder}-aside`)}, ${JSON.stringify(`${folder}/deep`)}); };`;

/** Swaps before the n-th call of any of these functions that concerns a file of the folder, and never back. */
const swappedAt = (folder: string, victim: string, n: number): string => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { renameSync: rename, symlinkSync: symlink, unlinkSync: unlink } = fs;
  ${swapping(folder, victim)}
  let calls = 0;
  for (const name of ['openSync', 'lstatSync', 'renameSync', 'readlinkSync', 'realpathSync', 'fsyncSync', 'readdirSync', 'unlinkSync']) {
    const original = fs[name];
    fs[name] = Object.assign((...args) => {
      if (/deep|self\\/fd/.test(String(args[0]) + String(args[1])) && ++calls === ${n}) swap();
      return original(...args);
    }, original);
  }
  syncBuiltinESMExports();
  process.on('exit', () => fs.writeSync(2, 'calls: ' + calls + '\\n'));`;

/** A thread swaps to and fro all the time. */
const swappedByThread = (folder: string, victim: string): string => `
  import { isMainThread, Worker } from 'node:worker_threads';
  if (isMainThread) new Worker(${JSON.stringify(`
    const { renameSync: rename, symlinkSync: symlink, unlinkSync: unlink } = require('node:fs');
    ${swapping(folder, victim)}
    for (;;) { try { swap(); } catch {} try { swapBack(); } catch {} }`)}, { eval: true }).unref();`;

/**
 * Puts the folder back in its place, where a link is, or a folder that `--force` made in the moment when nothing was.
 * @returns the bytes of the files in a folder that was made, by their paths
 */
function settle(folder: string): ReadonlyMap<string, string> {
  const [deep, aside] = [path.join(folder, 'deep'), `${folder}-aside`];
  if (!existsSync(aside)) return new Map();
  const isMade = lstatSync(deep, { throwIfNoEntry: false })?.isDirectory() === true;
  const made = isMade ? snapshot(deep) : new Map<string, string>();
  rmSync(deep, { recursive: true, force: true });
  renameSync(aside, deep);
  return new Map([...made].map(([file, text]) => [`deep/${file}`, text]));
}

describe('a folder that becomes a link while files in it are written', () => {
  onLinux.test('at any moment of an apply and of its rollback: nothing behind the link changes (Linux)', () => {
    for (const args of [['apply'], ['rollback'], ['rollback', '--force']]) {
      for (let n = 1, isReached = true; isReached; n += n < 8 ? 1 : 29) {
        const { folder, victim } = makeScene(legacy);
        if (args[0] === 'rollback') {
          codemod(folder, ['apply']);
          for (const [file, text] of snapshot(path.join(folder, 'deep')))
            addFiles(victim, { [`deep/${file}`]: text.slice(4) });
        }
        const before = snapshot(victim);
        const { stderr } = codemod(folder, args, { preload: swappedAt(folder, victim, n) });
        expect(snapshot(victim)).toEqual(before);
        isReached = Number(/calls: (\d+)/.exec(stderr)?.[1]) >= n;
      }
    }
  });

  onLinux.test('again and again, by a thread: nothing behind the link changes, and nothing is lost (Linux)', () => {
    for (let round = 0; round < 3; round++) {
      const { folder, victim } = makeScene(legacy);
      const original = snapshot(folder);
      const before = snapshot(victim);
      codemod(folder, ['apply'], { preload: swappedByThread(folder, victim) });
      settle(folder);
      expect(snapshot(victim)).toEqual(before);
      expect(
        codemod(folder, ['rollback', '--force'], { preload: swappedByThread(folder, victim) }).exitCode,
      ).toBeLessThan(3);
      const made = settle(folder);
      expect(snapshot(victim)).toEqual(before);
      expect(codemod(folder, ['rollback', '--force']).exitCode).toBeLessThan(3);
      const isCopy = (file: string): boolean => file.includes('.before-rollback-');
      // A file that was written into a folder that was made is not written again.
      const restored = new Map([...snapshot(folder), ...made].filter(([file]) => !isCopy(file)));
      expect(restored).toEqual(original);
    }
  });

  /** Modules, backups and their importers, all in the folder that is swapped. */
  const many = Object.fromEntries(
    [0, 1, 2].flatMap((k) => [
      [`deep/er/m${k}.py`, 'from deep.er.free import Y\n'],
      [`deep/er/m${k}.py.bak`, 'from deep.er.free import Y\n'],
    ]),
  );
  const inDeep: Files = {
    'deep/__init__.py': '',
    'deep/er/__init__.py': '',
    'deep/er/old.py': 'from app.unified import *\n',
    'deep/er/free.py': 'Y = 2\n',
    ...many,
  };

  onLinux.describe.each([
    ['move', ['move', 'deep/er/free.py', 'deep/er/moved.py']],
    ['prune', ['prune', '--apply']],
    ['shim', ['shim', '--apply']],
  ])('at any moment of %s and of its rollback (Linux, needs git)', (_, args) => {
    const makeTracked = (): { folder: string; victim: string } => {
      const config = { python: { map: [{ canonical: 'app.unified', legacy: ['deep.er.old'] }] } };
      const folder = makeRepository({
        'ssot.config.json': JSON.stringify(config),
        'app/__init__.py': '',
        'app/unified.py': 'X = 1\n',
        ...inDeep,
      });
      return { folder, victim: makeFolder(inDeep) };
    };

    withGit.test.each([[args], [['rollback', '--force']]])('%j: nothing behind the link changes', (command) => {
      for (let n = 1, isReached = true; isReached; n += n < 6 ? 1 : 31) {
        const { folder, victim } = makeTracked();
        if (command !== args) {
          expect(codemod(folder, args).exitCode).toBe(0);
          for (const [file, text] of snapshot(path.join(folder, 'deep')))
            addFiles(victim, { [`deep/${file}`]: text.slice(4) });
        }
        const before = snapshot(victim);
        const { stderr } = codemod(folder, command, { preload: swappedAt(folder, victim, n) });
        expect(snapshot(victim)).toEqual(before);
        const calls = Number(/calls: (\d+)/.exec(stderr)?.[1]);
        expect(calls).toBeGreaterThan(0);
        isReached = calls >= n;
      }
    });
  });

  test('between the apply and its rollback: its files are left alone, and named', () => {
    const { folder, victim } = makeScene(legacy);
    codemod(folder, ['apply']);
    renameSync(path.join(folder, 'deep'), path.join(folder, 'aside'));
    symlinkSync(path.join(folder, 'aside'), path.join(folder, 'deep'));
    const before = snapshot(victim);
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(stderr).toContain(`deep/er/m0.py: its folder is gone, or a link is in its place\n`);
    expect(exitCode).toBe(1);
    expect(snapshot(victim)).toEqual(before);
  });
});

describe('temporary files', () => {
  withGit.test('of a repository are in its git folder while they are written (needs git)', () => {
    const folder = makeRepository(smallRepository);
    const watching = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { renameSync } = fs;
      fs.renameSync = (from, to) => { renameSync(from, to); if (/[.]py$/.test(to)) fs.writeSync(2, 'from ' + from + '\\n'); };
      syncBuiltinESMExports();`;
    const { stderr } = codemod(folder, ['apply', '-q'], { preload: watching });
    const sources = stderr.trimEnd().split('\n');
    expect(sources).toHaveLength(3);
    for (const source of sources) expect(source).toContain(`from ${folder}/.git/ssot-codemod/temporary/`);
  });

  test('are beside the files where the store is on another disk', () => {
    const folder = makeFolder(smallRepository);
    const crossing = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { renameSync } = fs;
      fs.renameSync = (from, to) => {
        if (/[.]py$/.test(to) && from.includes('/temporary/')) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
        return renameSync(from, to);
      };
      syncBuiltinESMExports();`;
    const names = readdirSync(path.join(folder, 'app'));
    expect(codemod(folder, ['apply'], { preload: crossing }).exitCode).toBe(0);
    expect(readdirSync(path.join(folder, 'app'))).toEqual(names);
    expect(codemod(folder, ['rollback'], { preload: crossing }).exitCode).toBe(0);
  });
});
