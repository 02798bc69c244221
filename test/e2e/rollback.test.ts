import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile } from '../support/program.ts';
import {
  addFiles,
  git,
  makeFolder,
  makeRepository,
  smallRepository,
  snapshot,
  withGit,
} from '../support/repository.ts';
import { failingWith } from '../support/write-faults.ts';

const isRoot = process.getuid?.() === 0;
const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

function runIds(folder: string): string[] {
  const runs = path.join(folder, '.ssot-codemod/runs');
  return existsSync(runs) ? readdirSync(runs).toSorted() : [];
}

function runFile(folder: string, name: string): string {
  return path.join(folder, '.ssot-codemod/runs', runIds(folder).at(-1) ?? '', name);
}

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

describe('a disk that fails', () => {
  test.each(['ENOSPC', 'EIO', 'EROFS'])(
    '%s while the journal is written: nothing was changed, nothing is left',
    (code) => {
      for (const file of [/originals$/, /journal\.new$/, /runs\/[^/]+$/]) {
        const folder = makeFolder(smallRepository);
        const before = snapshot(folder);
        const { exitCode, stderr } = codemod(folder, ['apply'], { preload: failingWith(code, file) });
        expect(stderr).toMatch(/the journal cannot be written in .*\n {2}nothing was changed\n/);
        expect(exitCode).toBe(2);
        expect(snapshot(folder)).toEqual(before);
        expect(codemod(folder, ['apply']).exitCode).toBe(0);
        expect(runIds(folder)).toHaveLength(1);
      }
    },
  );

  test.each([
    ['ENOSPC', 3, 3],
    ['EIO', 8, 2],
    ['EACCES', 9, 1],
  ])('%s from write %i on: %i files stay as they were, the others are changed', (code, n, failed) => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply'], {
      preload: failingWith(code, /\/\.ssot-codemod-[^/]+$/, n),
    });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^${3 - failed} of 7 files changed: ${3 - failed} edits?\nFailed: ${failed}\n .*${code}`),
    );
    const now = snapshot(folder);
    expect([...now.keys()]).toEqual([...before.keys()]);
    expect([...now].filter(([file, content]) => before.get(file) !== content)).toHaveLength(3 - failed);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['apply']).exitCode).toBe(0);
  });

  test('when the end cannot be noted the run is unfinished, and can be resumed', () => {
    const folder = makeFolder(smallRepository);
    const { exitCode, stderr } = codemod(folder, ['apply'], { preload: failingWith('ENOSPC', /events$/) });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing is lost: when the reason is gone, ssot-codemod apply --resume goes on');
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(codemod(folder, ['dry-run', '--exit-code']).exitCode).toBe(0);
  });

  onlyWhere(process.platform === 'linux').test(
    'a real limit on the size of files stops the journal first (Linux)',
    () => {
      const folder = makeFolder({
        ...smallRepository,
        'app/one.py': `${String(smallRepository['app/one.py'])}${'# long\n'.repeat(40_000)}`,
      });
      const before = snapshot(folder);
      const { status, stderr } = spawnSync(
        'bash',
        ['-c', `trap '' XFSZ; ulimit -f 100; exec "$0" "$1" apply`, process.execPath, programFile],
        { cwd: folder, encoding: 'utf8' },
      );
      expect(stderr).toMatch(/the journal cannot be written .*EFBIG/);
      expect(status).toBe(2);
      expect(snapshot(folder)).toEqual(before);
    },
  );
});

/** A small disk of its own; undefined where nobody may mount one. */
function smallDisk(size: string): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-test-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  if (status === 0) return folder;
  rmdirSync(folder);
  return undefined;
}

const smallest = smallDisk('900k');
afterAll(() => {
  if (smallest === undefined) return;
  spawnSync('umount', [smallest]);
  rmdirSync(smallest);
});

onlyWhere(smallest !== undefined).describe('a real disk (needs the right to mount one)', () => {
  const disk = smallest ?? '';
  const filler = path.join(disk, 'filler');

  test('that has room for the journal, but not for one of the files', () => {
    const big = `${String(smallRepository['app/one.py'])}${'#'.repeat(300_000)}\n`;
    addFiles(disk, { ...smallRepository, 'app/big.py': big, filler: Buffer.alloc(120_000) });
    const before = snapshot(disk);
    const { exitCode, stderr } = codemod(disk, ['apply']);
    expect(stderr).toMatch(/^3 of 8 files changed: 3 edits\nFailed: 1\n {2}app\/big\.py: ENOSPC/);
    expect(exitCode).toBe(1);
    expect([...snapshot(disk).keys()]).toEqual([...before.keys()]);
    expect(codemod(disk, ['rollback']).exitCode).toBe(0);
    expect(snapshot(disk)).toEqual(before);
  });

  test('that has no room for the journal', () => {
    rmSync(path.join(disk, '.ssot-codemod'), { recursive: true });
    writeFileSync(filler, Buffer.alloc(400_000));
    const before = snapshot(disk);
    const { exitCode, stderr } = codemod(disk, ['apply']);
    expect(stderr).toMatch(/the journal cannot be written in .*ENOSPC.*\n {2}nothing was changed\n/);
    expect(exitCode).toBe(2);
    expect(snapshot(disk)).toEqual(before);
    rmSync(filler);
  });

  test('that is read-only', () => {
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const { exitCode, stderr } = codemod(disk, ['apply']);
    expect(stderr).toMatch(/the journal cannot be written in .*EROFS.*\n {2}nothing was changed\n/);
    expect(exitCode).toBe(2);
  });
});

describe('what stops an apply before anything is written', () => {
  const expectStopped = (folder: string, args: readonly string[], message: string | RegExp): void => {
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', ...args]);
    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
    expect(runIds(folder)).toEqual([]);
  };

  test('files and folders that are read-only', () => {
    const folder = makeFolder(smallRepository);
    chmodSync(path.join(folder, 'app/one.py'), 0o444);
    expectStopped(folder, [], /1 file that would change cannot be written:\n {2}app\/one.py\n/);
  });

  onlyWhere(!isRoot).test('a folder that cannot be written (needs another user than root)', () => {
    const folder = makeFolder(smallRepository);
    chmodSync(path.join(folder, 'tests'), 0o555);
    expectStopped(folder, [], /1 file that would change cannot be written:\n {2}tests\/test_three.py\n/);
    chmodSync(path.join(folder, 'tests'), 0o755);
  });

  test('another apply: one works, the other says who holds the lock', async () => {
    const folder = makeFolder(smallRepository);
    const gate = 'until test -e go-on; do sleep 0.1; done';
    const first = spawn(process.execPath, [programFile, 'apply', '--gate', gate], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => first.on('exit', resolve));
    while (runIds(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const args of [['apply'], ['rollback'], ['apply', '--resume']]) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(stderr).toContain(`another apply is running here: process ${String(first.pid)}, since `);
      expect(exitCode).toBe(2);
    }
    writeFileSync(path.join(folder, 'go-on'), '');
    expect(await ended).toBe(0);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  });

  test.each([
    [['--message', 'x'], '--message needs --commit or --branch-per-batch'],
    [['--commit', '--branch-per-batch', 'x'], 'leave --commit out'],
    [['--gate-timeout', '3'], 'need --gate'],
    [['--blame-ignore'], '--blame-ignore needs --commit'],
    [['--batch-by', 'colour'], '--batch-by takes directory, package, codeowners or size:N, found colour'],
    [['--commit'], 'is in no git repository'],
    [['--resume'], 'there is nothing to resume'],
  ])('%j', (args, message) => {
    expectStopped(makeFolder(smallRepository), args, message);
  });

  withGit.describe('git (needs git)', () => {
    test('uncommitted changes in files that would change, and in no others', () => {
      const folder = makeRepository(smallRepository);
      appendFileSync(path.join(folder, 'app/core/unified.py'), '# mine\n');
      appendFileSync(path.join(folder, 'app/one.py'), '# mine\n');
      const mine = read(folder, 'app/one.py');
      expectStopped(
        folder,
        [],
        /1 file that would change has uncommitted changes:\n {2}app\/one.py\n {2}commit or stash/,
      );
      git(folder, 'add', 'app/one.py');
      expectStopped(folder, [], 'uncommitted changes');
      expect(codemod(folder, ['apply', '--allow-dirty']).exitCode).toBe(0);
      expect(codemod(folder, ['rollback']).exitCode).toBe(0);
      expect(read(folder, 'app/one.py')).toBe(mine);
      git(folder, 'checkout', 'HEAD', 'app/one.py');
      expect(codemod(folder, ['apply']).exitCode).toBe(0);
    });

    test('with --commit they stop it whatever is allowed: a commit would take them along', () => {
      const folder = makeRepository(smallRepository);
      appendFileSync(path.join(folder, 'app/one.py'), '# mine\n');
      expectStopped(folder, ['--commit', '--allow-dirty'], 'uncommitted changes');
    });

    test('a merge, a rebase, a bisect', () => {
      const folder = makeRepository(smallRepository);
      for (const [file, operation] of [
        ['MERGE_HEAD', 'merge'],
        ['rebase-merge', 'rebase'],
        ['BISECT_LOG', 'bisect'],
      ] as const) {
        writeFileSync(path.join(folder, '.git', file), '');
        expectStopped(folder, [], `a ${operation} is in progress in ${folder}`);
        rmSync(path.join(folder, '.git', file));
      }
    });
  });
});

describe('interrupted', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s: exit 130, resumable', async (signal) => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const child = spawn(process.execPath, [programFile, 'apply', '--gate', 'sleep 60'], { cwd: folder });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (runIds(folder).length === 0 || !existsSync(runFile(folder, 'gate.log')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(existsSync(path.join(folder, '.ssot-codemod/lock'))).toBe(false);
    expect(codemod(folder, ['apply']).stderr).toContain('apply --resume finishes it');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('between two files: those in hand are finished, and the others old', () => {
    const files: Record<string, string | Uint8Array> = { ...smallRepository };
    for (let k = 0; k < 300; k++) files[`app/m${k}.py`] = 'from app.core.manager import WebSocketManager\n';
    const folder = makeFolder(files);
    const before = snapshot(folder);
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { renameSync } = fs;
      let renamed = 0;
      fs.renameSync = (...args) => { renameSync(...args); if (++renamed === 30) process.kill(process.pid, 'SIGINT'); };
      syncBuiltinESMExports();`;
    const { exitCode, stderr } = codemod(folder, ['apply'], { preload });
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(
      /interrupted with \d+ of 303 files done\n {2}ssot-codemod apply --resume writes all, ssot-codemod rollback --id \S+ undoes all\n/,
    );
    const now = snapshot(folder);
    expect([...now.keys()]).toEqual([...before.keys()]);
    expect([...now].filter(([file, content]) => before.get(file) !== content).length).toBeLessThan(250);
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(codemod(folder, ['dry-run', '--exit-code']).exitCode).toBe(0);
  });
});

describe('a plan that was saved', () => {
  test('is applied as it was reviewed, from any folder', () => {
    const folder = makeRepository(smallRepository);
    const other = makeRepository(smallRepository);
    expect(codemod(folder, ['plan', '--save', 'the.plan']).exitCode).toBe(0);
    renameSync(path.join(folder, 'the.plan'), path.join(other, 'the.plan'));
    // Nothing that would be found now counts, only what was found then.
    addFiles(other, { 'app/later.py': 'from app.core.manager import WebSocketManager\n' });
    expect(codemod(path.join(other, 'app'), ['apply', '--plan', '../the.plan']).exitCode).toBe(0);
    expect(read(other, 'app/one.py')).toBe('from app.core.unified import Manager as WebSocketManager\n');
    expect(read(other, 'app/later.py')).toBe('from app.core.manager import WebSocketManager\n');
  });

  test('is refused as a whole when a file of it has changed, or the plan itself', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    appendFileSync(path.join(folder, 'app/one.py'), '# later\n');
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain('1 file is no longer as it was when the plan was made:\n  app/one.py\n');
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
    writeFileSync(path.join(folder, 'app/one.py'), smallRepository['app/one.py'] ?? '');
    writeFileSync(
      path.join(folder, 'the.plan'),
      read(folder, 'the.plan').replace('app.core.unified import Manager', 'app.core.unified import Danger'),
    );
    expect(codemod(folder, ['apply', '--plan', 'the.plan']).stderr).toContain(
      'the.plan was changed after it was written',
    );
  });
});
