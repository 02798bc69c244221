import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { addHook, authorEnvironment, codemodAsAuthor as codemod, manyFolders } from '../support/git-author.ts';
import { programFile } from '../support/program.ts';
import { addFiles, git, makeRepository, read, snapshot, temporaryFolder, withGit } from '../support/repository.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';
import { killedAfterGit } from '../support/write-faults.ts';

/** With this in the environment a run is killed after every call of git, which takes some minutes; else after some. */
const triesAll = process.env['SSOT_CODEMOD_TEST_EVERY_WRITE'] !== undefined;

const commits = ['apply', '--batch-by', 'directory', '--commit'];
const branches = ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-'];

withGit.describe('hooks for commits (needs git)', () => {
  test.each([commits, branches])('see the environment of the user, and the batch staged: %p %p %p %p', (...args) => {
    const folder = makeRepository(manyFolders);
    const log = path.join(temporaryFolder(), 'log');
    addHook(
      folder,
      'pre-commit',
      `env | grep -E '^(LC_ALL|GIT_LITERAL|GIT_OPTIONAL|GIT_TERMINAL|GIT_ALLOW|GIT_NO_LAZY)' >>'${log}'\n` +
        `git diff --cached --name-only >>'${log}'; git diff --name-only >>'${log}'; git ls-files 'jobs/*.py' >>'${log}'`,
    );
    expect(codemod(folder, args).exitCode).toBe(0);
    const batch = (files: string): string => `${files}jobs/c.py\n`;
    expect(readFileSync(log, 'utf8')).toBe(
      ['app/one.py\napp/two.py\n', 'jobs/c.py\n', 'tests/test_three.py\n', 'web/a.py\nweb/b.py\n'].map(batch).join(''),
    );
  });

  test('a hook that refuses what a pattern finds refuses it', () => {
    const folder = makeRepository(manyFolders);
    addHook(folder, 'pre-commit', `test -z "$(git ls-files 'jo*/c.py')" || { echo frozen >&2; exit 1; }`);
    const { exitCode, stderr } = codemod(folder, ['apply', '--commit']);
    expect(stderr).toContain('could not be committed: frozen');
    expect(exitCode).toBe(1);
  });

  test('the branch of a batch is what its hooks take for checked out', () => {
    const folder = makeRepository(manyFolders);
    addHook(folder, 'pre-commit', `test "$(git branch --show-current)" = x-jobs && exit 1; test -f app/one.py`);
    addHook(folder, 'commit-msg', `echo 'Reviewed-by: hook' >>"$1"`);
    expect(codemod(folder, branches).stderr).toContain('batch jobs could not be committed');
    expect(git(folder, 'branch', '--format=%(refname:short)')).toMatch(/^(?!.*x-jobs).*x-app/s);
    rmSync(path.join(folder, '.git/hooks/pre-commit'));
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(git(folder, 'log', '-1', '--format=%B', 'x-web')).toContain('Reviewed-by: hook');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test.each([
    ['on what is checked out', commits, 'HEAD'],
    ['on branches', branches, 'x-app'],
  ])('a hook that formats files and refuses until they are formatted: the batch is committed, %s', (_, args, at) => {
    const folder = makeRepository(manyFolders);
    const before = snapshot(folder);
    addHook(
      folder,
      'pre-commit',
      `for f in $(git diff --cached --name-only); do grep -q formatted "$f" || { echo '# formatted' >>"$f"; bad=1; }; done; test -z "$bad"`,
    );
    const { exitCode, stderr } = codemod(folder, args);
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('Skipped')]);
    expect(git(folder, 'show', `${at}:app/one.py`)).toBe(`${moved}# formatted\n`);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('a hook that rewrites files each time stops the run, which goes on without it', () => {
    const folder = makeRepository(manyFolders);
    const hook = addHook(folder, 'pre-commit', `echo '# more' >>app/one.py; echo never >&2; exit 1`);
    const { exitCode, stderr } = codemod(folder, commits);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('batch app could not be committed: never')]);
    expect(read(folder, 'app/one.py')).toBe(`${moved}# more\n# more\n`);
    rmSync(hook);
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(legacy);
  });

  test('what is edited after a commit is nothing that its hook wrote: a rollback leaves it', () => {
    const folder = makeRepository(manyFolders);
    addHook(folder, 'pre-commit', `grep -q formatted app/one.py || { echo '# formatted' >>app/one.py; exit 1; }`);
    expect(codemod(folder, commits).exitCode).toBe(0);
    addFiles(folder, { 'app/one.py': 'mine\n' });
    expect(codemod(folder, ['rollback']).exitCode).toBe(1);
    expect(read(folder, 'app/one.py')).toBe('mine\n');
  });

  test.each([
    ['on what is checked out', commits, 'HEAD'],
    ['on branches', branches, 'x-web'],
  ])('a hook that rewrites files and refuses: what it wrote is committed on the second try, %s', (_, args, at) => {
    const folder = makeRepository(manyFolders);
    const hook = addHook(
      folder,
      'pre-commit',
      `for f in $(git diff --cached --name-only); do echo '# formatted' >>"$f"; done; exit 1`,
    );
    expect(codemod(folder, args).exitCode).toBe(1);
    rmSync(hook);
    const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
    expect(stderr).not.toContain('Skipped');
    expect(exitCode).toBe(0);
    expect(git(folder, 'show', `${at === 'HEAD' ? 'HEAD' : 'x-app'}:app/one.py`)).toBe(
      `${moved}# formatted\n# formatted\n`,
    );
    expect(git(folder, 'show', `${at}:web/a.py`)).toBe(moved);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('a hook that changes a file and lets the commit pass: on branches, what no commit has is left', () => {
    const folder = makeRepository(manyFolders);
    addHook(folder, 'pre-commit', `git diff --cached --quiet -- jobs || echo '# more' >>jobs/c.py`);
    const { exitCode, stderr } = codemod(folder, branches);
    expect(stderr).toContain('jobs/c.py changed-on-disk: it changed while its batch was committed, and is left so');
    expect(stderr).toContain('are as before, but for the files that are listed as skipped or failed\n');
    expect(exitCode).toBe(1);
    expect(read(folder, 'jobs/c.py')).toBe(`${moved}# more\n`);
    expect(git(folder, 'show', 'x-jobs:jobs/c.py')).toBe(moved);
  });

  test('commits are signed for whoever signs them', () => {
    const folder = makeRepository(manyFolders);
    const program = addHook(folder, 'sign', `cat >/dev/null; printf '\\n[GNUPG:] SIG_CREATED \\n' >&2; echo signature`);
    git(folder, 'config', 'gpg.program', program);
    git(folder, 'config', 'commit.gpgsign', 'true');
    codemod(folder, branches);
    expect(git(folder, 'cat-file', 'commit', 'x-web')).toContain('gpgsig signature');
  });
});

withGit.describe('a run with commits that dies (needs git)', () => {
  test.each([
    ['commits', commits],
    ['branches', branches],
  ])('killed after any call of git, it goes on without a commit too many: %s', (_, args) => {
    const original = makeRepository(manyFolders);
    for (let n = 1, isKilled = true; isKilled; n += triesAll ? 1 : 7) {
      const folder = temporaryFolder();
      git(folder, 'clone', '-q', original, '.');
      const before = snapshot(folder);
      isKilled = false;
      try {
        codemod(folder, args, killedAfterGit(n));
      } catch {
        isKilled = true;
      }
      const resumed = codemod(folder, ['apply', '--resume']);
      if (resumed.stderr.includes('nothing to resume') && isKilled) codemod(folder, args);
      expect(git(folder, 'status', '--porcelain')).toBe('');
      if (args === commits) expect(git(folder, 'rev-list', '--count', 'HEAD')).toBe('5\n');
      else {
        expect(snapshot(folder)).toEqual(before);
        for (const batch of ['app', 'jobs', 'tests', 'web'])
          expect(git(folder, 'diff', '--stat', 'HEAD', `x-${batch}`)).toMatch(/ (1|2) files? changed/);
      }
    }
  });

  test('killed after any call of git while a hook formats, it goes on, and a rollback undoes what the hook wrote', () => {
    const original = makeRepository(manyFolders);
    for (let n = 3, isKilled = true; isKilled; n += triesAll ? 1 : 6) {
      const folder = temporaryFolder();
      git(folder, 'clone', '-q', original, '.');
      addHook(
        folder,
        'pre-commit',
        `for f in $(git diff --cached --name-only); do grep -q formatted "$f" || { echo '# formatted' >>"$f"; bad=1; }; done; test -z "$bad"`,
      );
      const before = snapshot(folder);
      isKilled = false;
      try {
        codemod(folder, commits, killedAfterGit(n));
      } catch {
        isKilled = true;
      }
      const resumed = codemod(folder, ['apply', '--resume']);
      if (resumed.stderr.includes('nothing to resume') && isKilled) codemod(folder, commits);
      expect(git(folder, 'status', '--porcelain')).toBe('');
      expect(git(folder, 'rev-list', '--count', 'HEAD')).toBe('5\n');
      expect(read(folder, 'web/b.py')).toBe(`${moved}# b\n# formatted\n`);
      expect(codemod(folder, ['rollback']).exitCode).toBe(0);
      expect(snapshot(folder)).toEqual(before);
    }
  });

  test.each(['resume', 'rollback'])(
    'git killed between the commit and the index: no file is left half-staged: %s',
    (then) => {
      const folder = makeRepository(smallRepository);
      const before = snapshot(folder);
      const hook = addHook(folder, 'reference-transaction', 'test "$1" = committed && kill -9 $PPID; exit 0');
      const { exitCode, stderr } = codemod(folder, ['apply', '--commit']);
      expect(stderr).toContain('the index cannot be brought up to the commit that is made');
      expect(exitCode).toBe(1);
      rmSync(hook);
      const lock = path.join(folder, '.git/index.lock');
      expect(existsSync(lock)).toBe(true);
      const tried = codemod(folder, ['apply', '--resume']);
      expect(tried.stderr).toContain(`when none is running, delete ${lock}`);
      expect(tried.exitCode).toBe(1);
      rmSync(lock);
      if (then === 'resume') {
        expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
        expect(git(folder, 'status', '--porcelain')).toBe('');
      } else {
        expect(codemod(folder, ['rollback']).stderr).toContain('Its commit stays');
        expect(snapshot(folder)).toEqual(before);
        expect(git(folder, 'status', '--porcelain')).toMatch(/^(?: M .*\n)+$/);
      }
      expect(git(folder, 'rev-list', '--count', 'HEAD')).toBe('2\n');
    },
  );

  test.each([
    ['commits', commits],
    ['branches', branches],
  ])(
    'Ctrl-C reaches no git: the batch in hand is finished, exit 130, and the rest can be resumed: %s',
    async (_, args) => {
      const folder = makeRepository(manyFolders);
      const started = path.join(temporaryFolder(), 'started');
      const hook = addHook(folder, 'pre-commit', `touch '${started}'; sleep 1`);
      const child = spawn(process.execPath, [programFile, ...args], {
        cwd: folder,
        env: { ...process.env, ...authorEnvironment },
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(-Number(child.pid), 'SIGINT'); // a terminal stops the whole group in the foreground, too
      expect(await ended).toBe(130);
      expect(stderr).toContain('interrupted with 1 of 4 batches done');
      rmSync(hook);
      expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
      expect(git(folder, 'status', '--porcelain')).toBe('');
      if (args === commits) expect(git(folder, 'rev-list', '--count', 'HEAD')).toBe('5\n');
      else expect(git(folder, 'rev-list', '--count', '--all')).toBe('5\n');
    },
  );
});

withGit.describe('where a run with commits goes on (needs git)', () => {
  test.each([
    ['commits', commits],
    ['branches', branches],
  ])('on another branch it does not, and says which it was: %s', (_, args) => {
    const folder = makeRepository(manyFolders);
    const hook = addHook(folder, 'pre-commit', 'git diff --cached --quiet -- jobs');
    expect(codemod(folder, args).exitCode).toBe(1);
    rmSync(hook);
    const branch = git(folder, 'branch', '--show-current').trim();
    git(folder, 'checkout', '-q', '-b', 'other');
    const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
    expect(stderr).toMatch(new RegExp(`of branch ${branch}, and commit \\w+ of branch other is checked out now`));
    expect(stderr).toContain(`git switch ${branch} goes back, then ssot-codemod apply --resume goes on`);
    expect(exitCode).toBe(2);
    git(folder, 'checkout', '-q', branch);
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
  });

  test('nor where its commits are not any more', () => {
    const folder = makeRepository(manyFolders);
    const hook = addHook(folder, 'pre-commit', 'git diff --cached --quiet -- jobs');
    codemod(folder, commits);
    rmSync(hook);
    git(folder, 'reset', '-q', '--soft', 'HEAD~1');
    const { exitCode, stderr } = codemod(folder, ['apply', '--resume']);
    expect(stderr).toMatch(/was at commit \w{12} of branch \w+, and commit/);
    expect(exitCode).toBe(2);
  });
});

withGit.describe('what a branch run leaves (needs git)', () => {
  test('modes, what is staged and what is changed elsewhere stay, and the messages say where the edits are', () => {
    const folder = makeRepository(manyFolders);
    chmodSync(path.join(folder, 'web/a.py'), 0o600);
    addFiles(folder, { 'app/core/unified.py': 'class Manager:\n    mine = True\n', 'app/core/manager.py': '' });
    git(folder, 'add', 'app/core/unified.py');
    const { ino } = statSync(path.join(folder, 'web/a.py'));
    const before = snapshot(folder);
    const status = git(folder, 'status', '--porcelain');
    const { exitCode, stderr } = codemod(folder, [...branches, '--allow-dirty']);
    expect(exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, 'status', '--porcelain')).toBe(status);
    expect(statSync(path.join(folder, 'web/a.py')).ino).toBe(ino); // nobody wrote it
    expect(git(folder, 'diff', '--name-only', 'HEAD', 'x-web')).toBe('web/a.py\nweb/b.py\n');
    expect(stderr).toContain('changed on branches: 6 edits');
    expect(stderr).toContain('Undo with: git branch -D x-app x-jobs x-tests x-web');
    const rolledBack = codemod(folder, ['rollback']);
    expect(rolledBack.stderr).toContain('Its 4 branches stay: git branch -D x-app x-jobs x-tests x-web');
    expect(rolledBack.stderr).not.toContain('commits');
  });

  test.each(['a worktree', 'SHA-256', 'a split index', 'names beyond ASCII'])(
    'in a repository of another kind: %s',
    (kind) => {
      const name = kind === 'names beyond ASCII' ? 'wéb/模块 [a]*.py' : 'web/a.py';
      const main = makeRepository({ ...manyFolders, [name]: legacy });
      let folder = main;
      if (kind === 'SHA-256') {
        rmSync(path.join(main, '.git'), { recursive: true });
        git(main, 'init', '-q', '--object-format=sha256');
        git(main, 'add', '-A');
        git(main, 'commit', '-q', '-m', 'files');
      }
      if (kind === 'a split index') git(main, 'update-index', '--split-index');
      if (kind === 'a worktree') {
        folder = path.join(temporaryFolder(), 'tree');
        git(main, 'worktree', 'add', '-q', folder);
      }
      const before = snapshot(folder);
      const { exitCode } = codemod(folder, ['apply', '--branch-per-batch', 'x-']);
      expect(exitCode).toBe(0);
      expect(git(folder, 'show', `x-all:${name}`)).toBe(moved);
      expect(git(folder, 'status', '--porcelain')).toBe('');
      expect(snapshot(folder)).toEqual(before);
      expect(codemod(folder, ['apply', '--commit']).exitCode).toBe(0);
      expect(git(folder, 'show', `HEAD:${name}`)).toBe(moved);
      expect(git(folder, 'diff', 'HEAD', 'x-all')).toBe('');
    },
  );
});

withGit.describe('what stops a run with commits before anything is written (needs git)', () => {
  test.each([
    [
      'index.lock',
      (folder: string) => {
        writeFileSync(path.join(folder, '.git/index.lock'), '');
      },
      'when none is running, delete that file',
    ],
    [
      'a merge, even with --allow-dirty',
      (folder: string) => {
        writeFileSync(path.join(folder, '.git/MERGE_HEAD'), git(folder, 'rev-parse', 'HEAD'));
      },
      'a merge is in progress',
    ],
    [
      'a link for .git-blame-ignore-revs',
      (folder: string) => {
        symlinkSync('/etc/passwd', path.join(folder, '.git-blame-ignore-revs'));
      },
      'cannot be appended to: it is a symbolic link',
    ],
  ] as const)('%s', (_, prepare, message) => {
    const folder = makeRepository(manyFolders);
    prepare(folder);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--commit', '--blame-ignore', '--allow-dirty']);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
  });

  test('--blame-ignore: a link that comes up meanwhile is not written through', () => {
    const folder = makeRepository(manyFolders);
    const elsewhere = path.join(temporaryFolder(), 'file');
    writeFileSync(elsewhere, 'mine');
    addHook(folder, 'post-commit', `ln -sf '${elsewhere}' .git-blame-ignore-revs`);
    const { exitCode, stderr } = codemod(folder, ['apply', '--commit', '--blame-ignore']);
    expect(stderr).toContain('.git-blame-ignore-revs cannot be appended to');
    expect(exitCode).toBe(1);
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  });
});
