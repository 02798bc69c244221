import { describe, expect, test } from '@jest/globals';
import { batchesOf } from '../../src/store/batches.ts';
import { makeFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files = ['app/a.py', 'app/sub/b.py', 'lib/src/pkg/c.py', 'lib/src/pkg/deep/d.py', 'top.py'];

function batches(by: string | undefined, others: Files = {}, below = ''): string[] {
  const repository = makeFolder(others);
  const root = below === '' ? repository : `${repository}/${below}`;
  const named = batchesOf(files, by, root, repository);
  expect([...named.keys()]).toEqual(files);
  return [...named.values()];
}

describe('batchesOf', () => {
  test('one batch when nobody asks for more', () => {
    expect(new Set(batches(undefined)).size).toBe(1);
  });

  test('directory: the folder that a file stands in', () => {
    expect(batches('directory')).toEqual(['app', 'app/sub', 'lib/src/pkg', 'lib/src/pkg/deep', '.']);
  });

  test('size:N: so many files after one another, named so that they sort', () => {
    expect(batches('size:2')).toEqual(['1', '1', '2', '2', '3']);
    expect(batches('size:100')).toEqual(['1', '1', '1', '1', '1']);
  });

  test('package: the nearest manifest, else the outermost Python package, else the root', () => {
    const packages = {
      'pyproject.toml': '',
      'lib/pyproject.toml': '',
      'lib/src/pkg/__init__.py': '',
      'app/__init__.py': '',
      'app/sub/__init__.py': '',
    };
    expect(batches('package', packages)).toEqual(['app', 'app', 'lib', 'lib', '.']);
    expect(batches('package')).toEqual(['.', '.', '.', '.', '.']);
  });

  test.each(['size:0', 'size:', 'size:x', 'owner', ''])('%j is refused', (by) => {
    expect(() => batches(by)).toThrow('--batch-by takes directory, package, codeowners or size:N');
  });

  describe('codeowners', () => {
    test('the last line that matches wins; files without owner stand together', () => {
      const owners = '# who\n* @everybody\n/app/ @app @web # both\n/app/sub/ @sub\n/lib/\n';
      expect(batches('codeowners', { CODEOWNERS: owners })).toEqual([
        '@app @web',
        '@sub',
        '(no owner)',
        '(no owner)',
        '@everybody',
      ]);
    });

    test('the order of owners makes no difference, CRLF neither', () => {
      expect(batches('codeowners', { CODEOWNERS: 'app/a.py @b @a\r\n/app/sub/ @a @b\r\n' }).slice(0, 2)).toEqual([
        '@a @b',
        '@a @b',
      ]);
    });

    test('folder/* does not reach into folders below it, as GitHub has it; ** does', () => {
      expect(batches('codeowners', { CODEOWNERS: '/app/* @app\n/lib/** @lib\n' })).toEqual([
        '@app',
        '(no owner)',
        '@lib',
        '@lib',
        '(no owner)',
      ]);
    });

    test('a comment begins at the start or behind a space, and patterns may hold its sign', () => {
      expect(batches('codeowners', { CODEOWNERS: '#* @no\n/app/ @app# @web # both\n/a#b/ @c\n' })[0]).toBe(
        '@app# @web',
      );
    });

    test('a section of GitLab is no pattern, and owns the lines below it that name nobody', () => {
      const owners = '[a][2] @quality\n* @everybody\n^[lib] @library @other # by default\n/lib/\n[l]\n/app/sub/\n';
      expect(batches('codeowners', { CODEOWNERS: owners })).toEqual([
        '@everybody',
        '(no owner)',
        '@library @other',
        '@library @other',
        '@everybody',
      ]);
    });

    test('it speaks of paths from the root of the repository, wherever the root of the plan is', () => {
      const owners = { '.github/CODEOWNERS': '/backend/app/ @app\n', CODEOWNERS: '* @wrong\n' };
      expect(batches('codeowners', owners, 'backend')[0]).toBe('@app');
      expect(batches('codeowners', owners, 'backend').at(-1)).toBe('(no owner)');
    });

    test('without the file there is nothing to go by', () => {
      expect(() => batches('codeowners')).toThrow('there is no CODEOWNERS');
    });
  });
});
