import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder, read, snapshot } from '../support/repository.ts';
import { runFile, runIds } from '../support/runs.ts';
import { smallRepository } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

describe('rollback', () => {
  test('brings every byte and mode back, without git', () => {
    const folder = makeFolder({
      ...smallRepository,
      'app/crlf.py': '\ufefffrom app.core.manager import WebSocketManager\r\nx = 1',
      'app/latin.py': Buffer.from(
        '# coding: latin-1\nfrom app.core.manager import WebSocketManager  # \xe9\n',
        'latin1',
      ),
    });
    chmodSync(path.join(folder, 'app/crlf.py'), 0o755);
    chmodSync(path.join(folder, 'app/latin.py'), 0o640);
    const before = snapshot(folder);
    const applied = codemod(folder, ['apply']);
    expect(applied.stderr).toMatch(/\nUndo with: ssot-codemod rollback --id \S+\n$/);
    expect(snapshot(folder)).not.toEqual(before);
    const [undo = ''] = /rollback --id \S+/.exec(applied.stderr) ?? [];
    expect(codemod(folder, undo.split(' '))).toMatchObject({ exitCode: 0, stdout: '' });
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['rollback'])).toMatchObject({ exitCode: 2 });
  });

  test('leaves what was edited, deleted or replaced since, and says so; --force keeps copies', () => {
    const folder = makeFolder({ ...smallRepository, 'app/four.py': smallRepository['app/one.py'] ?? '' });
    const before = snapshot(folder);
    codemod(folder, ['apply']);
    const [id = ''] = runIds(folder);
    appendFileSync(path.join(folder, 'app/one.py'), '# mine\n');
    const edited = read(folder, 'app/one.py');
    rmSync(path.join(folder, 'app/two.py'));
    rmSync(path.join(folder, 'app/four.py'));
    mkdirSync(path.join(folder, 'app/four.py'));
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'Left alone: 3\n  app/four.py: it is a folder now\n  app/one.py: it was edited since\n  app/two.py: it was deleted\n',
    );
    expect(read(folder, 'app/one.py')).toBe(edited);
    expect(read(folder, 'tests/test_three.py')).toBe(smallRepository['tests/test_three.py']);

    const forced = codemod(folder, ['rollback', '--id', id, '--force']);
    expect(forced.exitCode).toBe(0);
    expect(read(folder, `app/one.py.before-rollback-${id}`)).toBe(edited);
    expect(statSync(path.join(folder, `app/four.py.before-rollback-${id}`)).isDirectory()).toBe(true);
    rmSync(path.join(folder, `app/one.py.before-rollback-${id}`));
    rmSync(path.join(folder, `app/four.py.before-rollback-${id}`), { recursive: true });
    expect(snapshot(folder)).toEqual(before);
  });

  test('--force does not write through a folder that became a link out of the root', () => {
    const folder = makeFolder(smallRepository);
    const elsewhere = makeFolder({});
    codemod(folder, ['apply']);
    rmSync(path.join(folder, 'tests'), { recursive: true });
    symlinkSync(elsewhere, path.join(folder, 'tests'));
    expect(codemod(folder, ['rollback', '--force']).exitCode).toBe(1);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('--list shows runs, --id undoes a certain one, --prune forgets the old ones', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['apply', 'app/one.py']);
    codemod(folder, ['apply', 'app/two.py']);
    codemod(folder, ['apply']);
    const [first = '', second = '', third = ''] = runIds(folder);
    expect(codemod(folder, ['rollback', '--id', first]).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(smallRepository['app/one.py']);
    expect(read(folder, 'app/two.py')).not.toBe(smallRepository['app/two.py']);
    const list = codemod(folder, ['rollback', '--list']).stdout.trimEnd().split('\n');
    expect(list.map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
      [third, 'applied'],
      [second, 'applied'],
      [first, 'rolled-back'],
    ]);
    expect(codemod(folder, ['rollback', '--id', 'nonsense']).exitCode).toBe(2);
    expect(codemod(folder, ['rollback', '--prune']).stderr).toBe('2 runs forgotten\n');
    expect(runIds(folder)).toEqual([third]);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  });

  test('works from a folder below', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['apply']);
    expect(codemod(path.join(folder, 'app/core'), ['rollback']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(smallRepository['app/one.py']);
  });
});

describe('a journal that is not what was written', () => {
  const interrupt = (folder: string): void => {
    // The disk is full when the second file is to be renamed, and again when the end is to be noted.
    codemod(folder, ['apply'], { preload: failingWith('ENOSPC', /two\.py$|events$/) });
  };
  test.each<readonly [string, (folder: string) => void]>([
    [
      'cut',
      (folder) => {
        truncateSync(runFile(folder, 'journal'), 700);
      },
    ],
    [
      'cut at the end of a line',
      (folder) => {
        writeFileSync(
          runFile(folder, 'journal'),
          read(folder, path.relative(folder, runFile(folder, 'journal')))
            .split('\n')
            .slice(0, 2)
            .join('\n') + '\n',
        );
      },
    ],
    [
      'empty',
      (folder) => {
        truncateSync(runFile(folder, 'journal'), 0);
      },
    ],
    [
      'with one byte changed',
      (folder) => {
        const file = runFile(folder, 'journal');
        const bytes = readFileSync(file);
        bytes[40] = (bytes[40] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
    [
      'with an event that nobody wrote',
      (folder) => {
        writeFileSync(runFile(folder, 'events'), '0123456789abcdef {"event":"finished"}\n');
      },
    ],
  ])('%s: nothing is done by it, and what can be done is said', (_, damage) => {
    const folder = makeFolder(smallRepository);
    interrupt(folder);
    damage(folder);
    const before = snapshot(folder);
    for (const args of [['apply', '--resume'], ['rollback']]) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(
        /the journal of run \S+ is damaged: .*\n {2}nothing was changed; restore the files with git or from a backup .*, then delete /,
      );
    }
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['rollback', '--list']).stdout).toContain('damaged');
  });

  test.each(['journal', 'events'])('%s that cannot be read', (name) => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['apply']);
    // Permissions mean nothing to root, but nobody reads a folder.
    rmSync(runFile(folder, name));
    mkdirSync(runFile(folder, name));
    expect(codemod(folder, ['rollback', '--list'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('damaged') as unknown,
    });
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(stderr).toMatch(
      /^ssot-codemod: the journal of run \S+ cannot be read: EISDIR: .*\n {2}nothing was changed; /,
    );
    expect(exitCode).toBe(2);
  });

  test('originals: the files whose original is damaged are left, the others restored', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['apply']);
    const file = runFile(folder, 'originals');
    const bytes = readFileSync(file);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { exitCode, stderr } = codemod(folder, ['rollback']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Failed: 1\n {2}app\/one.py: its original in .* is damaged\n/);
    expect(read(folder, 'app/two.py')).toBe(smallRepository['app/two.py']);
  });

  test('an event that was half written when the power went is no damage', () => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    codemod(folder, ['apply']);
    const events = runFile(folder, 'events');
    truncateSync(events, statSync(events).size - 5);
    expect(codemod(folder, ['apply']).stderr).toContain('was interrupted and is unfinished');
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });
});
