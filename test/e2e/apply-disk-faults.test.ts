import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile } from '../support/program.ts';
import { addFiles, makeFolder, snapshot } from '../support/repository.ts';
import { runIds } from '../support/runs.ts';
import { smallDisk } from '../support/small-disk.ts';
import { smallRepository } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

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
    expect(exitCode).toBe(1);
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

describe('errors of the system are no bug of the program', () => {
  onlyWhere(process.platform === 'linux').test('too many open files (Linux)', () => {
    const script = 'ulimit -n $2; exec "$0" "$1" apply';
    const said = [20, 21, 22, 23, 24, 26, 28, 30].map((limit) => {
      const folder = makeFolder(smallRepository);
      const before = snapshot(folder);
      const args = ['-c', script, process.execPath, programFile, String(limit)];
      const { status, stderr } = spawnSync('bash', args, { cwd: folder, encoding: 'utf8' });
      expect(stderr).not.toMatch(/is a bug|node:events/);
      if (status === 2) expect(snapshot(folder)).toEqual(before);
      return stderr;
    });
    // Each file that cannot be opened is named, and the others are written.
    expect(said.join('')).toMatch(/EMFILE: too many open files/);
  });

  test.each(['ENOMEM', 'EROFS', 'EIO', 'EPERM'])('%s in the middle of an apply', (code) => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply'], {
      preload: failingWith(code, /events$|\/\.ssot-codemod-/, 4),
    });
    expect(stderr).toContain(code);
    expect(stderr).not.toContain('bug');
    expect(exitCode).toBe(1);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });
});

const smallest = smallDisk('900k');

onlyWhere(smallest !== undefined).describe('a real disk (needs the right to mount one)', () => {
  const disk = smallest ?? '';
  const filler = path.join(disk, 'filler');

  test('that has room for the journal, but not for one of the files', () => {
    const big = `${String(smallRepository['app/one.py'])}${'#'.repeat(300_000)}\n`;
    // A git folder, so that the journal is kept on the disk.
    addFiles(disk, { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/info/x': '', '.git/refs/heads/.x': '' });
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
    rmSync(storeOf(disk).folder, { recursive: true });
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
