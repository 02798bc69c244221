import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, git, makeFolder, makeRepository, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/** A canonical class, with its legacy path, and no detour. */
const files: Files = {
  'ssot.config.json': JSON.stringify({
    python: { map: [{ canonical: 'app.new:Store', legacy: ['app.old:Store'], absent: 'ok' }] },
  }),
  'app/__init__.py': '',
  'app/new.py': 'class Store: ...\n',
  'one.py': 'from app.new import Store\n',
};

interface Finding {
  readonly ruleId: string;
  readonly path: string;
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

function found(folder: string, ...args: readonly string[]): string[] {
  const { stdout } = codemod(folder, ['check', '--format', 'json', ...args]);
  const { fragmented } = JSON.parse(stdout) as { readonly fragmented: readonly Finding[] };
  return fragmented.map(({ ruleId, path, line, from, to }) => `${ruleId} ${path}:${line} ${from} -> ${to}`);
}

describe('a detour to a canonical symbol', () => {
  test.each<[string, Files, readonly string[]]>([
    ['no detour', {}, []],
    [
      'a new module that hands the name on',
      { 'app/compat.py': 'from app.new import Store\n', 'two.py': 'from app.compat import Store\n' },
      ['undeclared-path two.py:1 app.compat:Store -> app.new:Store'],
    ],
    [
      'under another name, by an alias and by an assignment',
      {
        'app/compat.py': 'from .new import Store as A\n\nB = A\n',
        'app/two.py': 'import os\nfrom .compat import A, B\n',
      },
      [
        'undeclared-path app/two.py:2 app.compat:A -> app.new:Store',
        'undeclared-path app/two.py:2 app.compat:B -> app.new:Store',
      ],
    ],
    [
      'through two modules',
      {
        'app/a.py': 'from app.new import Store as A\n',
        'app/b.py': 'from app.a import A as B\n',
        'two.py': 'def f():\n    from app.b import B\n',
      },
      ['undeclared-path app/b.py:1 app.a:A -> app.new:Store', 'undeclared-path two.py:2 app.b:B -> app.new:Store'],
    ],
    [
      'by a star',
      { 'app/compat.py': 'from app.new import *\n', 'two.py': 'from app.compat import Store\n' },
      ['undeclared-path two.py:1 app.compat:Store -> app.new:Store'],
    ],
    [
      'another object of that name',
      { 'app/other.py': 'class Store: ...\n', 'two.py': 'from app.other import Store\n' },
      [],
    ],
    ['a module that only hands it on', { 'app/compat.py': 'from app.new import Store\n' }, []],
    [
      'a legacy path',
      { 'app/old.py': 'from app.new import Store\n', 'two.py': 'from app.old import Store\n' },
      ['fragmented-import two.py:1 app.old:Store -> app.new:Store'],
    ],
  ])('%s', (_, more, expected) => {
    expect(found(makeFolder({ ...files, ...more }))).toEqual(expected);
  });

  test('is none where the canonical name is made of it', () => {
    const config = JSON.stringify({
      python: { map: [{ canonical: 'app:Store', legacy: ['app.old:Store'], absent: 'ok' }] },
    });
    const made = {
      ...files,
      'ssot.config.json': config,
      'app/__init__.py': 'from .new import Store\n',
      'one.py': 'from app import Store\n',
    };
    expect(found(makeFolder(made))).toEqual([]);
    expect(found(makeFolder({ ...made, 'two.py': 'from app.new import Store\n' }))).toEqual([
      'undeclared-path two.py:1 app.new:Store -> app:Store',
    ]);
  });

  const detour: Files = {
    ...files,
    'app/compat.py': 'from app.new import Store\n',
    'two.py': 'from app.compat import Store\n',
  };

  test('is known to a baseline, and allowed by a comment', () => {
    const folder = makeFolder(detour);
    const baseline = ['--baseline', 'b.json'];
    expect(codemod(folder, ['check', ...baseline, '--update-baseline', '--allow-growth']).exitCode).toBe(0);
    expect(codemod(folder, ['check', ...baseline]).exitCode).toBe(0);
    addFiles(folder, { 'three.py': 'from app.compat import Store\n' });
    expect(codemod(folder, ['check', ...baseline]).exitCode).toBe(1);
    addFiles(folder, {
      'three.py': 'from app.compat import Store  # ssot: allow[undeclared-path] a plugin needs it\n',
    });
    expect(codemod(folder, ['check', ...baseline]).exitCode).toBe(0);
  });

  test('is said with what to do, and is counted by audit', () => {
    const folder = makeFolder(detour);
    const { exitCode, stdout, stderr } = codemod(folder, ['check']);
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringContaining('import app.new:Store, or add app.compat:Store to the legacy paths') as unknown,
    ]);
    expect(stderr).not.toContain('Fix with: ssot-codemod apply');
    const audit = JSON.parse(codemod(folder, ['audit', '--format', 'json']).stdout) as { undeclaredPaths: object[] };
    expect(audit.undeclaredPaths).toMatchObject([
      { path: 'two.py', line: 1, from: 'app.compat:Store', to: 'app.new:Store' },
    ]);
    expect(codemod(folder, ['audit']).stdout).toContain('Imports by paths that the Map does not know');
  });

  withGit.test('is seen in what is staged, and in what changed (needs git)', () => {
    const folder = makeRepository(files);
    addFiles(folder, detour);
    git(folder, 'add', '.');
    const expected = ['undeclared-path two.py:1 app.compat:Store -> app.new:Store'];
    expect(found(folder, '--staged')).toEqual(expected);
    expect(found(folder, '--since', 'HEAD')).toEqual(expected);
    commitAll(folder);
    expect(found(folder, '--since', 'HEAD')).toEqual([]);
  });
});
