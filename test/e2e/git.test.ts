import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { codemodAsAuthor as codemod, manyFolders } from '../support/git-author.ts';
import {
  addFiles,
  git,
  makeFolder,
  makeRepository,
  read,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import { runIds, runsFolder } from '../support/runs.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';
import { killedAt } from '../support/write-faults.ts';

/** After a kill: before its journal was there, nothing has happened. */
function resumeOrStart(folder: string, args: readonly string[]): void {
  const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
  if (stderr.includes('nothing to resume')) expect(codemod(folder, args).exitCode).toBe(0);
  else expect(exitCode).toBe(0);
}

withGit.describe('--commit (needs git)', () => {
  test('one commit for each batch; their sum is the single apply', () => {
    const single = makeRepository(manyFolders);
    codemod(single, ['apply']);
    const folder = makeRepository(manyFolders);
    const { exitCode, stdout } = codemod(folder, ['apply', '--batch-by', 'directory', '--commit', '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(snapshot(folder)).toEqual(snapshot(single));
    const { run } = JSON.parse(stdout) as { run: { id: string; batches: { name: string; commit: string }[] } };
    expect(run.batches.map(({ name }) => name)).toEqual(['app', 'jobs', 'tests', 'web']);
    expect(git(folder, 'log', '--format=%H', '--reverse', 'HEAD~4..').trimEnd().split('\n')).toEqual(
      run.batches.map(({ commit }) => commit),
    );
    expect(git(folder, 'log', '-1', '--format=%an %cn%n%B')).toBe(
      `author committer\nMove imports onto their canonical paths (web)\n\n2 edits in 2 files, by ssot-codemod.\n\nSsot-codemod-run: ${run.id}/4\n\n`,
    );
    expect(git(folder, 'show', '--format=', '--name-only', 'HEAD')).toBe('web/a.py\nweb/b.py\n');
  });

  test('takes a message template, and leaves what else is staged alone', () => {
    const folder = makeRepository(manyFolders);
    addFiles(folder, { 'app/core/unified.py': 'class Manager:\n    mine = True\n' });
    git(folder, 'add', 'app/core/unified.py');
    codemod(folder, [
      'apply',
      'web',
      '--commit',
      '-m',
      'refactor({batch}): {files} files, {edits} edits, {index}/{batches}, {constructor}\\n\\nbody',
    ]);
    expect(git(folder, 'log', '-1', '--format=%B')).toMatch(
      /^refactor\(all\): 2 files, 2 edits, 1\/1, \{constructor\}\n\nbody\n\nSsot-codemod-run: \S+\/1\n\n$/,
    );
    expect(git(folder, 'status', '--porcelain')).toBe('M  app/core/unified.py\n');
  });

  test('respects hooks: one that refuses stops the run, which can be resumed', () => {
    const folder = makeRepository(manyFolders);
    const hook = path.join(folder, '.git/hooks/pre-commit');
    mkdirSync(path.dirname(hook), { recursive: true });
    writeFileSync(
      hook,
      '#!/bin/sh\ngit diff --cached --name-only | grep -q jobs || exit 0\necho "jobs is frozen" >&2\nexit 1\n',
    );
    chmodSync(hook, 0o755);
    const { exitCode, stderr } = codemod(folder, ['apply', '--batch-by', 'directory', '--commit']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('batch jobs could not be committed: jobs is frozen\n');
    rmSync(hook);
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(git(folder, 'rev-list', '--count', 'HEAD')).toBe('5\n');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('killed at any write, it goes on without a commit too many', () => {
    const original = makeRepository(manyFolders);
    const commits = ['apply', '--batch-by', 'directory', '--commit'];
    for (let n = 8; n < 50; n += 5) {
      const folder = temporaryFolder();
      git(folder, 'clone', '-q', original, '.');
      expect(() => codemod(folder, commits, killedAt(n))).toThrow('SIGKILL');
      resumeOrStart(folder, commits);
      expect(git(folder, 'log', '--format=%s')).toBe(
        `${['web', 'tests', 'jobs', 'app'].map((batch) => `Move imports onto their canonical paths (${batch})\n`).join('')}files\n`,
      );
      expect(git(folder, 'status', '--porcelain')).toBe('');
    }
  });

  test('--blame-ignore appends the commits', () => {
    const folder = makeRepository({ ...manyFolders, '.git-blame-ignore-revs': '# before' });
    codemod(folder, ['apply', '--batch-by', 'size:4', '--commit', '--blame-ignore']);
    const [second, first] = git(folder, 'log', '--format=%H', '-2').trimEnd().split('\n');
    expect(read(folder, '.git-blame-ignore-revs')).toMatch(
      new RegExp(
        `^# before\\n# ssot-codemod \\S+, 1\\n${String(first)}\\n# ssot-codemod \\S+, 2\\n${String(second)}\\n$`,
      ),
    );
    git(folder, 'blame', '--ignore-revs-file', '.git-blame-ignore-revs', 'web/a.py');
  });

  test("untracked files are not committed behind anybody's back", () => {
    const folder = makeRepository(manyFolders);
    addFiles(folder, { 'web/new.py': legacy });
    const { exitCode, stderr } = codemod(folder, ['apply', '--commit']);
    expect(stderr).toContain('1 file that would change is not tracked by git');
    expect(exitCode).toBe(2);
  });

  test('rollback after commits brings the files back and leaves the commits', () => {
    const folder = makeRepository(manyFolders);
    const before = snapshot(folder);
    codemod(folder, ['apply', '--commit']);
    const head = git(folder, 'rev-parse', 'HEAD');
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('Its commit stays');
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(head);
  });
});

withGit.describe('--branch-per-batch (needs git)', () => {
  test.each(['a branch', 'a detached HEAD'])(
    'one branch for each batch, from %s, which is as it was afterwards',
    (from) => {
      const folder = makeRepository(manyFolders);
      if (from === 'a detached HEAD') git(folder, 'checkout', '-q', '--detach');
      const before = snapshot(folder);
      const head = git(folder, 'rev-parse', 'HEAD').trim();
      const where = git(folder, 'status', '--branch', '--porcelain');
      const { exitCode } = codemod(folder, ['apply', '--batch-by', 'directory', '--branch-per-batch', 'ssot/']);
      expect(exitCode).toBe(0);
      expect(git(folder, 'status', '--branch', '--porcelain')).toBe(where);
      expect(snapshot(folder)).toEqual(before);
      expect(git(folder, 'branch', '--list', 'ssot/*', '--format=%(refname:short)')).toBe(
        'ssot/app\nssot/jobs\nssot/tests\nssot/web\n',
      );
      for (const [branch, files] of [
        ['ssot/app', 'app/one.py\napp/two.py\n'],
        ['ssot/web', 'web/a.py\nweb/b.py\n'],
      ] as const) {
        expect(git(folder, 'rev-parse', `${branch}~1`).trim()).toBe(head);
        expect(git(folder, 'diff', '--name-only', head, branch)).toBe(files);
      }
      expect(git(folder, 'show', 'ssot/jobs:jobs/c.py')).toBe(moved);
      expect(codemod(folder, ['apply', '--batch-by', 'directory', '--branch-per-batch', 'ssot/']).stderr).toContain(
        'branches that batches need are there already, or needed twice: ssot/app, ssot/jobs, ssot/tests, ssot/web',
      );
    },
  );

  test('of folders that are below each other, too', () => {
    const folder = makeRepository({ ...manyFolders, 'web/chat/d.py': legacy });
    codemod(folder, ['apply', 'web', '--batch-by', 'directory', '--branch-per-batch', 'ssot/']);
    expect(git(folder, 'branch', '--list', 'ssot/*', '--format=%(refname:short)')).toBe('ssot/web\nssot/web-chat\n');
    expect(git(folder, 'show', 'ssot/web-chat:web/chat/d.py')).toBe(moved);
  });

  test.each([
    ['feat..x/', 'git takes no branch of the name feat..x/app'],
    ['/', 'git takes no branch of the name /app'],
    ['a b/', 'git takes no branch of the name a b/app'],
    ['-x', 'git takes no branch of the name -xapp'],
    ['taken/', 'would be below or above taken\n'],
    ['above/', 'would be below or above above/app/below\n'],
  ])('a prefix that git cannot take, before anything is written: %s', (prefix, message) => {
    const folder = makeRepository(manyFolders);
    for (const branch of ['taken', 'above/app/below']) git(folder, 'branch', branch);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--batch-by', 'directory', `--branch-per-batch=${prefix}`]);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
    expect(runIds(folder)).toEqual([]);
  });

  test('killed at any write, it goes on where it was', () => {
    const original = makeRepository(manyFolders);
    const branches = ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-'];
    for (let n = 8; n < 44; n += 6) {
      const folder = temporaryFolder();
      git(folder, 'clone', '-q', original, '.');
      const before = snapshot(folder);
      const where = git(folder, 'status', '--branch', '--porcelain');
      expect(() => codemod(folder, branches, killedAt(n))).toThrow('SIGKILL');
      resumeOrStart(folder, branches);
      expect(git(folder, 'status', '--branch', '--porcelain')).toBe(where);
      expect(snapshot(folder)).toEqual(before);
      for (const branch of ['app', 'jobs', 'tests', 'web'])
        expect(git(folder, 'rev-list', '--count', `HEAD..x-${branch}`)).toBe('1\n');
    }
  });
});

/** Apply, see what changed, roll back, see that all is as before. */
function expectReversible(folder: string, changed: readonly string[], args: readonly string[] = []): void {
  const before = snapshot(folder);
  const status = git(folder, 'status', '--porcelain');
  expect(codemod(folder, ['apply', ...args]).exitCode).toBe(0);
  const after = snapshot(folder);
  expect([...after].filter(([file, content]) => before.get(file) !== content).map(([file]) => file)).toEqual(changed);
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(before);
  expect(git(folder, 'status', '--porcelain')).toBe(status);
}

const usual = ['app/one.py', 'app/two.py', 'tests/test_three.py'];

withGit.describe('apply and rollback in repositories of all kinds (needs git)', () => {
  test('a plain one: git ignores the journal, in this clone only', () => {
    const folder = makeRepository(smallRepository);
    expectReversible(folder, usual);
    expect(git(folder, 'status', '--porcelain', '--ignored')).toBe('');
    expect(existsSync(path.join(folder, '.gitignore'))).toBe(false);
  });

  test('git does not show the journal, wherever a kill has left it', () => {
    for (const n of [2, 3, 4, 5]) {
      const folder = makeRepository(smallRepository);
      expect(() => codemod(folder, ['apply'], killedAt(n))).toThrow('SIGKILL');
      expect(git(folder, 'status', '--porcelain')).toBe('');
    }
  });

  test('a worktree', () => {
    const main = makeRepository(smallRepository);
    const folder = path.join(temporaryFolder(), 'tree');
    git(main, 'worktree', 'add', '-q', folder);
    expectReversible(folder, usual);
    expect(existsSync(path.join(main, '.git/ssot-codemod'))).toBe(false);
    expect(runsFolder(folder)).toContain('.git/worktrees/tree/ssot-codemod');
    expect(git(main, 'status', '--porcelain')).toBe('');
  });

  test('a submodule is entered when it is where one stands, and from outside never', () => {
    const part = makeRepository(smallRepository);
    const folder = makeRepository({ ...smallRepository, 'app/two.py': '' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    git(folder, 'commit', '-q', '-m', 'with a submodule');
    expectReversible(folder, ['app/one.py', 'tests/test_three.py']);
    expectReversible(path.join(folder, 'part'), usual);
  });

  test('a sparse checkout', () => {
    const folder = makeRepository(manyFolders);
    git(folder, 'sparse-checkout', 'set', '--no-cone', '/*', '!/web/');
    expect(existsSync(path.join(folder, 'web'))).toBe(false);
    expectReversible(folder, ['app/one.py', 'app/two.py', 'jobs/c.py', 'tests/test_three.py']);
  });

  test('a shallow clone', () => {
    const from = makeRepository(smallRepository);
    git(from, 'commit', '-q', '--allow-empty', '-m', 'second');
    const folder = temporaryFolder();
    git(folder, 'clone', '-q', '--depth', '1', `file://${from}`, '.');
    expectReversible(folder, usual);
  });

  test('one without a first commit', () => {
    const folder = makeFolder(smallRepository);
    git(folder, 'init', '-q');
    git(folder, 'add', 'app/one.py');
    expectReversible(folder, usual);
    expect(codemod(folder, ['apply', '--commit']).stderr).toContain('there is no commit yet');
  });

  test('a detached HEAD', () => {
    const folder = makeRepository(smallRepository);
    git(folder, 'checkout', '-q', '--detach');
    expectReversible(folder, usual);
  });

  test('names beyond ASCII, with a line feed, and that differ in case only', () => {
    const names = ['app/Ünïcode 模块.py', 'app/line\nfeed.py', 'app/Case.py', 'app/case.py'];
    const folder = makeRepository({ ...smallRepository, ...Object.fromEntries(names.map((name) => [name, legacy])) });
    expectReversible(folder, [...usual, ...names].toSorted());
    expect(codemod(folder, ['apply', '--commit']).exitCode).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('LFS pointers are left alone', () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
    expectReversible(makeRepository({ ...smallRepository, 'app/big.py': pointer }), usual);
  });

  test('CRLF with autocrlf, an executable file, a symbolic link to a source file', () => {
    const folder = makeRepository({ ...smallRepository, 'app/crlf.py': '' });
    git(folder, 'config', 'core.autocrlf', 'true');
    writeFileSync(path.join(folder, 'app/crlf.py'), `import os\r\n${legacy.replace('\n', '\r\n')}`);
    chmodSync(path.join(folder, 'app/one.py'), 0o755);
    symlinkSync('one.py', path.join(folder, 'app/link.py'));
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'more');
    expectReversible(folder, ['app/crlf.py', ...usual]);
    codemod(folder, ['apply', '--batch-by', 'directory', '--branch-per-batch', 'b/']);
    expect(read(folder, 'app/crlf.py')).toBe(`import os\r\n${legacy.replace('\n', '\r\n')}`);
    expect(git(folder, 'show', 'b/app:app/crlf.py')).toBe(`import os\n${moved}`);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('a root below that of the repository', () => {
    const folder = makeRepository(
      Object.fromEntries(Object.entries(smallRepository).map(([file, text]) => [`backend/${file}`, text])),
    );
    expectReversible(folder + '/backend', usual);
    expect(existsSync(path.join(folder, '.git/ssot-codemod'))).toBe(true);
    codemod(folder + '/backend', ['apply', '--commit']);
    expect(git(folder, 'show', '--format=', '--name-only', 'HEAD')).toBe(
      usual.map((file) => `backend/${file}\n`).join(''),
    );
    renameSync(path.join(folder, 'backend/app'), path.join(folder, 'backend/app2'));
    expect(codemod(folder, ['rollback']).exitCode).toBe(1);
  });
});
