import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile, run } from '../support/program.ts';
import type { RunOptions } from '../support/program.ts';
import { addFiles, git, makeFolder, makeRepository, read, withGit } from '../support/repository.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';

/** Whoever is root may read everything. */
const notRoot = onlyWhere(process.getuid?.() !== 0);

/** The files that would change. */
function changed(cwd: string, args: readonly string[], options: RunOptions = {}): string[] {
  const { stdout, stderr, exitCode } = codemod(cwd, ['dry-run', '--format', 'jsonl', ...args], options);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const { path: file, status } = JSON.parse(line) as { path?: string; status?: string };
      return file === undefined || status !== 'changed' ? [] : [file];
    });
}

describe('paths', () => {
  const folder = makeFolder({ ...smallRepository, 'app/core/.hidden/four.py': legacy, 'notes.txt': legacy });

  test.each([
    [[], ['app/core/.hidden/four.py', 'app/one.py', 'app/two.py', 'tests/test_three.py']],
    [['.'], ['app/core/.hidden/four.py', 'app/one.py', 'app/two.py', 'tests/test_three.py']],
    [['tests'], ['tests/test_three.py']],
    [['tests/'], ['tests/test_three.py']],
    [['./app/one.py', 'app/one.py', 'app/../app/one.py'], ['app/one.py']],
    [
      ['app/one.py', 'app', 'tests'],
      ['app/core/.hidden/four.py', 'app/one.py', 'app/two.py', 'tests/test_three.py'],
    ],
    [
      ['app/core', 'app', 'app/core'],
      ['app/core/.hidden/four.py', 'app/one.py', 'app/two.py'],
    ],
    [
      ['--include', 'app/*.py'],
      ['app/one.py', 'app/two.py'],
    ],
    [
      ['--include', 'app/one.py', '--include', 'tests/**'],
      ['app/one.py', 'tests/test_three.py'],
    ],
    [['--exclude', 'app/**'], ['tests/test_three.py']],
    [
      ['--exclude', '**/one.py', '--exclude', '**/.hidden/**'],
      ['app/two.py', 'tests/test_three.py'],
    ],
    [['tests', '--include', '**/*.py', '--exclude', 'app/**'], ['tests/test_three.py']],
  ])('%j', (args, files) => {
    expect(changed(folder, args)).toEqual(files);
  });

  test('are relative to the working folder, while reports are relative to the root', () => {
    const [app, below] = [path.join(folder, 'app'), { env: { HOME: folder } }];
    expect(changed(app, ['one.py', '../tests'], below)).toEqual(['app/one.py', 'tests/test_three.py']);
    expect(changed(app, [], below)).toEqual(['app/core/.hidden/four.py', 'app/one.py', 'app/two.py']);
  });

  test('with --config, the working folder is the root', () => {
    const elsewhere = makeFolder({ 'mine.json': String(smallRepository['ssot.config.json']) });
    const other = makeFolder({ ...smallRepository, 'ssot.config.json': 'not this one' });
    expect(changed(other, ['-c', path.join(elsewhere, 'mine.json')])).toEqual([
      'app/one.py',
      'app/two.py',
      'tests/test_three.py',
    ]);
  });
});

describe('--files-from', () => {
  const folder = makeFolder({
    ...smallRepository,
    'list.txt': 'app/one.py\nnotes.txt\ntests/test_three.py\napp/deleted.py\n',
    'notes.txt': legacy,
  });

  test('a file with one name in each line; names that are not included, or gone, are passed over', () => {
    expect(changed(folder, ['--files-from', 'list.txt'])).toEqual(['app/one.py', 'tests/test_three.py']);
  });

  test('standard input, its lines ended in any way', () => {
    for (const input of ['app/two.py\n', 'app/two.py', 'app/two.py\r\n', 'app/two.py\0', './app/two.py\n\n']) {
      expect(changed(folder, ['--files-from', '-'], { input })).toEqual(['app/two.py']);
    }
  });

  test('a byte order mark is no part of the first name', () => {
    expect(changed(folder, ['--files-from', '-'], { input: '\ufeffapp/two.py\r\n' })).toEqual(['app/two.py']);
  });

  test('standard input that cannot be read', () => {
    const { exitCode, stderr } = run(folder, 'sh', [
      '-c',
      '"$0" "$1" --files-from - < app',
      process.execPath,
      programFile,
    ]);
    expect(stderr).toBe('ssot-codemod: the list of files cannot be read: standard input: it is a folder\n');
    expect(exitCode).toBe(2);
  });

  test.each([['dry-run'], ['apply']])('a list that names nothing of ours, or nothing, is no error to %s', (command) => {
    for (const input of ['notes.txt\n', ''])
      expect(codemod(folder, [command, '--files-from', '-'], { input })).toMatchObject({
        exitCode: 0,
        stderr: expect.stringMatching(/^0 of 0 files (?:would change|changed): 0 edits\n/) as unknown,
      });
  });

  test('a file that is listed twice is looked at once', () => {
    const report = codemod(folder, ['--files-from', '-', '--format', 'json'], {
      input: 'app/two.py\n./app/two.py\napp/two.py\n',
    }).stdout;
    expect(JSON.parse(report)).toMatchObject({ summary: { filesScanned: 1, edits: 1 }, files: [{}] });
  });
});

describe('git', () => {
  const files = {
    ...smallRepository,
    '.gitignore': 'build/\nignored_*.py\n',
    'app/ignored_tracked.py': legacy,
  };

  withGit.test('tracked and untracked files are looked at, ignored ones are not (needs git)', () => {
    const folder = makeRepository(smallRepository);
    addFiles(folder, {
      '.gitignore': 'build/\nignored_*.py\n',
      'build/made.py': legacy,
      'app/ignored_by_name.py': legacy,
      'app/untracked.py': legacy,
    });
    const usual = ['app/one.py', 'app/two.py', 'app/untracked.py', 'tests/test_three.py'];
    expect(changed(folder, [])).toEqual(usual);
    expect(changed(folder, ['--no-gitignore'])).toEqual(
      ['app/ignored_by_name.py', ...usual, 'build/made.py'].toSorted(),
    );
    expect(changed(folder, ['build/made.py'])).toEqual(['build/made.py']);
    expect(changed(folder, ['app'])).toEqual(['app/one.py', 'app/two.py', 'app/untracked.py']);
  });

  withGit.test('a tracked file is looked at though a rule ignores it, as git does (needs git)', () => {
    const folder = makeFolder(files);
    git(folder, 'init', '-q');
    git(folder, 'add', '-A', '-f');
    expect(changed(folder, [])).toContain('app/ignored_tracked.py');
  });

  withGit.test('deleted files, and names that git would quote (needs git)', () => {
    const folder = makeRepository({ ...smallRepository, 'app/über uns.py': legacy, 'app/"quoted".py': legacy });
    git(folder, 'rm', '-q', '--cached', 'app/one.py');
    rmSync(path.join(folder, 'app/two.py'));
    expect(changed(folder, [])).toEqual(['app/"quoted".py', 'app/one.py', 'app/über uns.py', 'tests/test_three.py']);
  });

  withGit.test('a subfolder of a repository is a root as good as any (needs git)', () => {
    const files = Object.entries(smallRepository).map(([file, content]) => [`services/chat/${file}`, content] as const);
    const folder = makeRepository({ ...Object.fromEntries(files), 'other.py': legacy });
    addFiles(folder, { '.gitignore': 'two.py\n', 'services/chat/app/new.py': legacy });
    git(folder, 'rm', '-q', '--cached', 'services/chat/app/two.py');
    expect(changed(path.join(folder, 'services/chat'), [])).toEqual([
      'app/new.py',
      'app/one.py',
      'tests/test_three.py',
    ]);
  });

  withGit.test('a repository without a commit, and one in a worktree (needs git)', () => {
    const folder = makeFolder(smallRepository);
    git(folder, 'init', '-q');
    expect(changed(folder, [])).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
    const committed = makeRepository(smallRepository);
    git(committed, 'worktree', 'add', '-q', 'tree', '-b', 'other');
    expect(changed(path.join(committed, 'tree'), [])).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
  });

  test('without a repository, .gitignore files count all the same', () => {
    const folder = makeFolder({
      ...smallRepository,
      '.gitignore': '/build\n*_old.py\n!kept_old.py\n',
      'build/made.py': legacy,
      'app/build/real.py': legacy,
      'app/one_old.py': legacy,
      'app/kept_old.py': legacy,
      'tests/.gitignore': 'kept_old.py\n',
      'tests/kept_old.py': legacy,
    });
    expect(changed(folder, [])).toEqual([
      'app/build/real.py',
      'app/kept_old.py',
      'app/one.py',
      'app/two.py',
      'tests/test_three.py',
    ]);
    expect(changed(folder, ['--no-gitignore'])).toHaveLength(8);
  });

  test('without a repository, a .gitignore counts for paths below its folder, and in its letter case', () => {
    const folder = makeFolder({
      ...smallRepository,
      '.gitignore': 'gen/\nlib/\n',
      'app/.gitignore': '/core/old_*.py\n',
      'app/core/old_one.py': legacy,
      'app/core/new_one.py': legacy,
      'app/gen/made.py': legacy,
      'app/Lib/real.py': legacy,
    });
    const inApp = ['app/Lib/real.py', 'app/core/new_one.py', 'app/one.py', 'app/two.py'];
    expect(changed(folder, ['app'])).toEqual(inApp);
    expect(changed(path.join(folder, 'app'), [], { env: { HOME: folder } })).toEqual(inApp);
    expect(changed(folder, ['app/core', 'app/gen'])).toEqual(['app/core/new_one.py']);
    expect(changed(folder, ['app/gen', '--no-gitignore'])).toEqual(['app/gen/made.py']);
    expect(changed(folder, ['app/gen/made.py'])).toEqual(['app/gen/made.py']);
    expect(codemod(folder, ['app/gen'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no file matched: **/*.{py,pyi,pyw} below app/gen') as unknown,
    });
  });

  test('without git the same files are found by a walk', () => {
    const folder = makeFolder({ ...smallRepository, '.gitignore': 'two.py\n' });
    expect(changed(folder, [], { env: { PATH: '/nowhere' } })).toEqual(['app/one.py', 'tests/test_three.py']);
  });
});

describe('what stands in the way', () => {
  test('what is installed and what tools keep is left out', () => {
    const folder = makeFolder({
      ...smallRepository,
      '.venv/lib/x.py': legacy,
      'venv/lib/x.py': legacy,
      'node_modules/gyp/x.py': legacy,
      'lib/site-packages/x.py': legacy,
      '.tox/x.py': legacy,
    });
    expect(changed(folder, [])).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
    expect(changed(folder, ['--no-gitignore'])).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
  });

  test('folders called like modules, links that lead nowhere or around in circles', () => {
    const folder = makeFolder(smallRepository);
    mkdirSync(path.join(folder, 'app/folder.py'));
    addFiles(folder, { 'app/folder.py/inner.py': legacy });
    symlinkSync('nowhere.py', path.join(folder, 'app/dangling.py'));
    symlinkSync('circle.py', path.join(folder, 'app/circle.py'));
    symlinkSync('..', path.join(folder, 'app/up'));
    expect(changed(folder, [])).toEqual(['app/folder.py/inner.py', 'app/one.py', 'app/two.py', 'tests/test_three.py']);
  });

  test('links that lead around in circles hide no module beside them', () => {
    const folder = makeFolder({ 'ssot.config.json': String(smallRepository['ssot.config.json']) });
    mkdirSync(path.join(folder, 'app/core'), { recursive: true });
    for (const name of ['a', 'z']) symlinkSync(`${name}.py`, path.join(folder, `app/core/${name}.py`));
    addFiles(folder, smallRepository);
    for (const name of ['b', 'y']) symlinkSync(`${name}.py`, path.join(folder, `app/core/${name}.py`));
    expect(changed(folder, [])).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
  });

  withGit.test('what is no regular file fails at once, and holds no module (needs git)', async () => {
    const folder = makeRepository(smallRepository);
    const files = ['app/two.py', 'app/core/manager.py', 'tests/test_three.py'];
    for (const file of files) rmSync(path.join(folder, file));
    for (const file of files.slice(0, 2)) execFileSync('mkfifo', [path.join(folder, file)]);
    const server = createServer().listen(path.join(folder, 'tests/test_three.py'));
    await once(server, 'listening');
    try {
      const { exitCode, stderr } = codemod(folder, ['apply'], { timeout: 30_000 });
      expect(stderr).toContain(
        `Failed: 3\n${files
          .toSorted()
          .map((file) => `  ${file}: it is no regular file\n`)
          .join('')}`,
      );
      expect(exitCode).toBe(1);
      expect(read(folder, 'app/one.py')).toBe(moved);
      expect(codemod(folder, ['explain', 'app/two.py:1'], { timeout: 30_000 })).toMatchObject({
        exitCode: 2,
        stderr: 'ssot-codemod: app/two.py cannot be read: it is no regular file\n',
      });
    } finally {
      server.close();
    }
  });
});

withGit.describe.each([
  ['in a repository', makeRepository],
  ['without one', makeFolder],
])('links to folders, %s (needs git)', (_, make) => {
  const outside = makeFolder({ 'out.py': legacy, 'out.txt': legacy });
  const relative = 'from .core.manager import WebSocketManager\n';
  const message = 'outside-root: it is a link that leads out of the root, or below one\n';

  /** A repository with a link to a folder of it, and one that leads out of it. */
  function withLinks(): string {
    const folder = make({ ...smallRepository, 'app/relative.py': relative });
    symlinkSync('app', path.join(folder, 'inner'));
    symlinkSync(outside, path.join(folder, 'outer'));
    return folder;
  }

  test('what is named through them is read by its own name, once', () => {
    const folder = withLinks();
    expect(changed(folder, ['inner/relative.py'])).toEqual(['app/relative.py']);
    expect(changed(folder, ['inner/relative.py', 'app/relative.py'])).toEqual(['app/relative.py']);
    expect(changed(folder, ['inner', 'app'])).toEqual(['app/one.py', 'app/relative.py', 'app/two.py']);
    const input = 'inner/relative.py\napp/relative.py\ninner/gone.py\nnowhere/one.py\n';
    expect(changed(folder, ['--files-from', '-'], { input })).toEqual(['app/relative.py']);
  });

  test.each([
    [['outer/out.py'], 'outer/out.py', ''],
    [['outer'], 'outer/', ''],
    [['--files-from', '-'], 'outer/out.py', 'outer/out.py\nouter/out.txt\n'],
  ])('what is named through them out of the root is refused: %j', (args, place, input) => {
    const folder = withLinks();
    const { exitCode, stderr } = codemod(folder, ['apply', ...args], { input });
    expect(stderr).toBe(`0 of 0 files changed: 0 edits\nSkipped: 1\n  ${place} ${message}`);
    expect(exitCode).toBe(1);
    expect(read(outside, 'out.py')).toBe(legacy);
  });

  test('a folder that one took the place of is read by its own name alone', () => {
    const folder = make({ ...smallRepository, 'old/four.py': legacy, 'old/sub/five.py': legacy, 'older.py': legacy });
    renameSync(path.join(folder, 'old'), path.join(folder, 'renamed'));
    symlinkSync('renamed', path.join(folder, 'old'));
    const moved = ['older.py', 'renamed/four.py', 'renamed/sub/five.py'];
    expect(changed(folder, [])).toEqual(['app/one.py', 'app/two.py', ...moved, 'tests/test_three.py']);
    expect(changed(folder, ['older.py', 'old', 'renamed'])).toEqual(moved);
    expect(changed(folder, ['-j', '2'])).toHaveLength(6);
    expect(codemod(folder, ['apply'])).toMatchObject({ exitCode: 0 });
  });
});

withGit.describe.each([
  ['in a repository', makeRepository, 'Permission denied'],
  ['without one', makeFolder, 'EACCES: permission denied'],
])('what may not be read, %s (needs git)', (_, make, reason) => {
  const failure = `the folder cannot be read (${reason})`;

  const locked: string[] = [];
  afterEach(() => {
    for (const folder of locked.splice(0)) chmodSync(folder, 0o700);
  });

  /** A repository with two folders that nobody may look into, one of which is ignored. */
  function withLocked(): string {
    const folder = make({ ...smallRepository, '.gitignore': '/ignored/\n' });
    addFiles(folder, { 'locked/sub/four.py': legacy, 'ignored/five.py': legacy });
    locked.push(path.join(folder, 'locked/sub'), path.join(folder, 'ignored'));
    for (const name of locked) chmodSync(name, 0);
    return folder;
  }

  notRoot.test.each<[string[], number, string]>([
    [['--stat'], 1, `Failed: 1\n  locked/sub/: ${failure}\n`],
    [['apply'], 1, `3 of 7 files changed: 3 edits\nFailed: 1\n  locked/sub/: ${failure}\n`],
    [['check', 'app/core'], 0, 'No import on a legacy path in 3 files\n'],
    [['check', 'locked'], 1, '1 files that could not be looked at\n'],
    [['locked/sub'], 1, `  locked/sub/: ${failure}\n`],
    [['explain', 'app/one.py:1'], 0, ''],
    [['--stat', '--exclude', 'locked/**'], 0, '3 of 7 files would change: 3 edits\n'],
    [['--stat', '--include', 'app/**'], 0, '2 of 6 files would change: 2 edits\n'],
    [['--stat', '--include', 'locked/**/*.py'], 1, `  locked/sub/: ${failure}\n`],
    [['--stat', '--no-gitignore'], 1, '  ignored/: the folder cannot be read (EACCES: permission denied)\n'],
  ])('a folder: %j (needs another user than root)', (args, code, message) => {
    const { exitCode, stderr } = codemod(withLocked(), args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(code);
  });

  notRoot.test('a folder, where all files are searched for who imports a module (needs another user than root)', () => {
    const folder = withLocked();
    addFiles(folder, { 'app/star.py': 'from app.core.manager import *\nmanager = WebSocketManager()\n' });
    expect(codemod(folder, ['--stat']).stderr).toContain(`Failed: 1\n  locked/sub/: ${failure}\n`);
  });

  notRoot.test('a folder below the root of a repository, and an audit (needs another user than root)', () => {
    const folder = withLocked();
    addFiles(folder, {
      'locked/ssot.config.json': String(smallRepository['ssot.config.json']),
      'locked/six.py': legacy,
    });
    expect(codemod(path.join(folder, 'locked'), []).stderr).toContain(`Failed: 1\n  sub/: ${failure}\n`);
    expect(codemod(folder, ['audit']).stdout).toContain(`Could not be read\n  locked/sub/  ${failure}\n`);
  });
});

notRoot.test('a .gitignore that may not be read, without a repository (needs another user than root)', () => {
  const folder = makeFolder({ ...smallRepository, 'app/.gitignore': 'two.py\n' });
  chmodSync(path.join(folder, 'app/.gitignore'), 0);
  const failure = 'Failed: 1\n  app/: its .gitignore cannot be read (EACCES: permission denied)\n';
  for (const target of ['.', 'app', 'app/core']) expect(codemod(folder, [target]).stderr).toContain(failure);
});

test('a folder called .gitignore says nothing', () => {
  const folder = makeFolder({ ...smallRepository, '.gitignore/two.py': legacy });
  expect(changed(folder, [])).toEqual(['.gitignore/two.py', 'app/one.py', 'app/two.py', 'tests/test_three.py']);
});
