import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile } from '../support/program.ts';
import { git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import { runIds } from '../support/runs.ts';
import { smallRepository } from '../support/small-repository.ts';

const isRoot = process.getuid?.() === 0;

describe('what stops an apply before anything is written', () => {
  const expectStopped = (folder: string, args: readonly string[], message: string | RegExp): void => {
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', ...args]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
    expect(runIds(folder)).toEqual([]);
  };

  test('files and folders that are read-only', () => {
    const folder = makeFolder(smallRepository);
    chmodSync(path.join(folder, 'app/one.py'), 0o444);
    expectStopped(folder, [], /1 file that would change cannot be written:\n {2}app\/one.py\n/);
  });

  onlyWhere(!isRoot).test('a folder that cannot be written (needs another user than root)', () => {
    const folder = makeFolder(smallRepository);
    chmodSync(path.join(folder, 'tests'), 0o555);
    expectStopped(folder, [], /1 file that would change cannot be written:\n {2}tests\/test_three.py\n/);
    chmodSync(path.join(folder, 'tests'), 0o755);
  });

  test('another apply: one works, the other says who holds the lock', async () => {
    const folder = makeFolder(smallRepository);
    const gate = 'until test -e go-on; do sleep 0.1; done';
    const first = spawn(process.execPath, [programFile, 'apply', '--gate', gate], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => first.on('exit', resolve));
    while (runIds(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const args of [['apply'], ['rollback'], ['apply', '--resume']]) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(stderr).toContain(`another apply is running here: process ${String(first.pid)}, since `);
      expect(exitCode).toBe(2);
    }
    writeFileSync(path.join(folder, 'go-on'), '');
    expect(await ended).toBe(0);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  });

  test.each([
    [['--message', 'x'], '--message needs --commit or --branch-per-batch'],
    [['--commit', '--branch-per-batch', 'x'], 'leave --commit out'],
    [['--gate-timeout', '3'], 'need --gate'],
    [['--blame-ignore'], '--blame-ignore needs --commit'],
    [['--gate', ''], '--gate needs a value'],
    [['--gate', 'true', '--gate', 'true'], '--gate can be given only once'],
    [['--commit', '-m', 'a', '-m', 'b'], '--message can be given only once'],
    [['--batch-by', 'colour'], '--batch-by takes directory, package, codeowners or size:N, found colour'],
    [['--format', 'json', '-o', 'nowhere/x'], 'cannot write nowhere/x: its folder is not there'],
    [['-o', 'app'], 'cannot write app: it is a folder'],
    [['--commit'], 'is in no git repository'],
    [['--resume'], 'there is nothing to resume'],
  ])('%j', (args, message) => {
    expectStopped(makeFolder(smallRepository), args, message);
  });

  withGit.describe('git (needs git)', () => {
    test('uncommitted changes in files that would change, and in no others', () => {
      const folder = makeRepository(smallRepository);
      appendFileSync(path.join(folder, 'app/core/unified.py'), '# mine\n');
      appendFileSync(path.join(folder, 'app/one.py'), '# mine\n');
      const mine = read(folder, 'app/one.py');
      expectStopped(
        folder,
        [],
        /1 file that would change has uncommitted changes:\n {2}app\/one.py\n {2}commit or stash/,
      );
      git(folder, 'add', 'app/one.py');
      expectStopped(folder, [], 'uncommitted changes');
      expect(codemod(folder, ['apply', '--allow-dirty']).exitCode).toBe(0);
      expect(codemod(folder, ['rollback']).exitCode).toBe(0);
      expect(read(folder, 'app/one.py')).toBe(mine);
      git(folder, 'checkout', 'HEAD', 'app/one.py');
      expect(codemod(folder, ['apply']).exitCode).toBe(0);
    });

    test('with --commit they stop it whatever is allowed: a commit would take them along', () => {
      const folder = makeRepository(smallRepository);
      appendFileSync(path.join(folder, 'app/one.py'), '# mine\n');
      expectStopped(folder, ['--commit', '--allow-dirty'], 'uncommitted changes');
    });

    test('a merge, a rebase, a bisect', () => {
      const folder = makeRepository(smallRepository);
      for (const [file, operation] of [
        ['MERGE_HEAD', 'merge'],
        ['rebase-merge', 'rebase'],
        ['BISECT_LOG', 'bisect'],
      ] as const) {
        writeFileSync(path.join(folder, '.git', file), '');
        expectStopped(folder, [], `a ${operation} is in progress in ${folder}`);
        rmSync(path.join(folder, '.git', file));
      }
    });
  });
});
