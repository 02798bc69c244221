import { describe, expect, test } from '@jest/globals';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { prunableFiles as files, pruned, verdicts } from '../support/pruned.ts';
import { addFiles, git, makeRepository, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

withGit.describe('prune of what shims leave', () => {
  const shimmed = (more: Files = {}): string => {
    const folder = makeRepository({
      ...files,
      'app/core/manager.py': 'class Manager:\n    pass\n\n\n_count = 0\n',
      ...more,
    });
    expect(codemod(folder, ['shim', '--keep-old', '--include-review', '--apply']).exitCode).toBe(0);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'shims');
    return folder;
  };

  test('shims go with their old code and the support module', () => {
    const folder = shimmed();
    expect(verdicts(folder)).toEqual({
      'app/_ssot_shims.py': 'shim safe unreferenced',
      'app/core/_legacy_manager.py': 'shim safe unreferenced',
      'app/core/manager.py': 'legacy-module safe unreferenced',
      'app/core/old_manager.py': 'legacy-module safe unreferenced',
      'app/old_events.py': 'legacy-module safe unreferenced',
    });
    codemod(folder, ['prune', '--apply']);
    expect(git(folder, 'status', '--short').trim().split('\n').length).toBe(5);
    codemod(folder, ['rollback']);
    expect(git(folder, 'status', '--short')).toBe('');
  });

  test('a shim that is imported stays, with its old code and the support module', () => {
    const folder = shimmed({ 'app/a.py': 'from app.core.manager import Manager\n' });
    expect(verdicts(folder)).toEqual({
      'app/_ssot_shims.py': 'shim refused has-importers',
      'app/core/_legacy_manager.py': 'shim refused has-importers',
      'app/core/manager.py': 'legacy-module refused has-importers',
      'app/core/old_manager.py': 'legacy-module safe unreferenced',
      'app/old_events.py': 'legacy-module safe unreferenced',
    });
  });

  test('old code stays while it has names without a canonical path', () => {
    const folder = shimmed({ 'app/core/manager.py': 'class Manager:\n    pass\n\n\ndef helper():\n    pass\n' });
    expect(verdicts(folder)).toMatchObject({
      'app/core/_legacy_manager.py': 'shim refused unmapped-names',
      'app/core/manager.py': 'legacy-module safe unreferenced',
    });
  });

  test('--hits keeps a module that a program has used', () => {
    const folder = shimmed();
    const line = { legacy: 'app.core.manager:Manager', file: '/srv/x.py', line: 7, hits: 1, time: 1767225600 };
    addFiles(folder, { 'hits/1.jsonl': `${JSON.stringify(line)}\n` });
    const found = pruned(folder, '--hits', 'hits').get('app/core/manager.py');
    expect(found).toMatchObject({ tier: 'refused', reason: 'hit', places: ['/srv/x.py:7'] });
  });
});

withGit.describe('prune of empty packages', () => {
  const legacy: Files = {
    'ssot.config.json': JSON.stringify({
      python: { map: [{ canonical: 'app.core.unified', legacy: ['app.old.inner.manager'] }] },
    }),
    'app/__init__.py': '',
    'app/core/__init__.py': '',
    'app/core/unified.py': 'class Manager:\n    pass\n',
    'app/old/__init__.py': '# Old.\n"""Known as "old".\n\nOnce."""\n',
    'app/old/inner/__init__.py': '',
    'app/old/inner/manager.py': 'from app.core.unified import *\n',
  };

  test.each<[string, Files, Record<string, string>]>([
    [
      'they go with their last module',
      {},
      {
        'app/old/__init__.py': 'empty-package safe unreferenced',
        'app/old/inner/__init__.py': 'empty-package safe unreferenced',
        'app/old/inner/manager.py': 'legacy-module safe unreferenced',
      },
    ],
    [
      'one with another file is not empty: not-empty',
      { 'app/old/data.txt': 'data' },
      {
        'app/old/inner/__init__.py': 'empty-package safe unreferenced',
        'app/old/inner/manager.py': 'legacy-module safe unreferenced',
      },
    ],
    [
      'one that is imported stays',
      { 'app/main.py': 'import app.old\n' },
      {
        'app/old/__init__.py': 'empty-package refused has-importers',
        'app/old/inner/__init__.py': 'empty-package safe unreferenced',
        'app/old/inner/manager.py': 'legacy-module safe unreferenced',
      },
    ],
    [
      'one with code stays',
      { 'app/old/inner/__init__.py': 'X = 1\n' },
      { 'app/old/inner/manager.py': 'legacy-module safe unreferenced' },
    ],
    [
      'one with a module that stays is nothing to speak of',
      { 'app/main.py': 'from app.old.inner.manager import Manager\n' },
      { 'app/old/inner/manager.py': 'legacy-module refused has-importers' },
    ],
  ])('%s', (_, more, expected) => {
    expect(verdicts(makeRepository({ ...legacy, ...more }))).toEqual(expected);
  });

  test('they leave no folder behind, and come back', () => {
    const folder = makeRepository(legacy);
    const before = snapshot(folder);
    codemod(folder, ['prune', '--apply']);
    expect(Object.keys(snapshot(folder)).filter((file) => file.startsWith('app/old'))).toEqual([]);
    codemod(folder, ['rollback']);
    expect(snapshot(folder)).toEqual(before);
  });

  test('an untracked file keeps its package', () => {
    const folder = makeRepository(legacy);
    addFiles(folder, { 'app/old/inner/notes.txt': 'mine' });
    expect(verdicts(folder)).toEqual({ 'app/old/inner/manager.py': 'legacy-module safe unreferenced' });
  });
});

describe('prune --with-tests', () => {
  const tested: Files = {
    ...files,
    'tests/test_manager.py': 'import pytest\nfrom app.core.manager import Manager\nfrom tests.helpers import x\n',
    'tests/helpers.py': 'x = 1\n',
  };

  withGit.test('lists tests of nothing but what goes, and deletes both', () => {
    const folder = makeRepository(tested);
    expect(verdicts(folder)['app/core/manager.py']).toBe('legacy-module review only-tests');
    const found = verdicts(folder, '--with-tests');
    expect(found['tests/test_manager.py']).toBe('test review tests-what-goes');
    expect(found['app/core/manager.py']).toBe('legacy-module review waits-for-others');
    const status = (): string => git(folder, 'status', '--short', 'app/core/manager.py', 'tests');
    codemod(folder, ['prune', '--with-tests', '--apply']);
    expect(status()).toBe('');
    codemod(folder, ['rollback']);
    codemod(folder, ['prune', '--with-tests', '--apply', '--include-review']);
    expect(status()).toBe(' D app/core/manager.py\n D tests/test_manager.py\n');
  });

  withGit.test.each<[string, Files]>([
    [
      'tests of something else, too',
      { 'tests/test_manager.py': 'from app.core.manager import Manager\nfrom app.main import x\n' },
    ],
    ['helpers of tests', { 'tests/test_manager.py': '', 'tests/helpers.py': 'from app.core.manager import Manager\n' }],
  ])('leaves %s', (_, more) => {
    const found = verdicts(makeRepository({ ...tested, ...more }), '--with-tests');
    expect(found['app/core/manager.py']).toBe('legacy-module review only-tests');
    expect(Object.keys(found).filter((file) => file.startsWith('tests/'))).toEqual([]);
  });

  withGit.test('leaves a test that something names', () => {
    const folder = makeRepository({ ...tested, 'ci.sh': 'pytest tests/test_manager.py\n' });
    expect(verdicts(folder, '--with-tests')['tests/test_manager.py']).toBe('test refused named-by-string');
  });
});
