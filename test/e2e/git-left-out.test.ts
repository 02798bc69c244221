import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { codemod } from '../support/program.ts';
import { addFiles, git, makeRepository, read, withGit } from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

/** A repository with a submodule in `part` that holds legacy imports. */
function withSubmodule(): string {
  const part = makeRepository({ 'x.py': legacy });
  const folder = makeRepository(smallRepository);
  git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part, 'part');
  git(folder, 'commit', '-q', '-m', 'with a submodule');
  return folder;
}

const line = 'Left out, 1 repository below, such as submodules: part/ (name one to look into it)\n';

withGit.describe('repositories below (needs git)', () => {
  test('a submodule is left out, which every summary says', () => {
    const folder = withSubmodule();
    for (const args of [['dry-run'], ['check'], ['check', '.'], ['plan', '--save', 'p.plan']])
      expect(codemod(folder, args).stderr).toContain(line);
    expect(codemod(folder, ['dry-run', '--exclude', 'part/**']).stderr).not.toContain('Left out');
    expect(codemod(folder, ['check', 'app']).stderr).not.toContain('Left out');
  });

  test('one that is not filled, or is no submodule, is nothing to speak of', () => {
    const folder = withSubmodule();
    git(folder, 'submodule', '--quiet', 'deinit', 'part');
    expect(codemod(folder, ['check']).stderr).not.toContain('Left out');
  });

  test('a clone that git does not track, too', () => {
    const folder = makeRepository(smallRepository);
    git(folder, 'clone', '-q', makeRepository({ 'x.py': legacy }), 'part');
    expect(codemod(folder, ['check']).stderr).toContain(line);
  });

  test('who names one looks into it, by its own ignore rules', () => {
    const folder = withSubmodule();
    addFiles(folder, { 'part/.gitignore': 'ignored.py\n', 'part/ignored.py': legacy, 'part/new.py': legacy });
    for (const paths of [['part'], ['part', '.'], ['.', 'part']]) {
      const { stdout, stderr } = codemod(folder, ['check', ...paths]);
      expect(stdout).toContain('part/x.py:1:1');
      expect(stdout).toContain('part/new.py:1:1');
      expect(stdout).not.toContain('ignored.py');
      expect(stderr).not.toContain('Left out');
    }
  });

  test('apply does not write into one, whose uncommitted changes it does not know', () => {
    const folder = withSubmodule();
    const { exitCode, stderr } = codemod(folder, ['apply', 'part']);
    expect(stderr).toContain(
      '1 file that would change is in another repository below, such as a submodule:\n  part/x.py',
    );
    expect(exitCode).toBe(2);
    expect(read(folder, 'part/x.py')).toBe(legacy);
    expect(codemod(folder, ['apply', 'part', '--allow-dirty']).exitCode).toBe(0);
    expect(read(folder, 'part/x.py')).not.toBe(legacy);
  });
});

const baseline = ['check', '--baseline', 'known.json'];

/** A baseline of all that is there, and then a part of it. */
function withBaseline(): string {
  const folder = makeRepository(smallRepository);
  codemod(folder, [...baseline, '--update-baseline', '--allow-growth']);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'known');
  return folder;
}

withGit.describe('what is not checked out (needs git)', () => {
  test.each([
    ['a sparse checkout', (folder: string) => git(folder, 'sparse-checkout', 'set', '--no-cone', '/*', '!/tests/')],
    [
      'skip-worktree',
      (folder: string) => {
        git(folder, 'update-index', '--skip-worktree', 'tests/test_three.py');
        rmSync(path.join(folder, 'tests/test_three.py'));
      },
    ],
  ])('does not count as fixed: %s', (_, leaveOut) => {
    const folder = withBaseline();
    const known = read(folder, 'known.json');
    leaveOut(folder);
    for (const more of [[], ['--no-gitignore']]) {
      const { exitCode, stdout } = codemod(folder, [...baseline, ...more]);
      expect(stdout).not.toContain('test_three');
      expect(exitCode).toBe(0);
      const { stderr } = codemod(folder, [...baseline, '--update-baseline', ...more]);
      expect(stderr).toContain('files that were not looked at and keep their entries: 1');
      expect(read(folder, 'known.json')).toBe(known);
    }
    expect(codemod(folder, [...baseline, '--files-from', '-'], { input: 'tests/test_three.py\n' }).exitCode).toBe(0);
  });

  test('is said, and a file that is deleted is something else', () => {
    const folder = withBaseline();
    git(folder, 'sparse-checkout', 'set', '--no-cone', '/*', '!/tests/');
    expect(codemod(folder, ['check']).stderr).toContain('Left out, not checked out (sparse checkout): 1 file\n');
    expect(codemod(folder, ['dry-run']).stderr).toContain('Left out, not checked out (sparse checkout): 1 file\n');
    git(folder, 'rm', '-q', 'app/one.py');
    const { exitCode, stdout } = codemod(folder, baseline);
    expect(stdout).toContain('in app/one.py, and none is there');
    expect(exitCode).toBe(1);
  });
});

withGit.test.each([
  ['dry-run', 'report.json'],
  ['check', 'check.json'],
  ['audit', 'audit.json'],
])('%s as JSON has what is left out, by its schema', (command, schemaFile) => {
  const schema = JSON.parse(readFileSync(new URL(`../../schema/${schemaFile}`, import.meta.url), 'utf8')) as object;
  const folder = withSubmodule();
  const report = (): { readonly leftOut?: unknown } => {
    const found = JSON.parse(codemod(folder, [command, '--format', 'json']).stdout) as { readonly leftOut?: unknown };
    expect(new Ajv().validate(schema, found)).toBe(true);
    return found;
  };
  const submodule = { path: 'part/', why: 'other-repository' };
  expect(report().leftOut).toEqual([submodule]);
  git(folder, 'sparse-checkout', 'set', '--no-cone', '/*', '!/tests/');
  expect(report().leftOut).toEqual([submodule, { path: 'tests/test_three.py', why: 'not-checked-out' }]);
  git(folder, 'sparse-checkout', 'disable');
  git(folder, 'submodule', '--quiet', 'deinit', '-f', 'part');
  expect(report().leftOut).toBe(undefined);
});

withGit.test.each(['text', 'markdown'])('an audit as %s names what is left out', (format) => {
  const folder = withSubmodule();
  const { stdout } = codemod(folder, ['audit', '--format', format]);
  expect(stdout).toMatch(
    /Left out: nothing is known of these[^]*\bpart\/.*a repository of its own, such as a submodule/,
  );
});
