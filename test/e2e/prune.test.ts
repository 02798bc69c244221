import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
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
import { prunableFiles as files, pruneConfig as config, pruned, verdicts } from '../support/pruned.ts';
import type { Deletion } from '../support/pruned.ts';
import type { Files } from '../support/repository.ts';

withGit.describe('prune', () => {
  test('modules of the Map that nothing names can go, and nothing else is listed', () => {
    const folder = makeRepository(files);
    expect(verdicts(folder)).toEqual({
      'app/core/manager.py': 'legacy-module safe unreferenced',
      'app/core/old_manager.py': 'legacy-module safe unreferenced',
      'app/old_events.py': 'legacy-module safe unreferenced',
    });
  });

  test.each<[string, Files, string, string]>([
    ['an import', { 'app/a.py': 'from app.core.manager import Manager\n' }, 'refused has-importers', 'app/a.py:1'],
    [
      'an import of the module',
      { 'app/a.py': 'X = 1\nimport app.core.manager as m\n' },
      'refused has-importers',
      'app/a.py:2',
    ],
    [
      'an import from the package',
      { 'app/a.py': 'def f():\n    from app.core import manager\n' },
      'refused has-importers',
      'app/a.py:2',
    ],
    [
      'a relative import',
      { 'app/core/a.py': 'from .manager import Manager\n' },
      'refused has-importers',
      'app/core/a.py:1',
    ],
    [
      'a relative import of the module',
      { 'app/core/a.py': 'from . import (\n    manager,\n)\n' },
      'refused has-importers',
      'app/core/a.py:1',
    ],
    ['a star', { 'app/a.py': 'from app.core.manager import *\n' }, 'refused has-importers', 'app/a.py:1'],
    [
      'an import in a file that does not parse',
      { 'app/a.py': 'from app.core.manager import Manager\ndef f(:\n' },
      'refused has-importers',
      'app/a.py:1',
    ],
    [
      'an import in a script without an ending',
      { run: '#!/usr/bin/env python3\nimport app.core.manager\n' },
      'refused has-importers',
      'run:2',
    ],
    [
      'a string',
      { 'app/a.py': 'import importlib\nimportlib.import_module("app.core.manager")\n' },
      'refused named-by-string',
      'app/a.py:2',
    ],
    [
      'a patch',
      { 'tests/test_a.py': 'def test(mocker):\n    mocker.patch("app.core.manager.Manager")\n' },
      'refused named-by-string',
      'tests/test_a.py:2',
    ],
    [
      'an entry point',
      { 'pyproject.toml': '[project.scripts]\nrun = "app.core.manager:Manager"\n' },
      'refused entry-point',
      'pyproject.toml:2',
    ],
    [
      'a configuration',
      { 'deploy.yaml': 'handler: app.core.manager.Manager\n' },
      'refused named-by-string',
      'deploy.yaml:1',
    ],
    [
      'a Dockerfile',
      { Dockerfile: 'FROM python\nCMD ["python", "app/core/manager.py"]\n' },
      'refused named-by-string',
      'Dockerfile:2',
    ],
    [
      'a workflow',
      { '.github/workflows/ci.yml': 'steps:\n  - run: python -m app.core.manager\n' },
      'refused named-by-string',
      '.github/workflows/ci.yml:2',
    ],
    [
      'a notebook',
      { 'a.ipynb': '{"cells": [{"source": ["import app.core.manager"]}]}\n' },
      'refused named-by-string',
      'a.ipynb:1',
    ],
    [
      'a notebook that takes it from the package',
      { 'a.ipynb': '{"cells": [{"source": ["from app.core import manager"]}]}\n' },
      'refused named-by-string',
      'a.ipynb:1',
    ],
    [
      'a command line with code',
      { 'run.sh': 'python -c "from app.core import events, manager"\n' },
      'refused named-by-string',
      'run.sh:1',
    ],
    [
      'a package that lists it',
      { 'app/core/__init__.py': '__all__ = ["manager"]\n' },
      'refused named-by-string',
      'app/core/__init__.py:1',
    ],
    [
      'an import with another folder on the path',
      { 'tools/a.py': 'from core.manager import Manager\n' },
      'refused has-importers',
      'tools/a.py:1',
    ],
    [
      'an import of a script beside it',
      { 'app/core/run.py': 'import manager\n' },
      'refused has-importers',
      'app/core/run.py:1',
    ],
    [
      'a relative name',
      { 'app/a.py': 'import importlib\nX = importlib.import_module(".manager", "app.core")\n' },
      'review near-string',
      'app/a.py:2',
    ],
    [
      'something behind a dot',
      { 'app/a.py': 'import app.core as core\nX = core.manager.Manager\n' },
      'review near-string',
      'app/a.py:2',
    ],
    [
      'tests only',
      { 'tests/test_a.py': 'from app.core.manager import Manager\n' },
      'review only-tests',
      'tests/test_a.py:1',
    ],
    ['text', { 'README.md': 'Use `app.core.manager`.\n' }, 'review named-in-text', 'README.md:1'],
    ['a comment', { 'app/a.py': '# see app.core.manager\n' }, 'review named-in-text', 'app/a.py:1'],
    ['the end of its path', { 'app/a.py': 'X = "core.manager"\n' }, 'review near-string', 'app/a.py:1'],
    [
      'code that puts names together',
      { 'app/a.py': 'def f(x):\n    return __import__(f"app.core.{x}")\n' },
      'review folder-loading',
      'app/a.py:2',
    ],
    [
      'code that lists its folder',
      { 'app/core/a.py': 'import pkgutil\nX = list(pkgutil.iter_modules(__path__))\n' },
      'review folder-loading',
      'app/core/a.py',
    ],
  ])('a module stays, or is for review, for %s', (_, others, verdict, place) => {
    const folder = makeRepository({ ...files, ...others });
    const { kind, tier, reason, places } = pruned(folder).get('app/core/manager.py') ?? {};
    expect([`${tier ?? ''} ${reason ?? ''}`, places, kind]).toEqual([verdict, [place], 'legacy-module']);
  });

  test.each<[string, Files]>([
    [
      'another module of that name',
      { 'app/other/__init__.py': '', 'app/other/manager.py': '', 'app/a.py': 'from app.other.manager import x\n' },
    ],
    ['the word alone', { 'app/a.py': 'manager = "manager"\nprint(manager)\n' }],
    ['a longer path', { 'app/a.py': 'X = "app.core.manager_of_all"\n', 'deploy.yaml': 'x: app.core.managers\n' }],
    ['itself', { 'app/core/manager.py': 'from app.core.unified import Manager\n# app.core.manager is old\n' }],
    ['a module that goes, too', { 'app/core/old_manager.py': 'from app.core.manager import Manager as OldManager\n' }],
    ['a backup', { 'app/a.py.bak': 'from app.core.manager import Manager\n', 'app/a.py': '' }],
  ])('a module can go whatever names %s', (_, others) => {
    const folder = makeRepository({ ...files, ...others });
    expect(verdicts(folder)['app/core/manager.py']).toBe('legacy-module safe unreferenced');
  });

  test('the configuration names it, and does not keep it; what stands beside it in pyproject.toml does', () => {
    const others = Object.fromEntries(Object.entries(files).filter(([file]) => file !== 'ssot.config.json'));
    const [first, second] = config.python.map;
    const table = (entry: unknown): string =>
      JSON.stringify(entry)
        .replaceAll('":', '" = ')
        .replaceAll('"canonical"', 'canonical')
        .replaceAll('"legacy"', 'legacy');
    const own = `[tool.ssot-codemod.python]\nmap = [${table(first)}, ${table(second)}]\n`;
    const folder = makeRepository({ ...others, 'pyproject.toml': `[project]\nname = "x"\n\n${own}` });
    expect(verdicts(folder)['app/core/manager.py']).toBe('legacy-module safe unreferenced');
    addFiles(folder, { 'pyproject.toml': `${own}\n[project.scripts]\nrun = "app.core.manager:Manager"\n` });
    expect(verdicts(folder)['app/core/manager.py']).toBe('legacy-module refused entry-point');
  });

  test('a module stays with names that the Map does not know', () => {
    const folder = makeRepository({
      ...files,
      'app/core/manager.py':
        'from app.core.unified import Manager\n\n\nclass Helper:\n    pass\n\n\ndef _private():\n    pass\n',
    });
    const { reason, because } = pruned(folder).get('app/core/manager.py') ?? {};
    expect([reason, because]).toEqual([
      'unmapped-names',
      'the Map says of these names neither where they go nor that nobody needs them: Helper',
    ]);
  });

  test('a module whose names the Map removes can go, when nobody imports them', () => {
    const map = [...config.python.map, { legacy: ['app.core.gone:Helper'], message: 'nobody needs it' }];
    const own = {
      ...files,
      'ssot.config.json': JSON.stringify({ python: { map } }),
      'app/core/gone.py': 'class Helper:\n    pass\n',
    };
    expect(verdicts(makeRepository(own))['app/core/gone.py']).toBe('legacy-module safe unreferenced');
    const used = { ...own, 'app/a.py': 'from app.core.gone import Helper\n' };
    expect(verdicts(makeRepository(used))['app/core/gone.py']).toBe('legacy-module refused has-importers');
  });

  test('a module that imports one which stays is no reason to keep itself; one that is imported keeps what it imports', () => {
    const folder = makeRepository({
      ...files,
      'app/core/old_manager.py': 'from app.core.manager import Manager as OldManager\n',
      'app/a.py': 'from app.core.old_manager import OldManager\n',
    });
    expect(verdicts(folder)).toMatchObject({
      'app/core/old_manager.py': 'legacy-module refused has-importers',
      'app/core/manager.py': 'legacy-module refused has-importers',
    });
  });

  test('what only a file for review names waits for that one', () => {
    const folder = makeRepository({
      ...files,
      'app/core/old_manager.py': 'from app.core.manager import Manager as OldManager\n',
      'README.md': 'Use app.core.old_manager.\n',
    });
    expect(verdicts(folder)).toMatchObject({
      'app/core/old_manager.py': 'legacy-module review named-in-text',
      'app/core/manager.py': 'legacy-module review waits-for-others',
    });
    for (const choice of [[], ['--include-review=waits-for-others']]) {
      codemod(folder, ['prune', '--apply', ...choice, '--allow-dirty']);
      expect(snapshot(folder).has('app/core/manager.py')).toBe(true);
    }
    codemod(folder, ['prune', '--apply', '--include-review=waits-for-others,named-in-text', '--allow-dirty']);
    expect(snapshot(folder).has('app/core/old_manager.py')).toBe(false);
    expect(snapshot(folder).has('app/core/manager.py')).toBe(false);
  });

  test('a backup that stays keeps what it imports', () => {
    const backup = 'from app.core.manager import Manager\n';
    const folder = makeRepository({ ...files, 'app/main_backup.py': backup, 'app/a.py': 'import app.main_backup\n' });
    expect(verdicts(folder)).toMatchObject({
      'app/main_backup.py': 'backup refused has-importers',
      'app/core/manager.py': 'legacy-module refused has-importers',
    });
    rmSync(path.join(folder, 'app/a.py'));
    git(folder, 'commit', '-qam', 'gone');
    expect(verdicts(folder)).toMatchObject({
      'app/main_backup.py': 'backup safe unreferenced',
      'app/core/manager.py': 'legacy-module safe unreferenced',
    });
  });

  test('backups go by their names, unless something says otherwise', () => {
    const kept = '.backup.20250914_190725';
    const folder = makeFolder({
      ...files,
      '.gitignore': '*.ignored.bak\n',
      [`app/main.py${kept}`]: 'OLD = 1\n',
      'app/main.py.skip': 'OLD = 2\n',
      'app/gone.py.disabled': 'ONLY = 1\n',
      [`app/core/events.py${kept}`]: 'OLD = 3\n',
      'restore.sh': `cp app/core/events.py${kept} app/core/events.py\n`,
      'reports/files.json': JSON.stringify([`app/main.py${kept}`]),
      'app/core/unified.py.orig': '# ssot: allow[leftover] needed until May\n',
      'config.template': 'x',
      'tests/test_backup.py': 'def test():\n    pass\n',
    });
    commitAll(folder);
    addFiles(folder, {
      'app/core/manager.py.bak': 'OLD = 4\n',
      'app/x.ignored.bak': 'OLD = 5\n',
      'app/main.py.skip': 'NEW = 1\n',
    });
    symlinkSync('main.py', path.join(folder, 'app/link.py.bak'));
    git(folder, 'add', 'app/link.py.bak');
    git(folder, 'commit', '-qm', 'link');
    const backups = Object.fromEntries(
      Object.entries(verdicts(folder)).filter(([, verdict]) => verdict.startsWith('backup ')),
    );
    expect(backups).toEqual({
      [`app/main.py${kept}`]: 'backup safe unreferenced',
      'app/main.py.skip': 'backup refused changed-on-disk',
      'app/gone.py.disabled': 'backup review only-copy',
      [`app/core/events.py${kept}`]: 'backup review named-in-file',
      'app/core/unified.py.orig': 'backup refused allowed-by-comment',
      'app/core/manager.py.bak': 'backup refused untracked',
      'app/link.py.bak': 'backup refused is-a-link',
    });
    const before = snapshot(folder);
    expect(codemod(folder, ['prune', '--apply', '--include-review', '--allow-dirty']).exitCode).toBe(0);
    const gone = [...before.keys()].filter((file) => !snapshot(folder).has(file));
    expect(gone.toSorted()).toEqual(
      [
        'app/core/events.py' + kept,
        'app/core/manager.py',
        'app/core/old_manager.py',
        'app/gone.py.disabled',
        'app/main.py' + kept,
        'app/old_events.py',
      ].toSorted(),
    );
    codemod(folder, ['rollback']);
    expect(snapshot(folder)).toEqual(before);
  });

  test('what a link leads to stays', () => {
    const folder = makeFolder({ ...files, 'app/main.py.bak': 'OLD = 1\n' });
    symlinkSync('main.py.bak', path.join(folder, 'app/link.txt'));
    symlinkSync('app/core/manager.py', path.join(folder, 'manager'));
    commitAll(folder);
    expect(pruned(folder).get('app/main.py.bak')?.because).toBe('a string names it (app/link.txt)');
    expect(verdicts(folder)['app/core/manager.py']).toBe('legacy-module refused named-by-string');
  });

  test('a backup that can be imported stays as long as it is', () => {
    const folder = makeRepository({
      ...files,
      'app/main_backup.py': 'X = 1\n',
      'app/a.py': 'from app.main_backup import X\n',
    });
    expect(verdicts(folder)['app/main_backup.py']).toBe('backup refused has-importers');
  });

  test('nothing is written without --apply; with it, what is safe goes, and a rollback brings it back', () => {
    const folder = makeRepository({ ...files, 'app/main.py.bak': 'OLD = 1\n', 'README.md': 'app.core.manager\n' });
    const before = snapshot(folder);
    const dry = codemod(folder, ['prune']);
    expect(dry.exitCode).toBe(0);
    expect(dry.stderr).toContain(
      '3 files of 11 can go, 89 bytes: 1 backup, 2 legacy-module\n1 more for review (--include-review takes them)\n',
    );
    expect(dry.stdout).toContain(
      'Can go: 3 files, 89 bytes (3 unreferenced)\n  app/core/old_manager.py legacy-module unreferenced: nothing names it\n',
    );
    expect(dry.stdout).toContain(
      'For review: 1 file, 37 bytes (1 named-in-text)\n  app/core/manager.py legacy-module named-in-text: text names it (README.md:1)\n',
    );
    expect(codemod(folder, ['prune', '--exit-code']).exitCode).toBe(1);
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    const applied = codemod(folder, ['prune', '--apply']);
    expect(applied.exitCode).toBe(0);
    expect(applied.stderr).toContain('3 files deleted');
    expect(git(folder, 'status', '--porcelain').split('\n').filter(Boolean)).toHaveLength(3);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(codemod(folder, ['prune', '--apply', '--include-review=named-in-text', '--commit']).exitCode).toBe(0);
    expect(git(folder, 'log', '-1', '--format=%s')).toBe('Delete what nothing reaches any more (all)\n');
    expect(git(folder, 'ls-files', 'app/core/manager.py')).toBe('');
    expect(codemod(folder, ['prune', '--exit-code']).exitCode).toBe(0);
  });

  test('a module that tests import does not go before they do', () => {
    const folder = makeRepository({ ...files, 'tests/test_a.py': 'from app.core.manager import Manager\n' });
    expect(codemod(folder, ['prune', '--apply', '--include-review']).exitCode).toBe(0);
    expect(snapshot(folder).has('app/core/manager.py')).toBe(true);
    expect(snapshot(folder).has('app/core/old_manager.py')).toBe(false);
  });

  test('the gate puts back what it needs', () => {
    const folder = makeRepository({ ...files, 'app/main.py.bak': 'OLD = 1\n', 'app/core/unified.py.bak': 'OLD = 2\n' });
    const { exitCode, stderr } = codemod(folder, ['prune', '--apply', '--gate', 'test -f app/main.py.bak']);
    expect(stderr).toContain('quarantined: app/main.py.bak\n');
    expect(exitCode).toBe(1);
    expect(git(folder, 'status', '--porcelain')).toContain(' D app/core/unified.py.bak\n');
    expect(snapshot(folder).has('app/main.py.bak')).toBe(true);
  });

  test('a plan is saved for apply, and shown by every reporter', () => {
    const folder = makeRepository({ ...files, 'app/main.py.bak': 'OLD = 1\n' });
    expect(codemod(folder, ['prune', '--save', '.git/the.plan']).stderr).toContain(
      'Apply with: ssot-codemod apply --plan',
    );
    for (const format of ['text', 'json', 'markdown', 'html', 'sarif', 'github'])
      expect(codemod(folder, ['report', '--from', '.git/the.plan', '--format', format]).exitCode).toBe(0);
    expect(codemod(folder, ['apply', '--plan', '.git/the.plan', '--batch-by', 'directory', '--commit']).exitCode).toBe(
      0,
    );
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(snapshot(folder).has('app/main.py.bak')).toBe(false);
  });

  test('below a folder of the repository, what lies outside of it counts, too', () => {
    const folder = makeRepository({
      ...Object.fromEntries(Object.entries(files).map(([file, text]) => [`back/${file}`, text])),
      'deploy.sh': 'python -m app.core.manager\n',
    });
    const { tier, places } = pruned(path.join(folder, 'back')).get('app/core/manager.py') ?? {};
    expect([tier, places]).toEqual(['refused', ['../deploy.sh:1']]);
  });

  describe('names of modules that stay', () => {
    const facade = (init: string, others: Files = {}): string =>
      makeRepository({
        ...files,
        'app/core/old_manager.py': 'from app.core.unified import Manager as OldManager\n',
        'app/core/__init__.py': init,
        ...others,
      });
    const names = (folder: string, ...args: readonly string[]): string[] => {
      const { stdout } = codemod(folder, ['prune', '--format', 'json', ...args]);
      const { deletions } = JSON.parse(stdout) as { deletions: Deletion[] };
      return deletions.flatMap(({ name, kind, tier, reason }) =>
        name === undefined ? [] : [`${name} ${kind} ${tier} ${reason}`],
      );
    };

    test('a facade name that nobody takes goes, and the module that it came from in the same run', () => {
      const folder = facade(
        '"""Core."""\nfrom .unified import Manager\nfrom .old_manager import OldManager  # old\n\n__all__ = ["Manager", "OldManager"]\n',
      );
      expect(names(folder)).toEqual(['OldManager facade-name safe unreferenced']);
      expect(verdicts(folder)['app/core/old_manager.py']).toBe('legacy-module safe unreferenced');
      expect(codemod(folder, ['prune', '--apply']).exitCode).toBe(0);
      expect(read(folder, 'app/core/__init__.py')).toBe(
        '"""Core."""\nfrom .unified import Manager\n\n__all__ = ["Manager"]\n',
      );
      expect(snapshot(folder).has('app/core/old_manager.py')).toBe(false);
      codemod(folder, ['rollback']);
      expect(git(folder, 'status', '--porcelain')).toBe('');
    });

    test('a module does not go without the name that hands it on, whatever else is chosen', () => {
      const folder = facade('from .old_manager import OldManager\n', {
        'app/core/lister.py': 'import pkgutil\nX = list(pkgutil.iter_modules(__path__))\n',
      });
      expect(verdicts(folder)['app/core/old_manager.py']).toBe('legacy-module review folder-loading');
      codemod(folder, ['prune', '--apply', '--include-review=folder-loading']);
      expect(read(folder, 'app/core/__init__.py')).toBe('from .old_manager import OldManager\n');
      expect(snapshot(folder).has('app/core/old_manager.py')).toBe(true);
    });

    test('a facade with uncommitted changes keeps the module', () => {
      const folder = facade(`from .unified import Manager\nfrom .old_manager import OldManager\n`);
      addFiles(folder, {
        'app/core/__init__.py': `from .unified import Manager\nfrom .old_manager import OldManager\n# mine\n`,
      });
      expect(names(folder)).toEqual([]);
      expect(verdicts(folder)['app/core/old_manager.py']).toBe('legacy-module refused has-importers');
    });

    test('one of several names of a statement goes', () => {
      const old = 'from app.core.unified import Manager as OldManager\nfrom app.core.unified import Manager\n';
      const folder = facade(
        'from .unified import Manager as M\nfrom .old_manager import (\n    OldManager,  # old\n    Manager,\n)\n',
        {
          'app/core/old_manager.py': old,
          'app/a.py': 'from app.core import Manager\n',
        },
      );
      expect(names(folder)).toEqual(['OldManager facade-name safe unreferenced']);
      codemod(folder, ['prune', '--apply']);
      expect(read(folder, 'app/core/__init__.py')).toBe(
        'from .unified import Manager as M\nfrom .old_manager import (\n    Manager,\n)\n',
      );
    });

    test('where importing the package would load less, it is for review, and so is the module', () => {
      const folder = facade('from .old_manager import OldManager\n');
      expect(names(folder)).toEqual(['OldManager facade-name review loads-others']);
      expect(verdicts(folder)['app/core/old_manager.py']).toBe('legacy-module review loads-others');
      expect(codemod(folder, ['prune', '--apply']).exitCode).toBe(0);
      expect(read(folder, 'app/core/__init__.py')).toBe('from .old_manager import OldManager\n');
      codemod(folder, ['prune', '--apply', '--include-review', '--allow-dirty']);
      expect(read(folder, 'app/core/__init__.py')).toBe('');
      expect(snapshot(folder).has('app/core/old_manager.py')).toBe(false);
    });

    const loading = 'from .unified import Manager\n';
    test.each<[string, string, Files]>([
      [
        'somebody imports it',
        `${loading}from .old_manager import OldManager\n`,
        { 'app/a.py': 'from app.core import OldManager\n' },
      ],
      [
        'a sibling imports it',
        `${loading}from .old_manager import OldManager\n`,
        { 'app/core/a.py': 'from . import OldManager\n' },
      ],
      [
        'somebody takes all',
        `${loading}from .old_manager import OldManager\n`,
        { 'app/a.py': 'from app.core import *\n' },
      ],
      [
        'somebody has it behind a dot',
        `${loading}from .old_manager import OldManager\n`,
        { 'app/a.py': 'import app.core as c\nc.OldManager\n' },
      ],
      [
        'a string names it',
        `${loading}from .old_manager import OldManager\n`,
        { 'tests/test_a.py': 'def test(mocker):\n    mocker.patch("app.core.OldManager")\n' },
      ],
      [
        'a configuration names it',
        `${loading}from .old_manager import OldManager\n`,
        { 'a.yaml': 'class: app.core:OldManager\n' },
      ],
      ['the module uses it', `${loading}from .old_manager import OldManager\n\nX = OldManager()\n`, {}],
      [
        'it stands in a block',
        `${loading}try:\n    from .old_manager import OldManager\nexcept ImportError:\n    pass\n`,
        {},
      ],
      [
        'its list is made',
        `${loading}from .old_manager import OldManager\n\n__all__ = ["OldManager"] + []\n__all__.append("OldManager")\n`,
        {},
      ],
      ['another statement is behind it', `${loading}from .old_manager import OldManager; X = 1\n`, {}],
      ['the file is generated', `# @generated\n${loading}from .old_manager import OldManager\n`, {}],
    ])('it stays when %s', (_, init, others) => {
      const folder = facade(init, others);
      expect(names(folder)).toEqual([]);
      expect(verdicts(folder)['app/core/old_manager.py']).toBe('legacy-module refused has-importers');
    });

    test('a dead alias goes from the module that stays', () => {
      const map = [
        { canonical: 'app.core.unified:Manager', legacy: ['app.core.unified:OldName', 'app.core.unified:Used'] },
      ];
      const folder = makeRepository({
        'ssot.config.json': JSON.stringify({ python: { map } }),
        'app/__init__.py': '',
        'app/core/__init__.py': '',
        'app/core/unified.py':
          'class Manager:\n    pass\n\n\nOldName = Manager  # until May\nUsed = Manager\n\n__all__ = [\n    "Manager",\n    "OldName",\n    "Used",\n]\n',
        'app/a.py': 'from app.core.unified import Used\n',
      });
      expect(names(folder)).toEqual(['OldName dead-alias safe unreferenced']);
      const { exitCode, stderr } = codemod(folder, ['prune', '--apply']);
      expect(stderr).toContain('1 of 5 files changed: 1 edit\n');
      expect(exitCode).toBe(0);
      expect(read(folder, 'app/core/unified.py')).toBe(
        'class Manager:\n    pass\n\n\nUsed = Manager\n\n__all__ = [\n    "Manager",\n    "Used",\n]\n',
      );
    });
  });

  test('some folders only, and none that are excluded', () => {
    const folder = makeRepository({
      ...files,
      'a/x.py.bak': '',
      'a/x.py': 'A = 1',
      'b/x.py.bak': '',
      'b/x.py': 'A = 1',
    });
    expect(Object.keys(verdicts(folder, 'a'))).toEqual(['a/x.py.bak']);
    expect(Object.keys(verdicts(folder, 'a', 'b', '--exclude', 'b/**'))).toEqual(['a/x.py.bak']);
  });

  test('Markdown has a row for each', () => {
    const folder = makeRepository({ ...files, 'app/main.py.bak': 'OLD = 1\n' });
    const { stdout } = codemod(folder, ['prune', '--format', 'markdown']);
    expect(stdout).toContain('| backup | 1 | 0 | 0 |\n| legacy-module | 3 | 0 | 0 |\n');
    expect(stdout).toContain('| `app/main.py.bak` | backup | unreferenced | nothing names it |\n');
  });

  test.each([
    [['prune', '--gate', 'true'], '--gate, --commit, --message and --allow-dirty need --apply'],
    [['prune', '--apply', '--message', 'x'], '--message needs --commit'],
    [['prune', '--include-review=unreferenced'], '--include-review takes only-tests, '],
  ])('wrong usage is said: %j', (args, message) => {
    const { exitCode, stderr } = codemod(makeRepository(files), args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  test('a file that names a module and a backup a million times takes no time', () => {
    const line = 'x: app.core.manager app/main.py.bak from app.core import manager\n';
    const folder = makeRepository({ ...files, 'app/main.py.bak': 'OLD = 1\n', 'a.yaml': line.repeat(200_000) });
    expect(verdicts(folder)).toMatchObject({
      'app/core/manager.py': 'legacy-module refused named-by-string',
      'app/main.py.bak': 'backup review named-in-file',
    });
  }, 20_000);

  test('hostile names are shown and not obeyed', () => {
    const folder = makeRepository({
      ...files,
      'app/\u001b[31m.py.bak': '',
      'app/`a`|b.py.bak': '',
      'app/\u001b[31m.py': 'A = 1',
    });
    const { stdout } = codemod(folder, ['prune', '-v']);
    expect(stdout).not.toContain('\u001b');
    expect(codemod(folder, ['prune', '--format', 'markdown']).stdout).not.toContain('\u001b');
    expect(codemod(folder, ['prune', '--apply', '--include-review']).exitCode).toBe(0);
    codemod(folder, ['rollback']);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });
});

test('outside of git it says that it needs a repository', () => {
  const folder = makeFolder(files);
  rmSync(path.join(folder, '.git'), { recursive: true, force: true });
  const { exitCode, stderr } = codemod(folder, ['prune']);
  expect(stderr).toContain('prune needs a git repository');
  expect(exitCode).toBe(2);
});

withGit.test('audit says of leftovers what prune does', () => {
  const folder = makeRepository({
    ...files,
    'app/main.py.bak': 'OLD = 1\n',
    'app/main.py.skip': 'OLD = 1\n',
    'app/core/events.py.bak': 'OLD = 2\n',
    'restore.sh': 'cp app/core/events.py.bak app/core/events.py\n',
  });
  addFiles(folder, { 'app/core/unified.py.bak': 'MINE = 1\n' });
  const { stdout } = codemod(folder, ['audit', '--format', 'json']);
  const { leftovers } = JSON.parse(stdout) as {
    leftovers: { path: string; canGo: boolean; prune?: { reason: string } }[];
  };
  expect(
    leftovers
      .filter(({ path: file }) => !file.endsWith('.py'))
      .map(({ path: file, canGo, prune }) => [file, canGo, prune?.reason]),
  ).toEqual([
    ['app/core/events.py.bak', false, 'named-in-file'],
    ['app/core/unified.py.bak', false, 'untracked'],
    ['app/main.py.bak', true, 'unreferenced'],
    ['app/main.py.skip', true, 'unreferenced'],
  ]);
});

withGit.test('a file whose name is no module, but a pattern, is no module that could go (needs git)', () => {
  const name = 'app/core/legacy_(a+)+$.py';
  const folder = makeRepository({
    ...files,
    [name]: 'from app.core.unified import Manager\n',
    'app/core/compat_(.py': 'from app.core.unified import Manager\n',
    'app/a(b/__init__.py': 'from app.core.manager import Manager\n',
    'run.sh': `"app.a(b.Manager" "core.legacy_" "core.compat_("\nfrom app.core import legacy_${'a'.repeat(60)} x\n`,
  });
  const found = pruned(folder);
  expect([...found.keys()].filter((file) => file.includes('('))).toEqual([]);
});
