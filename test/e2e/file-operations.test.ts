import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Outcome } from '../../src/model/outcome.ts';
import { readRun } from '../../src/store/recorded-run.ts';
import { readPlan } from '../../src/store/saved-plan.ts';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { planOfChanges, savePlan } from '../support/operations.ts';
import type { Change } from '../support/operations.ts';
import {
  addFiles,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  read,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { runIds, runsFolder } from '../support/runs.ts';
import { smallConfig } from '../support/small-repository.ts';

const binary = Buffer.from(Array.from({ length: 700 }, (_, k) => (k * 31) % 256));

const files: Files = {
  'ssot.config.json': JSON.stringify(smallConfig),
  'app/__init__.py': '',
  'app/old/one.py': 'from . import two\n\nVALUE = 1\nOTHER = 2\nTHIRD = 3\n',
  'app/old/two.py': 'VALUE = 2',
  'app/gone.py': 'import os\n\nprint("last line without end")',
  'app/gone.bin': binary,
  'app/empty.txt': '',
  'app/döner "x".txt': 'name with odd characters\n',
  'deep/er/still/only.txt': 'the only file of three folders\n',
  'run.sh': '#!/bin/sh\necho run\n',
  'lines.txt': 'a\r\nb\r\n',
};

const changes: readonly Change[] = [
  { rename: 'app/old/one.py', to: 'app/new/place/one.py', edit: ['from . import two', 'from app.old import two'] },
  { rename: 'app/old/two.py', to: 'app/new/two.py' },
  { rename: 'run.sh', to: 'bin/run.sh' },
  { delete: 'app/gone.py' },
  { delete: 'app/gone.bin' },
  { delete: 'app/empty.txt' },
  { delete: 'app/döner "x".txt' },
  { delete: 'deep/er/still/only.txt' },
  { delete: 'lines.txt' },
  { create: 'app/made.py', content: 'X = 1\n' },
  { create: 'app/made.bin', content: binary.toReversed() },
  { create: 'app/made/empty.py', content: '' },
  { create: 'tools/made.sh', content: '#!/bin/sh\n', isExecutable: true },
];

function diffOf(outcome: Outcome): Buffer {
  return Buffer.from(outcome.status === 'changed' ? outcome.diff : []);
}

/** A repository with the files, the permissions that the tests speak of, and a saved plan of the changes. */
function prepared(wanted: readonly Change[] = changes): { folder: string; plan: string } {
  const folder = makeFolder(files);
  chmodSync(path.join(folder, 'run.sh'), 0o755);
  commitAll(folder);
  chmodSync(path.join(folder, 'deep/er'), 0o750);
  return { folder, plan: savePlan(folder, planOfChanges(folder, wanted)) };
}

/** All folders but those of git, with their modes. */
function folders(root: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(path.join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== '.git')
      .flatMap((entry) => {
        const inner = path.posix.join(folder, entry.name);
        return [`${inner} ${(statSync(path.join(root, inner)).mode & 0o7777).toString(8)}`, ...below(inner)];
      });
  return below('.').toSorted();
}

withGit.test('files come, go and get other names; a rollback brings all back, folders and modes, too', () => {
  const { folder, plan } = prepared();
  const before = [snapshot(folder), folders(folder)];
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan]);
  expect(stderr).toContain('13 of 13 files changed: 0 edits, 4 files created, 6 deleted, 3 renamed\n');
  expect(exitCode).toBe(0);
  const after = snapshot(folder);
  expect([...after.keys()].toSorted()).toEqual(
    [
      'app/__init__.py',
      'app/made.bin',
      'app/made.py',
      'app/made/empty.py',
      'app/new/place/one.py',
      'app/new/two.py',
      'bin/run.sh',
      'ssot.config.json',
      'tools/made.sh',
    ].toSorted(),
  );
  expect(read(folder, 'app/new/place/one.py')).toBe('from app.old import two\n\nVALUE = 1\nOTHER = 2\nTHIRD = 3\n');
  expect(statSync(path.join(folder, 'bin/run.sh')).mode & 0o111).toBe(0o111);
  expect(statSync(path.join(folder, 'tools/made.sh')).mode & 0o100).toBe(0o100);
  expect(existsSync(path.join(folder, 'deep'))).toBe(false);
  git(folder, 'add', '-A');
  const renamed = /^R\d+\t(?:app\/old\/\w+\.py|run\.sh)\t/gm;
  expect(git(folder, 'diff', '--cached', '-M', '--name-status').match(renamed)).toHaveLength(3);
  git(folder, 'reset', '-q');
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect([snapshot(folder), folders(folder)]).toEqual(before);
  expect(git(folder, 'status', '--porcelain')).toBe('');
});

withGit.test('git apply takes the diff, gives the same files, and takes it back', () => {
  const { folder, plan } = prepared();
  const patched = makeRepository(files);
  git(patched, 'update-index', '--chmod=+x', 'run.sh');
  git(patched, 'commit', '-qm', 'mode');
  git(patched, 'checkout', '-q', '.');
  const diffs = readPlan(folder, plan).plan.outcomes.map(diffOf);
  const patch = path.join(temporaryFolder(), 'the.patch');
  writeFileSync(patch, Buffer.concat(diffs));
  const before = snapshot(patched);
  const summary = git(patched, 'apply', '--summary', patch)
    .split('\n')
    .map((line) => line.trim().split(' ')[0]);
  expect(['rename', 'create', 'delete'].map((kind) => summary.filter((word) => word === kind).length)).toEqual([
    3, 4, 6,
  ]);
  git(patched, 'apply', '--index', '--whitespace=nowarn', patch);
  codemod(folder, ['apply', '--plan', plan]);
  expect(snapshot(patched)).toEqual(snapshot(folder));
  // The journal gives the same diffs.
  expect(readRun(path.join(runsFolder(folder), runIds(folder).at(-1) ?? ''))?.outcomes.map(diffOf)).toEqual(diffs);
  git(patched, 'apply', '--index', '-R', '--whitespace=nowarn', patch);
  expect(snapshot(patched)).toEqual(before);
});

withGit.test.each([
  ['one commit', ['--commit']],
  ['a commit for each folder', ['--commit', '--batch-by', 'directory']],
  ['branches', ['--branch-per-batch', 'x-', '--batch-by', 'directory']],
  ['branches, with a gate', ['--branch-per-batch', 'x-', '--batch-by', 'directory', '--gate', 'true']],
])('commits hold what comes and goes: %s', (_, args) => {
  const { folder, plan } = prepared();
  const before = snapshot(folder);
  const plain = prepared();
  codemod(plain.folder, ['apply', '--plan', plain.plan]);
  const after = snapshot(plain.folder);
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan, ...args]);
  expect(stderr).not.toContain('could not');
  expect(exitCode).toBe(0);
  expect(git(folder, 'status', '--porcelain')).toBe('');
  if (args[0] === '--commit') {
    expect(snapshot(folder)).toEqual(after);
    expect(git(folder, 'log', '-1', '--format=%B')).toMatch(/Create, delete and rename files/);
  } else {
    expect(snapshot(folder)).toEqual(before);
    const branches = git(folder, 'branch', '--format=%(refname:short)', '--list', 'x-*').trim().split('\n');
    for (const branch of branches) git(folder, 'merge', '-q', '-m', 'merge', branch);
    expect(snapshot(folder)).toEqual(after);
  }
});

withGit.test('a commit that a hook refuses leaves no trace in the index, once the run is undone', () => {
  const { folder, plan } = prepared();
  writeFileSync(path.join(folder, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  expect(codemod(folder, ['apply', '--plan', plan, '--commit']).stderr).toContain('could not be committed');
  expect(git(folder, 'ls-files', 'app/made.py')).toBe('');
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(git(folder, 'status', '--porcelain')).toBe('');
});

withGit.test('the gate finds the file that must not go, and puts it back with its folders', () => {
  const { folder, plan } = prepared();
  const gate = 'test -f deep/er/still/only.txt && test ! -e app/made.py';
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan, '--gate', gate]);
  expect(stderr).toContain('quarantined: app/made.py\n');
  expect(stderr).toContain('quarantined: deep/er/still/only.txt\n');
  expect(exitCode).toBe(1);
  expect(existsSync(path.join(folder, 'app/made.py'))).toBe(false);
  expect(existsSync(path.join(folder, 'app/gone.py'))).toBe(false);
  expect(statSync(path.join(folder, 'deep/er')).mode & 0o7777).toBe(0o750);
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(git(folder, 'status', '--porcelain')).toBe('');
});

withGit.test('a saved plan is refused when something is at a new place by now', () => {
  const { folder, plan } = prepared();
  addFiles(folder, { 'app/made.py': 'MINE = 1\n', 'bin/run.sh': 'mine\n' });
  const before = snapshot(folder);
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan]);
  expect(stderr).toContain('app/made.py: something is at app/made.py by now\n');
  expect(stderr).toContain('run.sh: something is at bin/run.sh by now\n');
  expect(exitCode).toBe(2);
  expect(snapshot(folder)).toEqual(before);
});

withGit.test('files that git does not track are never deleted, whatever is allowed', () => {
  const { folder } = prepared();
  addFiles(folder, { '.gitignore': 'ignored.txt\n', 'untracked.txt': 'mine\n', 'ignored.txt': 'mine\n' });
  for (const file of ['untracked.txt', 'ignored.txt']) {
    const plan = savePlan(folder, planOfChanges(folder, [{ delete: file }]));
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan, '--allow-dirty']);
    expect(stderr).toContain(
      `1 file that would be deleted is not tracked by git, which could not bring it back:\n  ${file}\n`,
    );
    expect(exitCode).toBe(2);
    expect(read(folder, file)).toBe('mine\n');
  }
});

withGit.test('files that have uncommitted changes are not deleted', () => {
  const { folder } = prepared();
  writeFileSync(path.join(folder, 'app/gone.py'), 'CHANGED = 1\n');
  const plan = savePlan(folder, planOfChanges(folder, [{ delete: 'app/gone.py' }]));
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan]);
  expect(stderr).toContain('has uncommitted changes:\n  app/gone.py\n');
  expect(exitCode).toBe(2);
  expect(read(folder, 'app/gone.py')).toBe('CHANGED = 1\n');
});

withGit.test('nothing is deleted outside of git', () => {
  const { folder, plan } = prepared();
  const saved = read(folder, plan);
  rmSync(path.join(folder, '.git'), { recursive: true });
  addFiles(folder, { 'the.plan': saved });
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
  expect(stderr).toContain('6 files would be deleted, and ');
  expect(stderr).toContain('is in no git repository');
  expect(exitCode).toBe(2);
  expect(existsSync(path.join(folder, 'app/gone.py'))).toBe(true);
});

withGit.test('no link is followed: one in the place of a folder keeps what is behind it', () => {
  const { folder, plan } = prepared();
  const elsewhere = temporaryFolder();
  renameSync(path.join(folder, 'deep/er'), path.join(elsewhere, 'er'));
  symlinkSync(path.join(elsewhere, 'er'), path.join(folder, 'deep/er'));
  symlinkSync(elsewhere, path.join(folder, 'tools'));
  const { stderr } = codemod(folder, ['apply', '--plan', plan, '--allow-dirty']);
  expect(stderr).toMatch(/outside|is at tools\/made\.sh by now|no longer as/);
  expect(existsSync(path.join(elsewhere, 'er/still/only.txt'))).toBe(true);
  expect(readdirSync(elsewhere)).toEqual(['er']);
});

withGit.test('a rollback leaves alone what somebody made or changed since, and --force keeps copies', () => {
  const { folder, plan } = prepared();
  const before = snapshot(folder);
  codemod(folder, ['apply', '--plan', plan]);
  addFiles(folder, { 'app/gone.py': 'MINE = 1\n', 'app/made.py': 'MINE = 2\n', 'app/new/two.py': 'MINE = 3\n' });
  const { exitCode, stderr } = codemod(folder, ['rollback']);
  expect(stderr).toContain('Left alone: 3\n');
  expect(stderr).toContain('  app/gone.py: something else is at app/gone.py by now\n');
  expect(stderr).toContain('  app/made.py: it was edited since\n');
  expect(exitCode).toBe(1);
  expect(read(folder, 'app/made.py')).toBe('MINE = 2\n');
  expect(read(folder, 'app/new/two.py')).toBe('MINE = 3\n');
  const forced = codemod(folder, ['rollback', '--force']);
  expect(forced.exitCode).toBe(0);
  expect(forced.stderr).toContain('Copies of the replaced files:\n');
  const now = snapshot(folder);
  const copies = [...now.keys()].filter((file) => file.includes('.before-rollback-'));
  expect(copies.map((file) => read(folder, file)).toSorted()).toEqual(['MINE = 1\n', 'MINE = 2\n', 'MINE = 3\n']);
  for (const copy of copies) now.delete(copy);
  expect(now).toEqual(before);
});

withGit.test('a folder with something else in it stays', () => {
  const { folder, plan } = prepared();
  mkdirSync(path.join(folder, 'deep/er/__pycache__'));
  codemod(folder, ['apply', '--plan', plan]);
  expect(lstatSync(path.join(folder, 'deep/er/__pycache__')).isDirectory()).toBe(true);
  expect(existsSync(path.join(folder, 'deep/er/still'))).toBe(false);
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(git(folder, 'status', '--porcelain')).toBe('');
});

withGit.test.each<[string, readonly Change[], string]>([
  ['another root', [{ rename: 'lines.txt', to: '../outside.txt' }], 'no plan may change: "../outside.txt"'],
  [
    'the folder of git',
    [{ create: '.git/hooks/pre-commit', content: 'x' }],
    'no plan may change: ".git/hooks/pre-commit"',
  ],
  ['a configuration that comes', [{ create: 'ssot.config.ts', content: 'x' }], 'no plan may change: "ssot.config.ts"'],
  ['one that goes', [{ delete: 'ssot.config.json' }], 'no plan may change: "ssot.config.json"'],
  [
    'one that is moved to',
    [{ rename: 'lines.txt', to: 'app/ssot.config.js' }],
    'no plan may change: "app/ssot.config.js"',
  ],
  [
    'one path twice',
    [{ rename: 'lines.txt', to: 'app/gone.py' }, { delete: 'app/gone.py' }],
    'it names app/gone.py twice',
  ],
  [
    'a file and what lies in it',
    [{ delete: 'app/gone.py' }, { create: 'app/gone.py/x.py', content: 'x' }],
    'it names app/gone.py/x.py and a file on the way to it',
  ],
])('a saved plan that names %s is refused', (_, wanted, message) => {
  const { folder, plan } = prepared(wanted);
  const before = snapshot(folder);
  const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan]);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
  expect(snapshot(folder)).toEqual(before);
});

withGit.test('a saved plan that edits a file which goes, or knows the bytes of one that comes, is refused', () => {
  const { folder } = prepared();
  const { outcomes, ...rest } = planOfChanges(folder, [{ delete: 'app/gone.py' }, { create: 'x.py', content: 'x' }]);
  for (const odd of [{ textEdits: [{ start: 0, end: 1, text: 'x' }] }, { hash: 'x' }]) {
    const plan = savePlan(folder, {
      ...rest,
      outcomes: outcomes.map((outcome) => ({ ...outcome, ...odd })),
    });
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', plan]);
    expect(stderr).toMatch(/has edits, and comes or goes as a whole|no longer as they were|no longer as it was/);
    expect(exitCode).toBe(2);
  }
  expect(existsSync(path.join(folder, 'app/gone.py'))).toBe(true);
});
