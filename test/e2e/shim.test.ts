import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import {
  addFiles,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  read,
  snapshot,
  withGit,
} from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'app.unified:Manager', legacy: ['app.manager:WebSocketManager'] },
        { canonical: 'app.unified:make', legacy: ['app.manager:make'], replaces: true },
      ],
    },
  }),
  'app/__init__.py': '',
  'app/unified.py': 'class Manager:\n    pass\n\n\ndef make():\n    return Manager()\n',
  'app/manager.py': 'from app.unified import Manager as WebSocketManager\n',
};

interface Module {
  readonly path: string;
  readonly tier: string;
  readonly reason: string;
  readonly because: string;
  readonly names: readonly string[];
  readonly old?: string;
}

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schema/shim.json', import.meta.url), 'utf8')) as object,
);

/** The answer of `shim`, by path; it must be of its schema. */
function shims(folder: string, ...args: readonly string[]): Map<string, Module> {
  const { stdout, stderr } = codemod(folder, ['shim', '--format', 'json', ...args]);
  expect(stderr).not.toContain('bug');
  const report = JSON.parse(stdout) as { modules: Module[] };
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return new Map(report.modules.map((one) => [one.path, one]));
}

function verdicts(folder: string, ...args: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from(shims(folder, ...args), ([file, { tier, reason }]) => [file, `${tier} ${reason}`]),
  );
}

const body = 'from app.unified import Manager as WebSocketManager\n';

withGit.describe('shim', () => {
  test('shows what it would write, and writes nothing', () => {
    const folder = makeRepository(files);
    const before = snapshot(folder);
    const { stdout, stderr, exitCode } = codemod(folder, ['shim', '-v']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      'Safe: 1 module\n  app/manager.py forwards: each name leads to the same object\n    names: WebSocketManager\n',
    );
    expect(stderr).toBe('With --apply, 2 files are written: app/_ssot_shims.py, app/manager.py\n');
    expect(snapshot(folder)).toEqual(before);
  });

  test.each<[string, Files, string, string]>([
    ['the same objects', {}, 'safe forwards', 'same object'],
    [
      'an object that the Map replaces',
      { 'app/manager.py': `${body}\n\ndef make():\n    return 1\n` },
      'declared replaced',
      'make → app.unified:make',
    ],
    [
      'a class of its own',
      { 'app/manager.py': 'class WebSocketManager:\n    pass\n' },
      'review different-object',
      'WebSocketManager → app.unified:Manager',
    ],
    [
      'an import that may fail',
      {
        'app/manager.py':
          'try:\n    from fast import Manager as WebSocketManager\nexcept ImportError:\n    from app.unified import Manager as WebSocketManager\n',
      },
      'review ambiguous-definition',
      'WebSocketManager',
    ],
    [
      'an effect',
      { 'app/manager.py': `${body}import app.unified\napp.unified.registry = 1\n` },
      'review effects',
      'app/manager.py:3',
    ],
    [
      'a program',
      { 'app/manager.py': `${body}if __name__ == "__main__":\n    print(WebSocketManager)\n` },
      'review runs-as-script',
      'program',
    ],
    [
      'a public name without canonical path',
      { 'app/manager.py': `${body}def helper():\n    pass\n` },
      'refused unmapped-names',
      'helper (app/manager.py)',
    ],
    [
      'a private name that is imported',
      { 'app/manager.py': `${body}_cache = {}\n`, 'app/a.py': 'from app.manager import _cache\n' },
      'refused unmapped-names',
      '_cache',
    ],
    [
      'a private name that is an attribute elsewhere',
      { 'app/manager.py': `${body}_cache = {}\n`, 'app/a.py': 'from app import manager\n\nmanager._cache.clear()\n' },
      'refused unmapped-names',
      '_cache',
    ],
    [
      'a private name that a patch names',
      {
        'app/manager.py': `${body}_cache = {}\n`,
        'tests/test_a.py': 'import app.manager\n\nprint(patch("app.manager._cache"))\n',
      },
      'refused unmapped-names',
      '_cache',
    ],
    [
      'a logger and a private name that nobody asks for',
      { 'app/manager.py': `${body}import logging\nlogger = logging.getLogger(__name__)\n_cache = {}\n` },
      'safe forwards',
      '',
    ],
    [
      'a warning',
      { 'app/manager.py': `import warnings\n${body}warnings.warn("old", DeprecationWarning)\n` },
      'safe forwards',
      '',
    ],
    [
      'names of its own making',
      { 'app/manager.py': `${body}def __getattr__(name):\n    return name\n` },
      'refused dynamic-names',
      '',
    ],
    ['names that are set', { 'app/manager.py': `${body}globals()["x"] = 1\n` }, 'refused dynamic-names', ''],
    [
      'an `__all__` that is computed',
      { 'app/manager.py': `${body}__all__ = list(filter(None, []))\n` },
      'refused dynamic-names',
      '',
    ],
    [
      'a name that the canonical module has not',
      { 'app/unified.py': 'Manager = 1\n', 'app/manager.py': `${body}def make():\n    pass\n` },
      'refused target-not-exported',
      'make → app.unified:make',
    ],
    [
      'a definition that the canonical module imports from it',
      {
        'app/unified.py': 'from app.manager import WebSocketManager as Manager\n',
        'app/manager.py': 'class WebSocketManager:\n    pass\n',
      },
      'refused source-of-canonical',
      'WebSocketManager → app.unified:Manager',
    ],
    [
      'a name that the canonical module imports by way of it',
      {
        'app/impl.py': 'class Manager:\n    pass\n',
        'app/unified.py': 'from app.manager import WebSocketManager as Manager\n',
        'app/manager.py': 'from app.impl import Manager as WebSocketManager\n',
      },
      'refused source-of-canonical',
      'WebSocketManager → app.unified:Manager',
    ],
    [
      'only names of other entries',
      { 'app/manager.py': 'from app.unified import Manager\n' },
      'refused nothing-mapped',
      '',
    ],
    [
      'a name that nothing binds',
      {
        'app/manager.py': `import logging\n${body}logging.warning(f"import it from {canonical}")\n`.replace(
          '{canonical}',
          '{canonical_path}',
        ),
      },
      'refused fails-on-import',
      'NameError, app/manager.py:3 reads canonical_path, which nothing binds',
    ],
    [
      'code that raises',
      { 'app/manager.py': `${body}raise ImportError("gone")\n` },
      'refused fails-on-import',
      'raises',
    ],
    [
      'an import of what is not there',
      { 'app/manager.py': `from app.unified import Gone\n${body}` },
      'refused fails-on-import',
      'imports Gone from app.unified',
    ],
    ['code that is not Python', { 'app/manager.py': `${body}x = (\n` }, 'refused unreadable', ''],
  ])('%s', (_, more, verdict, because) => {
    const folder = makeRepository({ ...files, ...more });
    const found = shims(folder).get('app/manager.py');
    expect(`${found?.tier ?? ''} ${found?.reason ?? ''}`).toBe(verdict);
    expect(found?.because).toContain(because);
  });

  test.each<[string, Files, Record<string, string>]>([
    [
      'packages and canonical modules have to stay',
      {
        'ssot.config.json': JSON.stringify({
          python: {
            map: [
              { canonical: 'app.unified:Manager', legacy: ['app:Manager', 'app.make:Manager'] },
              { canonical: 'app.make:make', legacy: ['app:make'] },
            ],
          },
        }),
        'app/__init__.py': 'from app.unified import Manager\n',
        'app/make.py': 'from app.unified import Manager, make\n',
      },
      { 'app/__init__.py': 'refused is-package', 'app/make.py': 'refused is-canonical' },
    ],
    [
      'a stand-in that nobody mapped is named when it fails',
      {
        'app/manager_compat.py': `import logging\nlogging.info(f"moved to {new_place}")\n${body}`,
        'app/manager_shim.py': body,
      },
      { 'app/manager.py': 'safe forwards', 'app/manager_compat.py': 'refused fails-on-import' },
    ],
  ])('%s', (_, more, expected) => {
    expect(verdicts(makeRepository({ ...files, ...more }))).toEqual(expected);
  });

  test.each<[string, string]>([
    ['a name that is read in a function', 'def f():\n    return later\n'],
    ['a builtin', 'print(len(__file__), __spec__)\n'],
    ['a star', 'from os import *\nprint(getcwd())\n'],
    ['a name that may not be read', 'if False:\n    print(later)\n'],
    ['a name that is caught', 'try:\n    later\nexcept NameError:\n    later = 1\n'],
    ['an annotation in a string', 'x: "later" = 1\n'],
    ['a name of a comprehension', 'print([one for one in ()])\n'],
  ])('does not take %s for one that nothing binds', (_, code) => {
    const folder = makeRepository({ ...files, 'app/manager.py': `${body}${code}` });
    expect(shims(folder).get('app/manager.py')?.because).not.toContain('NameError');
  });

  test('a link is no module to write to', () => {
    const folder = makeFolder(files);
    rmSync(path.join(folder, 'app/manager.py'));
    symlinkSync('unified.py', path.join(folder, 'app/manager.py'));
    commitAll(folder);
    expect(verdicts(folder)).toEqual({ 'app/manager.py': 'refused is-a-link' });
    codemod(folder, ['shim', '--apply']);
    expect(git(folder, 'status', '--short')).toBe('');
  });

  test('applies, finds nothing more to do, and rolls back byte for byte', () => {
    const own =
      '\uFEFFclass WebSocketManager:\r\n    pass\r\n\r\n\r\ndef helper():\r\n    return WebSocketManager()\r\n';
    const folder = makeRepository({ ...files, 'app/manager.py': own });
    chmodSync(path.join(folder, 'app/manager.py'), 0o755);
    git(folder, 'commit', '-qam', 'executable');
    const before = snapshot(folder);
    const applied = codemod(folder, ['shim', '--keep-old', '--include-review', '--apply']);
    expect(applied.stderr).toContain('3 of 3 files changed: 1 edit, 2 files created');
    expect(read(folder, 'app/_legacy_manager.py')).toBe(own);
    expect(statSync(path.join(folder, 'app/manager.py')).mode & 0o777).toBe(0o755);
    expect(read(folder, 'app/manager.py')).not.toMatch(/[^\r]\n/);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'shims');
    expect(verdicts(folder, '--keep-old')).toEqual({ 'app/manager.py': 'safe up-to-date' });
    expect(codemod(folder, ['shim', '--apply']).stderr).not.toContain('Undo');
    expect(codemod(folder, ['shim', '--check'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('--save writes a plan that apply takes', () => {
    const folder = makeRepository(files);
    codemod(folder, ['shim', '--save', 'shims.plan']);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'plan');
    expect(codemod(folder, ['apply', '--plan', 'shims.plan', '--commit']).exitCode).toBe(0);
    expect(read(folder, 'app/manager.py')).toContain('_forward(');
    expect(git(folder, 'status', '--short')).toBe('');
  });

  test('files with uncommitted changes are left alone', () => {
    const folder = makeRepository(files);
    addFiles(folder, { 'app/manager.py': `${body}# mine\n` });
    const { stderr, exitCode } = codemod(folder, ['shim', '--apply']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('uncommitted changes')]);
    expect(read(folder, 'app/manager.py')).toBe(`${body}# mine\n`);
  });

  test('apply moves imports through a shim as safe, and lets old code be', () => {
    const folder = makeRepository({
      ...files,
      'ssot.config.json': (files['ssot.config.json'] as string).replace('app.manager:make', 'app.other:make'),
      'app/manager.py': 'class WebSocketManager:\n    pass\n',
      'app/other.py': 'from app.manager import WebSocketManager\n\n\ndef make():\n    return WebSocketManager()\n',
      'app/user.py': 'from app.manager import WebSocketManager\n',
    });
    codemod(folder, ['shim', '--keep-old', '--include-review', '--apply']);
    expect(read(folder, 'app/_legacy_other.py')).toContain('from app.manager import');
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'shims');
    const { stderr } = codemod(folder, ['apply']);
    expect(stderr).toContain('app/_legacy_other.py generated-file: it is the old code behind a shim');
    expect(git(folder, 'diff', '--name-only')).toBe('app/user.py\n');
    expect(read(folder, 'app/user.py')).toBe('from app.unified import Manager as WebSocketManager\n');
  });

  test('modules that share a definition are one group', () => {
    const folder = makeRepository({
      ...files,
      'ssot.config.json': JSON.stringify({
        python: {
          map: [{ canonical: 'app.unified:Manager', legacy: ['app.a:A', 'app.b:B', 'app.c:C', 'app.d:D'] }],
        },
      }),
      'app/a.py': 'class A:\n    pass\n',
      'app/b.py': 'from app.a import A as B\n',
      'app/c.py': 'from app.b import B as C\n',
      'app/d.py': 'class D:\n    pass\n',
    });
    codemod(folder, ['shim', '--keep-old', '--include-review', '--apply']);
    const groups = ['a', 'b', 'c', 'd'].map((name) => /group=\((.*)\)/.exec(read(folder, `app/${name}.py`))?.[1]);
    expect(groups).toEqual(['"app.b", "app.c",', '"app.a", "app.c",', '"app.a", "app.b",', undefined]);
  });

  test('a module that gets its shim later joins its group', () => {
    const folder = makeRepository({
      ...files,
      'ssot.config.json': JSON.stringify({
        python: { map: [{ canonical: 'app.unified:Manager', legacy: ['app.a:A', 'app.b:B'] }] },
      }),
      'app/a.py': 'class A:\n    pass\n',
      'app/b.py': 'from app.a import A as B\n',
    });
    const group = (name: string): string | undefined => /group=\((.*)\)/.exec(read(folder, `app/${name}.py`))?.[1];
    for (const [name, other] of [
      ['b', 'a'],
      ['a', 'b'],
    ]) {
      codemod(folder, ['shim', `app.${name ?? ''}`, '--keep-old', '--include-review', '--apply']);
      git(folder, 'add', '-A');
      git(folder, 'commit', '-qm', 'shim');
      expect(group(name ?? '')).toBe(`"app.${other ?? ''}",`);
    }
    expect(verdicts(folder, '--keep-old')).toEqual({ 'app/a.py': 'safe up-to-date', 'app/b.py': 'safe up-to-date' });
    expect(codemod(folder, ['shim', '--check']).exitCode).toBe(0);
  });

  test('old code goes nowhere where a file is already', () => {
    const folder = makeRepository({
      ...files,
      'app/manager.py': 'class WebSocketManager:\n    pass\n',
      'app/_legacy_manager.py': '',
    });
    expect(verdicts(folder, '--keep-old')).toEqual({ 'app/manager.py': 'refused taken' });
  });

  describe('--check', () => {
    const changes: [string, (folder: string) => void, string][] = [
      [
        'a shim that was edited',
        (folder) => {
          writeFileSync(path.join(folder, 'app/manager.py'), `${read(folder, 'app/manager.py')}x = 1\n`);
        },
        'app/manager.py: ',
      ],
      [
        'a support module that was edited',
        (folder) => {
          writeFileSync(path.join(folder, 'app/_ssot_shims.py'), `${read(folder, 'app/_ssot_shims.py')}x = 1\n`);
        },
        'app/_ssot_shims.py: it is not as it would be written',
      ],
      [
        'a support module that is gone',
        (folder) => {
          rmSync(path.join(folder, 'app/_ssot_shims.py'));
        },
        'app/manager.py: app._ssot_shims is not there',
      ],
      [
        'a canonical name that is gone',
        (folder) => {
          writeFileSync(path.join(folder, 'app/unified.py'), 'x = 1\n');
        },
        'app/manager.py: the canonical module does not have these names: WebSocketManager',
      ],
      [
        'a Map that leads elsewhere',
        (folder) => {
          addFiles(folder, {
            'app/newer.py': 'from app.unified import Manager\n',
            'ssot.config.json': (files['ssot.config.json'] as string).replace(
              'app.unified:Manager',
              'app.newer:Manager',
            ),
          });
        },
        'app/manager.py: it is not as it would be written',
      ],
    ];
    test.each(changes)('finds %s', (_, change, said) => {
      const folder = makeRepository(files);
      codemod(folder, ['shim', '--apply']);
      git(folder, 'add', '-A');
      change(folder);
      const { exitCode, stdout, stderr } = codemod(folder, ['shim', '--check']);
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining(said)]);
      expect(stderr).toBe('Write them anew with: ssot-codemod shim --apply\n');
      validate(JSON.parse(codemod(folder, ['shim', '--check', '--format', 'json']).stdout));
      expect(validate.errors ?? []).toEqual([]);
    });
  });

  test.each<[string, readonly string[], string]>([
    ['an unknown module', ['app.gone'], 'app.gone is no legacy module of the Map'],
    ['flags beside --check', ['--check', '--apply'], '--check looks at all shims'],
    ['--allow-dirty alone', ['--allow-dirty'], '--allow-dirty needs --apply'],
    ['an unknown reason', ['--include-review=fun'], '--include-review takes different-object'],
    ['a support module in no package', ['--support', 'gone.shims'], 'there is no package to put it in'],
    ['a support module that is another file', ['--support', 'app.unified'], 'was not written by shim'],
  ])('%s is refused', (_, args, said) => {
    const folder = makeRepository(files);
    const { exitCode, stderr } = codemod(folder, ['shim', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('a module is named by itself or by its file', () => {
    const folder = makeRepository(files);
    for (const name of ['app.manager', 'app/manager.py'])
      expect(verdicts(folder, name)).toEqual({ 'app/manager.py': 'safe forwards' });
  });
});
