import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod } from '../support/program.ts';
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
import { runFile, runIds, runsFolder } from '../support/runs.ts';
import { legacy, smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

const everyWay = [['apply'], ['apply', '--resume'], ['rollback'], ['rollback', '--list'], ['rollback', '--prune']];

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A run as an attacker writes one: its gate makes a file, and its rollback writes to another. */
function forgedRun(runs: string, { root, file, gate }: { root: string; file: string; gate: string }): void {
  const [before, after] = ['attack\n', 'innocent\n'];
  const header = {
    format: 2,
    id: 'forged',
    root,
    startedAt: '2026-01-01T00:00:00.000Z',
    options: { gate, baselineGate: true },
    summary: {},
    files: 1,
  };
  const outcome = { path: file, status: 'changed', edits: [], textEdits: [], refused: [], diagnostics: [] };
  const record = {
    outcome,
    batch: 'all',
    mode: 0o100644,
    before: sha256(before),
    after: sha256(after),
    offset: 0,
    length: before.length,
  };
  const body = `${JSON.stringify({ header })}\n${JSON.stringify({ record })}\n`;
  addFiles(path.join(runs, 'forged'), {
    originals: before,
    journal: `${body}${JSON.stringify({ seal: sha256(body), signature: sha256(body) })}\n`,
  });
}

/** A victim beside a repository, and the commands of the program that must not touch it. */
function expectUntouched(folder: string, victim: string): void {
  const before = snapshot(victim);
  for (const args of everyWay) codemod(folder, args, { timeout: 20_000 });
  expect(snapshot(victim)).toEqual(before);
}

function victimBeside(folder: string): string {
  const victim = makeFolder({ 'precious.txt': 'innocent\n', 'sub/more.txt': 'innocent\n' });
  expect(path.dirname(victim)).toBe(path.dirname(folder));
  return victim;
}

describe('what a clone or an archive brings along', () => {
  test.each(['.ssot-codemod/runs', '.git/ssot-codemod/runs'])('a forged run in %s', (place) => {
    const folder = makeFolder(smallRepository);
    addFiles(folder, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' });
    const victim = victimBeside(folder);
    const root = path.join('..', path.basename(victim));
    forgedRun(path.join(folder, place), { root, file: 'precious.txt', gate: `touch ${victim}/gate-ran` });
    chmodSync(path.join(folder, path.dirname(place)), 0o700);
    chmodSync(path.join(folder, place), 0o700);
    expectUntouched(folder, victim);
    expect(read(folder, `${place}/forged/originals`)).toBe('attack\n');
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(stderr).toContain(path.join(folder, place));
    expect(stderr).toMatch(/is not used/);
    if (place.startsWith('.git')) expect(exitCode).toBe(2);
  });

  test('a run that was really made, with another root, path or gate put into it', () => {
    const changes: readonly (readonly [RegExp, string])[] = [
      [/"root":""/, '"root":"../"'],
      [/"path":"app\/one.py"/, '"path":"../one.py"'],
      [/"gate":"true"/, '"gate":"touch gate-ran"'],
    ];
    for (const [found, put] of changes) {
      const folder = makeFolder(smallRepository);
      codemod(folder, ['apply', '--gate', 'true'], { preload: failingWith('ENOSPC', /two\.py$|events$/) });
      const file = runFile(folder, 'journal');
      const lines = read(path.dirname(file), 'journal').trimEnd().split('\n');
      const body = lines
        .slice(0, -1)
        .map((line) => `${line}\n`)
        .join('');
      const { signature } = JSON.parse(lines.at(-1) ?? '') as { signature: string };
      expect(body).toMatch(found);
      const changed = body.replace(found, put);
      writeFileSync(file, `${changed}${JSON.stringify({ seal: sha256(changed), signature })}\n`);
      const before = snapshot(folder);
      for (const args of [['apply'], ['apply', '--resume'], ['rollback']]) {
        const { exitCode, stderr } = codemod(folder, args);
        expect(stderr).toContain('was not made by you on this machine');
        expect(exitCode).toBe(2);
      }
      expect(codemod(folder, ['rollback', '--list']).stdout).toContain('foreign');
      expect(snapshot(folder)).toEqual(before);
    }
  });

  test("somebody else's run, with all that is theirs", () => {
    const folder = makeFolder(smallRepository);
    addFiles(folder, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' });
    const theirs = { XDG_STATE_HOME: temporaryFolder() };
    codemod(folder, ['apply', '--gate', 'touch gate-ran'], {
      env: theirs,
      preload: failingWith('ENOSPC', /two\.py$|events$/),
    });
    rmSync(path.join(folder, 'gate-ran'), { force: true });
    const before = snapshot(folder);
    for (const args of [['apply'], ['apply', '--resume'], ['rollback']]) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(stderr).toMatch(/was not made by you on this machine: .* is not used\n/);
      expect(exitCode).toBe(2);
    }
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['rollback'], { env: theirs }).exitCode).toBe(0);
  });

  test('a gate runs again only where it was begun; the rest of the run is undone anywhere', () => {
    const folder = makeFolder(smallRepository);
    addFiles(folder, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' });
    codemod(folder, ['apply', '--gate', 'touch gate-ran'], { preload: failingWith('ENOSPC', /two\.py$|events$/) });
    const moved = path.join(temporaryFolder(), 'moved');
    renameSync(folder, moved);
    rmSync(path.join(moved, 'gate-ran'), { force: true });
    const { exitCode, stderr } = codemod(moved, ['apply', '--resume']);
    expect(stderr).toMatch(
      /was begun in .*: its gate is not run in .*\n {2}ssot-codemod rollback --id \S+ undoes it here/,
    );
    expect(exitCode).toBe(2);
    expect(existsSync(path.join(moved, 'gate-ran'))).toBe(false);
    expect(codemod(moved, ['rollback']).exitCode).toBe(0);
    expect(read(moved, 'app/one.py')).toBe(legacy);
  });

  test.each([
    '.ssot-codemod',
    '.ssot-codemod/runs',
    '.ssot-codemod/lock',
    '.git',
    '.git/ssot-codemod',
    '.git/ssot-codemod/runs',
  ])('a link in the place of %s: nothing is deleted or written behind it', (place) => {
    const folder = makeFolder(smallRepository);
    const victim = victimBeside(folder);
    if (place.startsWith('.git/'))
      addFiles(folder, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' });
    if (place === '.git') addFiles(victim, { HEAD: 'ref: refs/heads/main\n', 'objects/x': '', 'refs/x': '' });
    mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    if (place.endsWith('/runs')) chmodSync(path.dirname(path.join(folder, place)), 0o700);
    symlinkSync(victim, path.join(folder, place));
    expectUntouched(folder, victim);
  });

  test.each(['link to nothing', 'link to itself', 'folder', 'pipe', 'text', 'null', '{"pid":0}'])(
    'a lock that is no lock (%s) ends in a message',
    (kind) => {
      const folder = makeFolder(smallRepository);
      const { folder: store } = storeOf(folder);
      codemod(folder, ['apply']);
      codemod(folder, ['rollback']);
      const lock = path.join(store, 'lock');
      if (kind === 'link to nothing') symlinkSync('/nonexistent/x', lock);
      else if (kind === 'link to itself') symlinkSync('lock', lock);
      else if (kind === 'folder') mkdirSync(lock);
      else if (kind === 'pipe') expect(spawnSync('mkfifo', [lock]).status).toBe(0);
      else writeFileSync(lock, kind);
      const { exitCode, stderr } = codemod(folder, ['apply'], { timeout: 10_000 });
      if (kind.startsWith('link') || kind === 'folder' || kind === 'pipe') {
        expect(stderr).toMatch(
          /\/lock is .*: it is no lock of ssot-codemod\n {2}find out who made it, then delete it\n/,
        );
        expect(exitCode).toBe(2);
      } else expect(exitCode).toBe(0);
    },
  );

  test('a `.git` file that leads to a folder which does not know of the work tree', () => {
    const folder = makeFolder(smallRepository);
    addFiles(folder, {
      'fake/HEAD': 'ref: refs/heads/main\n',
      'fake/objects/x': '',
      'fake/refs/x': '',
      'fake/config': '[core]\n\tworktree = /\n',
      '.git': 'gitdir: fake\n',
    });
    forgedRun(path.join(folder, 'fake/ssot-codemod/runs'), { root: '', file: 'app/one.py', gate: 'touch gate-ran' });
    expect(codemod(folder, ['apply', '--allow-dirty', '--no-gitignore']).stderr).not.toContain('forged');
    expect(runsFolder(folder)).not.toContain('fake');
  });

  withGit.test('runs that git tracks stop every command that has to do with runs, by name (needs git)', () => {
    const folder = makeRepository({ ...smallRepository, '.ssot-codemod/runs/forged/journal': '{}\n' });
    const before = snapshot(folder);
    for (const args of everyWay) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(stderr).toBe(
        `ssot-codemod: ${folder}/.ssot-codemod/runs is tracked by git: runs that come with a repository are never used\n` +
          '  find out who added it and why; git rm -r --cached .ssot-codemod/runs takes it out\n',
      );
      expect(exitCode).toBe(2);
    }
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['dry-run', '--stat']).exitCode).toBe(0);
  });

  test('runs that an older version left are named in one sentence, and stay', () => {
    const folder = makeFolder({ ...smallRepository, '.ssot-codemod/runs/20250101-000000000-aaaa/journal': '{}\n' });
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect(stderr).toContain(
      `ssot-codemod: ${folder}/.ssot-codemod/runs is of an older version, or came with the files: it is not used, and can be deleted\n`,
    );
    expect(exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(smallRepositoryAfter['app/one.py']);
    expect(read(folder, '.ssot-codemod/runs/20250101-000000000-aaaa/journal')).toBe('{}\n');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  });
});

describe('where runs are kept', () => {
  const others = onlyWhere(process.getuid?.() === 0);

  test('in folders that only this user may look into', () => {
    const folder = makeRepository(smallRepository);
    codemod(folder, ['apply']);
    const id = runIds(folder)[0] ?? '';
    for (const place of ['', 'runs', `runs/${id}`])
      expect(lstatSync(path.join(folder, '.git/ssot-codemod', place)).mode & 0o777).toBe(0o700);
    for (const file of ['journal', 'originals', 'events'])
      expect(lstatSync(path.join(runsFolder(folder), id, file)).mode & 0o777).toBe(0o600);
    expect(git(folder, 'status', '--porcelain', '--ignored', '--untracked-files=all').replace(/^ M .*\n/gm, '')).toBe(
      '',
    );
  });

  test('outside of git, in the state folder; nothing is left among the files', () => {
    const folder = makeFolder(smallRepository);
    const state = temporaryFolder();
    const names = readdirSync(folder);
    expect(codemod(folder, ['apply'], { env: { XDG_STATE_HOME: state } }).exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual(names);
    expect(lstatSync(path.join(state, 'ssot-codemod')).mode & 0o777).toBe(0o700);
    expect(lstatSync(path.join(state, 'ssot-codemod/key')).mode & 0o777).toBe(0o600);
    expect(codemod(path.join(folder, 'app'), ['rollback'], { env: { XDG_STATE_HOME: state } }).exitCode).toBe(0);
  });

  test.each([
    [
      'can be written by other users',
      (place: string) => {
        chmodSync(place, 0o777);
      },
    ],
    [
      'is a symbolic link',
      (place: string) => {
        rmSync(place, { recursive: true });
        symlinkSync('/tmp', place);
      },
    ],
    [
      'is no folder',
      (place: string) => {
        rmSync(place, { recursive: true });
        writeFileSync(place, '');
      },
    ],
  ])('a folder of theirs that %s is refused', (message, change) => {
    for (const place of ['.git/ssot-codemod', '.git/ssot-codemod/runs']) {
      const folder = makeRepository(smallRepository);
      codemod(folder, ['apply']);
      git(folder, 'checkout', '-q', '.');
      change(path.join(folder, place));
      const before = snapshot(folder);
      for (const args of everyWay) {
        const { exitCode, stderr } = codemod(folder, args);
        expect(stderr).toContain(`${path.join(folder, place)} ${message}: `);
        expect(exitCode).toBe(2);
      }
      expect(snapshot(folder)).toEqual(before);
    }
  });

  others.test('a git folder that belongs to another user: the state folder is used instead (needs root)', () => {
    const folder = makeRepository(smallRepository);
    expect(storeOf(folder).folder).toBe(path.join(folder, '.git/ssot-codemod'));
    chownSync(path.join(folder, '.git'), 12_345, 12_345);
    expect(path.basename(path.dirname(storeOf(folder).folder))).toBe('projects');
  });

  others.test('a folder of runs that belongs to another user is refused (needs root)', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['apply']);
    chownSync(runsFolder(folder), 12_345, 12_345);
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(stderr).toContain('/runs belongs to another user (12345): what it holds is not trusted\n');
    expect(exitCode).toBe(2);
  });

  test('a folder without a place to write the record of runs: what to do is said, and nothing is written', () => {
    const folder = makeFolder({ ...smallRepository, state: 'a file\n' });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply'], { env: { XDG_STATE_HOME: path.join(folder, 'state') } });
    expect(stderr).toMatch(/^ssot-codemod: .*\n {2}set XDG_STATE_HOME to a folder of your own that stays\n$/);
    expect(exitCode).toBe(2);
    const rollback = codemod(folder, ['rollback'], { env: { XDG_STATE_HOME: path.join(folder, 'state') } });
    expect(rollback).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('nothing to roll back') as unknown });
    expect(snapshot(folder)).toEqual(before);
  });
});
