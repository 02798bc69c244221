import { cpSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check, clean, places } from '../support/check.ts';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, snapshot, temporaryFolder } from '../support/repository.ts';
import { canonical, legacy, smallRepository } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

describe('--baseline', () => {
  const baseline = ['--baseline', 'known.json'];
  const update = [...baseline, '--update-baseline'];
  /** With a baseline of three imports in three files. */
  function repository(): string {
    const folder = makeFolder(smallRepository);
    expect(check(folder, ...update, '--allow-growth', '-q')).toMatchObject({ exitCode: 0, stderr: '' });
    return folder;
  }
  const text = (folder: string): string => readFileSync(path.join(folder, 'known.json'), 'utf8');

  test('what is known passes, wherever its lines are, and what is new fails', () => {
    const folder = repository();
    expect(check(folder, ...baseline)).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'No new import on a legacy path in 7 files; 3 known to the baseline\n',
    });
    addFiles(folder, { 'app/one.py': `import os\n\n\nif os:\n    ${legacy}` });
    expect(check(folder, ...baseline).exitCode).toBe(0);
    addFiles(folder, { 'app/one.py': `${legacy}\n\n${legacy}` });
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(places(run)).toEqual(['app/one.py:1:1', 'app/one.py:4:1']);
    expect(run.stderr).toContain('1 import on legacy paths in 1 file of 7; 3 known to the baseline');
  });

  test('entries for what is gone fail with the command that prunes them', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical });
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toBe(
      [
        'known.json:1:1 the baseline knows 1 of app.core.manager:WebSocketManager in app/one.py, and none is there',
        '    ssot-codemod check --baseline known.json --update-baseline',
        '',
      ].join('\n'),
    );
    expect(check(folder, ...update)).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr:
        'No new import on a legacy path in 7 files; 2 known to the baseline\nknown.json is written: entries that shrank or went: 1, imports that are new in it: 0\n',
    });
    expect(JSON.parse(text(folder))).toEqual({
      schemaVersion: 1,
      files: {
        'app/two.py': { 'app.core:WebSocketManager': 1 },
        'tests/test_three.py': { 'app.core.manager:WebSocketManager': 1 },
      },
    });
    expect(check(folder, ...baseline).exitCode).toBe(0);
  });

  test('it does not grow unless it may, and then not by a byte', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical, 'app/five.py': legacy });
    const before = text(folder);
    const run = check(folder, ...update);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('known.json is left as it is: it would have to grow by 1');
    expect(run.stdout).toContain('app/five.py:1:1');
    expect(text(folder)).toBe(before);
    expect(check(folder, ...update, '--allow-growth').exitCode).toBe(0);
    expect(check(folder, ...baseline).exitCode).toBe(0);
    expect(text(folder)).toContain('app/five.py');
  });

  test('a renamed file fails, and the message says so', () => {
    const folder = repository();
    renameSync(path.join(folder, 'app/one.py'), path.join(folder, 'app/uno.py'));
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(
      'the baseline knows app.core.manager:WebSocketManager in app/one.py, which has none; app/uno.py has: it looks renamed\n    ssot-codemod check --baseline known.json --update-baseline --allow-growth\n',
    );
  });

  test('of another machine gives the same answer', () => {
    const [here, there] = [repository(), repository()];
    expect(text(here)).toBe(text(there));
    const foreign = text(here)
      .replaceAll('app/one.py', String.raw`app\\one.py`)
      .replaceAll('\n', '\r\n');
    addFiles(here, { 'known.json': foreign, '.git/description': 'the search for a configuration ends here' });
    expect(check(here, ...baseline).exitCode).toBe(0);
    expect(check(path.join(here, 'app'), '--baseline', '../known.json').exitCode).toBe(0);
  });

  test.each(['python', 'javascript'])('of %s in another root is the same, over all forms', (language) => {
    const extension = language === 'python' ? 'py' : 'ts';
    const cases = readFixtures(language).filter(({ path: file }) => file === `case.${extension}`);
    const [here, there] = [temporaryFolder(), path.join(temporaryFolder(), 'a b', 'deeper')];
    for (const root of [here, there]) {
      cpSync(fixtureRepository(language), root, { recursive: true });
      cpSync(path.join(fixtureRepository(language), '../ssot.config.json'), path.join(root, 'ssot.config.json'));
      addFiles(root, Object.fromEntries(cases.map(({ input }, k) => [`case_${k}.${extension}`, input])));
      // The Map of the fixtures has canonical paths that lead nowhere.
      expect(check(root, ...update, '--allow-growth').exitCode).toBe(1);
    }
    expect(text(there)).toBe(text(here));
    expect(text(here).split('\n').length).toBeGreaterThan(50);
    expect(text(here)).not.toContain(path.dirname(here));
  });

  test('in one folder, or of some files, nothing is said of the others', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical });
    expect(check(folder, ...baseline, 'tests').exitCode).toBe(0);
    expect(check(folder, ...baseline, 'app/two.py').exitCode).toBe(0);
    expect(check(folder, ...baseline, 'app').exitCode).toBe(1);
    expect(check(folder, ...baseline, 'app/one.py').exitCode).toBe(1);
  });

  test('a link to it stays one, and its mode stays', () => {
    const folder = repository();
    renameSync(path.join(folder, 'known.json'), path.join(folder, 'real.json'));
    symlinkSync('real.json', path.join(folder, 'known.json'));
    addFiles(folder, { 'app/one.py': canonical });
    expect(check(folder, ...update).exitCode).toBe(0);
    expect(snapshot(folder).get('known.json')).toBe('link to real.json');
    expect([...snapshot(folder).keys()].filter((file) => file.startsWith('.ssot-codemod-'))).toEqual([]);
  });

  test('is whole, and the old one, when it cannot be written', () => {
    const folder = repository();
    const before = text(folder);
    addFiles(folder, { 'app/one.py': canonical });
    const run = codemod(folder, ['check', ...update], { preload: failingWith('ENOSPC', /\.ssot-codemod-[\w-]+$/, 2) });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('cannot write the baseline known.json: ENOSPC');
    expect(text(folder)).toBe(before);
    expect([...snapshot(folder).keys()].filter((file) => file.startsWith('.ssot-codemod-'))).toEqual([]);
  });

  test.each<[string, readonly string[], string | undefined, string]>([
    ['that is not there', baseline, undefined, 'there is no baseline known.json'],
    ['that is not there, to shrink', update, undefined, 'there is no baseline known.json'],
    ['that is broken', baseline, '{', 'known.json is no valid baseline'],
    [
      'that is broken, to update',
      [...update, '--allow-growth'],
      '{"schemaVersion":9}',
      'known.json is no valid baseline',
    ],
    ['of a merge', baseline, '<<<<<<< a\n', 'merge conflict'],
    [
      'that would be updated, with a report that cannot be written',
      [...update, '--allow-growth', '-o', 'nowhere/x'],
      undefined,
      'cannot write nowhere/x: its folder is not there',
    ],
  ])('one %s is an error of usage', (_, args, content, message) => {
    const folder = makeFolder({ ...clean, ...(content === undefined ? {} : { 'known.json': content }) });
    const run = check(folder, ...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(existsSync(path.join(folder, 'known.json'))).toBe(content !== undefined);
    if (content !== undefined) expect(readFileSync(path.join(folder, 'known.json'), 'utf8')).toBe(content);
  });
});
