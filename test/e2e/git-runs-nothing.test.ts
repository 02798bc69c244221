import { chmodSync, cpSync, existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { environmentToCommit, environmentToLook, withoutFilters } from '../../src/git/invocation.ts';
import { plant, plantedAttributes } from '../support/planted-git.ts';
import { codemod } from '../support/program.ts';
import {
  addFiles,
  git,
  makeFolder,
  makeRepository,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

const files = {
  ...smallRepository,
  '.gitattributes': plantedAttributes,
  'notes.txt': 'notes\n',
  'app/notes.py': '',
  'app/one.py.bak': '',
  'app/late.py': legacy,
};

/** Every command that a person may run to see what is there, and those that write files and nothing to git. */
const looking: readonly (readonly string[])[] = [
  ['dry-run'],
  ['dry-run', '--format', 'html'],
  ['dry-run', 'app'],
  ['dry-run', '--no-gitignore'],
  ['check'],
  ['check', '--staged'],
  ['check', '--since', 'HEAD'],
  ['check', '--since', 'HEAD~1'],
  ['check', '--baseline', 'known.json', '--update-baseline', '--allow-growth'],
  ['audit'],
  ['plan', '--save', 'moves.plan'],
  ['explain', 'app/one.py:1'],
  ['review'],
  ['review', '--all'],
  ['docs'],
  ['init', '--github', '--pre-commit', '--force'],
  ['suggest', '--from-git', 'HEAD~1'],
  ['interface'],
  ['prune'],
  ['prune', '--apply', '--include-review', '--allow-dirty'],
  ['move', 'app/notes.py', 'app/kept/notes.py', '--allow-dirty'],
  ['apply', '--allow-dirty'],
  ['rollback', '--list'],
  ['rollback'],
  ['apply', '--resume'],
];

const committing: readonly (readonly string[])[] = [
  ['apply', '--commit', '--batch-by', 'directory'],
  ['apply', '--branch-per-batch', 'ssot/', '--batch-by', 'directory'],
];

/** Two commits, something staged, a file that git must read again to see that it is the same, and one that is changed. */
function lay(folder: string): void {
  git(folder, 'commit', '-q', '--allow-empty', '-m', 'second');
  addFiles(folder, { 'app/staged.py': legacy, 'app/late.py': `${legacy}# changed\n` });
  git(folder, 'add', 'app/staged.py');
  for (const file of ['app/one.py', 'notes.txt']) utimesSync(path.join(folder, file), 1, 1);
}

withGit.describe('a repository brings a configuration for git that runs programs (needs git)', () => {
  test.each(looking.map((args) => [args.join(' '), args] as const))('none of them runs: %s', (_, args) => {
    const folder = makeRepository(files);
    lay(folder);
    const { ran } = plant(path.join(folder, '.git'));
    expect(codemod(folder, args).exitCode).toBeLessThan(3);
    expect(ran()).toEqual([]);
    utimesSync(path.join(folder, 'app/two.py'), 1, 1);
    spawnSync('git', ['status'], { cwd: folder, timeout: 10_000 });
    expect(ran()).toContain('clean'); // so they are planted well
  });

  test.each([...looking, ...committing].map((args) => [args.join(' '), args] as const))(
    'in a folder of a clone that looks like a bare repository, neither: %s',
    (_, args) => {
      const inner = makeFolder(files);
      const bare = makeRepository(files);
      const { ran } = plant(path.join(bare, '.git'));
      const config = git(bare, 'config', '--file', '.git/config', '--list'); // it is read as a file, not obeyed
      expect(config).toContain('core.fsmonitor');
      for (const name of ['HEAD', 'config', 'objects', 'refs', 'index'])
        cpSync(path.join(bare, '.git', name), path.join(inner, name), { recursive: true });
      for (const name of ['objects', 'refs']) writeFileSync(path.join(inner, name, '.keep'), '');
      spawnSync('git', ['config', '--file', path.join(inner, 'config'), 'core.worktree', '.']);
      const origin = temporaryFolder();
      cpSync(inner, path.join(origin, 'example'), { recursive: true });
      git(origin, 'init', '-q');
      git(origin, 'add', '-A', '-f');
      git(origin, 'commit', '-q', '-m', 'files');
      const clone = temporaryFolder();
      git(clone, 'clone', '-q', origin, '.');
      const folder = path.join(clone, 'example');
      const env = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a' };
      const { exitCode, stderr } = codemod(folder, args, { env });
      expect(stderr).not.toContain('bare');
      expect(exitCode).toBeLessThan(3);
      expect(ran()).toEqual([]);
      if (args[0] === 'dry-run') expect(stderr).toContain('would change');
      if (committing.includes(args)) expect(exitCode).toBe(0);
      spawnSync('git', ['status'], { cwd: folder, timeout: 10_000 });
      expect(ran()).toContain('fsmonitor');
    },
  );

  test('outside of a repository, a folder that looks like one is none: its files are walked', () => {
    const bare = makeRepository(files);
    const { ran } = plant(path.join(bare, '.git'));
    for (const name of readdirSync(path.join(bare, '.git')))
      cpSync(path.join(bare, '.git', name), path.join(bare, name), { recursive: true });
    rmSync(path.join(bare, '.git'), { recursive: true });
    expect(codemod(bare, ['dry-run']).stderr).toContain('4 of');
    expect(ran()).toEqual([]);
  });

  test('a partial clone whose configuration names what fetches: nothing is fetched, and the message says so', () => {
    const folder = makeRepository(files);
    addFiles(folder, { 'app/staged.py': `${legacy}# staged\n` });
    git(folder, 'add', 'app/staged.py');
    const blob = git(folder, 'rev-parse', ':app/staged.py').trim();
    rmSync(path.join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { ran } = plant(path.join(folder, '.git'));
    const { exitCode, stderr } = codemod(folder, ['check', '--staged']);
    expect(ran()).toEqual([]);
    expect(stderr).toMatch(/git has no content for the staged file app\/staged\.py|the clone is partial/);
    expect(exitCode).toBe(2);
    spawnSync('git', ['cat-file', '-p', blob], { cwd: folder, timeout: 10_000 });
    expect(ran()).toContain('upload-pack');
  });

  test('a submodule whose configuration runs programs', () => {
    const part = makeRepository(smallRepository);
    const folder = makeRepository(files);
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
    git(folder, 'commit', '-q', '-m', 'with a submodule');
    const { ran } = plant(path.join(folder, '.git/modules/part'));
    utimesSync(path.join(folder, 'part/app/one.py'), 1, 1);
    for (const args of [['dry-run'], ['check', '--since', 'HEAD~1'], ['check', 'part'], ['apply'], ['rollback']])
      codemod(folder, args);
    expect(ran()).toEqual([]);
    spawnSync('git', ['status'], { cwd: folder, timeout: 10_000 });
    expect(ran()).toContain('fsmonitor');
  });

  test('a filter with a name that no setting can name is refused where contents are compared', () => {
    const folder = makeRepository(files);
    git(folder, 'config', 'filter.a=b.clean', 'false');
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect(stderr).toContain('has a filter of the name "a=b", which cannot be kept from running');
    expect(exitCode).toBe(2);
  });

  test.each(['.', '', './bin', 'bin'])('a program `git` among its files does not run, with %j in PATH', (way) => {
    const folder = makeRepository(files);
    const program = '#!/bin/sh\necho ran >>"$PWD/ran"\n';
    addFiles(folder, { git: program, 'bin/git': program });
    for (const file of ['git', 'bin/git']) chmodSync(path.join(folder, file), 0o755);
    const env = { PATH: [way, process.env['PATH']].join(path.delimiter) };
    const { exitCode, stderr } = codemod(folder, ['dry-run', '--stat'], { env });
    expect(stderr).toContain('would change');
    expect(exitCode).toBe(0);
    expect(existsSync(path.join(folder, 'ran'))).toBe(false);
    expect(codemod(folder, ['apply'], { env: { PATH: way } }).stderr).toContain('git is not installed');
  });

  test('the work tree is where it is, whatever core.worktree says', () => {
    const folder = makeRepository(files);
    const elsewhere = makeFolder({ 'app/one.py': 'mine\n' });
    git(folder, 'config', 'core.worktree', elsewhere);
    const before = snapshot(elsewhere);
    expect(codemod(folder, ['apply', '--allow-dirty']).stderr).toContain('changed: 4 edits');
    expect(snapshot(elsewhere)).toEqual(before);
  });
});

withGit.describe('the environment of git (needs git)', () => {
  test('to look, of the variables of git only those that say where it is stay', () => {
    const env = environmentToLook(
      {
        PATH: '/bin',
        LC_ALL: 'de_DE.UTF-8',
        GIT_DIR: '/elsewhere',
        GIT_EXTERNAL_DIFF: 'harm',
        GIT_SSH_COMMAND: 'harm',
        GIT_TRACE: '1',
        GIT_PAGER: 'harm',
        GIT_INDEX_FILE: '.git/next-index-1.lock',
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
      '/top',
    );
    expect(env).toEqual({
      PATH: '/bin',
      LC_ALL: 'C',
      GIT_INDEX_FILE: '.git/next-index-1.lock',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_WORK_TREE: '/top',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
    });
  });

  test('to commit, those of another repository go, and all others are as the user has them', () => {
    const own = { PATH: '/bin', LC_ALL: 'de_DE.UTF-8', GIT_AUTHOR_NAME: 'a', GIT_SSH_COMMAND: 'mine' };
    expect(environmentToCommit({ ...own, GIT_DIR: '/elsewhere', GIT_INDEX_FILE: 'i', GIT_PREFIX: 'p' })).toEqual(own);
  });

  test('filters are out of force one by one', () => {
    expect(withoutFilters(['lfs'], ['status'])).toEqual(
      ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((it) => ['-c', `filter.lfs.${it}`]).concat('status'),
    );
  });

  test('what a hook is about to commit is what check --staged looks at, in a worktree, too', () => {
    const main = makeRepository(files);
    const folder = path.join(temporaryFolder(), 'tree');
    git(main, 'worktree', 'add', '-q', folder);
    addFiles(folder, { 'app/new.py': legacy });
    git(folder, 'add', 'app/new.py');
    const index = path.join(main, '.git/worktrees/tree/index');
    const private_ = path.join(temporaryFolder(), 'index');
    cpSync(index, private_);
    git(folder, 'rm', '-q', '--cached', 'app/new.py');
    const gitFolder = path.join(main, '.git/worktrees/tree');
    const { stdout } = codemod(path.join(folder, 'app'), ['check', '--staged'], {
      env: { GIT_DIR: gitFolder, GIT_INDEX_FILE: private_ },
    });
    expect(stdout).toContain('app/new.py:1:1');
  });
});
