import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { addHook, codemodAsAuthor as codemod } from '../support/git-author.ts';
import { onlyWhere } from '../support/only-where.ts';
import { addFiles, commitAll, git, makeFolder, snapshot } from '../support/repository.ts';
import { smallDisk } from '../support/small-disk.ts';
import { smallRepository } from '../support/small-repository.ts';

const commits = ['apply', '--batch-by', 'directory', '--commit'];
const branches = ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-'];
const runs: [string, readonly string[]][] = [
  ['commits', commits],
  ['branches', branches],
];

const before = snapshot(makeFolder(smallRepository));
const applied = makeFolder(smallRepository);
codemod(applied, ['apply']);
const after = snapshot(applied);

const mounted = smallDisk('1500k');
const disk = mounted ?? '';
const filler = path.join(disk, '.git/filler');

/** A repository on the disk, made anew. */
function lay(): void {
  spawnSync('mount', ['-o', 'remount,rw', disk]);
  spawnSync('bash', ['-c', 'shopt -s dotglob; rm -rf "$0"/*', disk]);
  addFiles(disk, smallRepository);
  commitAll(disk);
}

/** Leave so many bytes of the disk. */
function leave(bytes: number): void {
  const script = 'free=$(($(stat -f -c "%a * %S" "$0"))); head -c $((free - $1)) /dev/zero > "$2"';
  spawnSync('bash', ['-c', script, disk, String(bytes), filler]);
}

function torn(): string[] {
  return [...snapshot(disk)]
    .filter(([file, content]) => content !== before.get(file) && content !== after.get(file))
    .map(([file]) => file);
}

/** It ended with a message, which tells no bug, and every file is old or new. */
function expectEnded({ exitCode, stderr }: { exitCode: number; stderr: string }, reason: RegExp): void {
  expect(stderr).not.toMatch(/is a bug|node:internal/);
  expect([0, 1, 2]).toContain(exitCode);
  if (exitCode !== 0) expect(stderr).toMatch(reason);
  expect(torn()).toEqual([]);
}

/**
 * Checks that `apply --resume` finishes the run. It names a file that could not be written, and the next run moves that
 * file.
 */
function expectFinished(args: readonly string[]): void {
  const resumed = codemod(disk, ['apply', '--resume']);
  const hasFailed = resumed.exitCode === 1;
  if (hasFailed) expect(resumed.stderr).toMatch(/^Failed: \d\n {2}.*: ENOSPC/m);
  else expect([0, 2]).toContain(resumed.exitCode);
  if (resumed.stderr.includes('nothing to resume') || (hasFailed && args === commits)) codemod(disk, args);
  expect(git(disk, 'status', '--porcelain')).toBe('');
  expect(snapshot(disk)).toEqual(args === commits ? after : before);
  if (hasFailed) return;
  const heads = args === commits ? ['HEAD~2..HEAD'] : ['main..x-app', 'main..x-tests'];
  const made = heads.map((range) => git(disk, 'rev-list', '--count', range));
  expect(made).toEqual(args === commits ? ['2\n'] : ['1\n', '1\n']);
}

onlyWhere(mounted !== undefined).describe('a real disk, in runs that commit (needs the right to mount one)', () => {
  test.each(runs)('that is full at some moment: %s', (_, args) => {
    const codes = new Set<number>();
    for (const then of ['resume', 'rollback'])
      for (const room of [0, 8, 16, 24, 40, 60, 80, 100, 130, 160].map((kilobytes) => kilobytes * 1024)) {
        lay();
        git(disk, 'branch', '-M', 'main');
        leave(room);
        const run = codemod(disk, args);
        codes.add(run.exitCode);
        expectEnded(run, /ENOSPC|No space left|diskspace|(?:unable to|couldn't) write|cannot be written/);
        rmSync(filler);
        if (then === 'resume') {
          if (run.exitCode !== 0) expectFinished(args);
        } else {
          codemod(disk, ['rollback']);
          expect(snapshot(disk)).toEqual(before);
        }
      }
    // Both happened: no room at the beginning, and room for all.
    expect([...codes].toSorted()).toEqual(expect.arrayContaining([0, 2]));
  });

  test.each(runs)('that is read-only: %s', (_, args) => {
    lay();
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const run = codemod(disk, args);
    expect(run.exitCode).toBe(2);
    expectEnded(run, /read-only|EROFS/i);
    expect(snapshot(disk)).toEqual(before);
  });

  test.each(runs)('that turns read-only when the second batch is committed: %s', (_, args) => {
    lay();
    git(disk, 'branch', '-M', 'main');
    const guard = path.join(disk, '.git/armed');
    writeFileSync(guard, '');
    addHook(
      disk,
      'pre-commit',
      `git diff --cached --name-only | grep -q tests/ || exit 0\nmount -o remount,ro ${disk}`,
    );
    const run = codemod(disk, args);
    const turned = spawnSync('touch', [guard]).status !== 0;
    expectEnded(run, /read-only|EROFS|Read-only/i);
    expect([turned, run.exitCode]).toEqual([true, 1]);
    spawnSync('mount', ['-o', 'remount,rw', disk]);
    rmSync(path.join(disk, '.git/hooks/pre-commit'));
    rmSync(path.join(disk, '.git/index.lock'), { force: true });
    expectFinished(args);
  });
});
