import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { check, clean, lines, places } from '../support/check.ts';
import { addFiles, commitAll, git, makeFolder, makeRepository, withGit } from '../support/repository.ts';
import { canonical, legacy, smallRepository } from '../support/small-repository.ts';

withGit.describe('changed files (needs git)', () => {
  const odd = ['app/with blank.py', 'app/with\nline.py', 'app/naïve 日本.py', 'app/"quoted".py'];

  test('--since: commits, the work tree and new files, of any name; not what was there before', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    git(folder, 'branch', 'base');
    addFiles(folder, { 'app/committed.py': legacy, ...Object.fromEntries(odd.map((file) => [file, legacy])) });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'more');
    git(folder, 'mv', 'app/two.py', 'app/renamed.py');
    addFiles(folder, {
      'app/one.py': legacy,
      'app/untracked.py': legacy,
      'app/renamed.py': legacy,
      '.gitignore': 'app/ignored.py',
      'app/ignored.py': legacy,
    });
    rmSync(path.join(folder, 'tests/test_three.py'));
    const run = check(folder, '--since', 'base', '--format', 'json');
    const found = (JSON.parse(run.stdout) as { fragmented: { path: string }[] }).fragmented.map(
      (finding) => finding.path,
    );
    expect(found).toEqual(['app/committed.py', 'app/one.py', 'app/renamed.py', 'app/untracked.py', ...odd].toSorted());
    expect(run.exitCode).toBe(1);
  });

  test('--since: what changed on the other branch is not ours', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    git(folder, 'branch', '-M', 'base');
    git(folder, 'switch', '-q', '-c', 'ours');
    addFiles(folder, { 'app/ours.py': 'x = 1\n' });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'ours');
    git(folder, 'switch', '-q', 'base');
    addFiles(folder, { 'app/theirs.py': legacy, 'app/old.py': canonical });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'theirs');
    git(folder, 'switch', '-q', 'ours');
    expect(check(folder, '--since', 'base')).toMatchObject({
      exitCode: 0,
      stderr: 'No import on a legacy path in 1 file\n',
    });
  });

  test.each(['nothing', '--output=x', '-x', '', 'HEAD:app'])('--since %j is no commit', (ref) => {
    const folder = makeRepository(clean);
    const run = check(folder, `--since=${ref}`);
    expect(run.exitCode).toBe(2);
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
  });

  test('--staged: what will be committed, not what stands in the work tree', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    addFiles(folder, {
      'app/one.py': legacy,
      'app/two.py': canonical.repeat(2),
      [odd[1] ?? '']: legacy,
      'a.bin': legacy,
    });
    git(folder, 'add', '-A');
    addFiles(folder, { 'app/one.py': canonical, 'app/two.py': legacy, 'app/untracked.py': legacy });
    const run = check(folder, '--staged');
    expect(places(run)).toEqual(['app/one.py:1:1', 'app/with\\x0aline.py:1:1']);
    expect(run.exitCode).toBe(1);
    git(folder, 'add', '-A');
    rmSync(path.join(folder, 'app/one.py'));
    expect(places(check(folder, '--staged')).some((place) => place.startsWith('app/one.py'))).toBe(false);
  });

  test('--staged: comments that allow are those that are staged', () => {
    const folder = makeRepository(clean);
    addFiles(folder, { 'app/one.py': `${legacy.trim()}  # ssot: allow[fragmented-import] why\n` });
    git(folder, 'add', '-A');
    addFiles(folder, { 'app/one.py': legacy });
    expect(check(folder, '--staged').exitCode).toBe(0);
  });

  test('--staged: renamed, deleted, linked, conflicting and before the first commit', () => {
    const folder = makeFolder({ ...clean, 'app/one.py': legacy });
    git(folder, 'init', '-q');
    git(folder, 'add', 'app/one.py');
    expect(places(check(folder, '--staged'))).toEqual(['app/one.py:1:1']);
    commitAll(folder);
    expect(check(folder, '--staged')).toMatchObject({ exitCode: 0, stdout: '' });
    git(folder, 'mv', 'app/one.py', 'app/uno.py');
    git(folder, 'rm', '-q', 'app/two.py');
    symlinkSync('uno.py', path.join(folder, 'app/link.py'));
    git(folder, 'add', '-A');
    expect(places(check(folder, '--staged'))).toEqual(['app/uno.py:1:1']);
  });

  test('--staged in a hook of a repository whose root is higher', () => {
    const folder = makeFolder(
      Object.fromEntries(Object.entries(clean).map(([file, text]) => [`backend/${file}`, text])),
    );
    commitAll(folder);
    addFiles(folder, { 'backend/app/one.py': legacy, 'other/app/one.py': legacy });
    const hook = path.join(folder, '.git/hooks/pre-commit');
    const program = `"${process.execPath}" "${new URL('../../dist/cli/bin.js', import.meta.url).pathname}"`;
    writeFileSync(hook, `#!/bin/sh\ncd backend && ${program} check --staged > ../out 2> ../err\n`, { mode: 0o755 });
    expect(() => git(folder, 'commit', '-q', '-am', 'no')).toThrow();
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toMatch(/^app\/one\.py:1:1 /);
    git(folder, 'checkout', '-q', '--', 'backend');
    addFiles(folder, { 'backend/app/two.py': `import os\n${canonical}` });
    git(folder, 'commit', '-q', '-am', 'yes');
  });

  test('stale entries of changed files fail, deleted ones included, and no others', () => {
    const folder = makeRepository(smallRepository);
    check(folder, '--baseline', 'known.json', '--update-baseline', '--allow-growth');
    commitAll(folder);
    addFiles(folder, { 'app/one.py': canonical });
    git(folder, 'rm', '-q', 'app/two.py');
    expect(lines(check(folder, '--staged', '--baseline', 'known.json').stdout)[0]).toContain(
      'in app/two.py, and none is there',
    );
    const run = check(folder, '--since', 'HEAD', '--baseline', 'known.json');
    expect(run.stdout).toContain('in app/two.py, and none is there');
    expect(run.stdout).toContain('in app/one.py, and none is there');
    expect(run.stdout).not.toContain('test_three');
    expect(run.exitCode).toBe(1);
  });

  test.each([['--staged'], ['--since=HEAD']])('%s outside of a repository', (flag) => {
    const run = check(makeFolder(clean), flag);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('needs a git repository');
  });
});
