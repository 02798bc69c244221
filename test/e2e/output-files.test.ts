import { chmodSync, lstatSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile, run } from '../support/program.ts';
import { addFiles, makeFolder, read, snapshot } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

/** What is written where the names of files stand on the command line. */
const outputs: readonly (readonly [args: string, file: string])[] = [
  ['dry-run -o out', 'out'],
  ['dry-run --patch out', 'out'],
  ['check --format json -o out', 'out'],
  ['plan --save out', 'out'],
  ['review --all', 'ssot.review.json'],
];

/** What was there before: in the file of a review, that nothing is accepted. */
const before = JSON.stringify({ ssotReview: 1, accepted: [] });

describe('a file that was named for output', () => {
  test.each(outputs)('%s, on a full disk: what was there stays', (args, file) => {
    const folder = makeFolder({ ...smallRepository, [file]: before });
    const untouched = snapshot(folder);
    for (const n of [1, 2]) {
      const preload = failingWith('ENOSPC', new RegExp(`/(?:${file}|\\.ssot-codemod-[\\w-]+)$`), n);
      const { exitCode, stderr } = codemod(folder, args.split(' '), { preload });
      expect(stderr).toContain(`ssot-codemod: cannot write ${file}: ENOSPC`);
      expect(exitCode).toBe(2);
      expect(snapshot(folder)).toEqual(untouched);
    }
  });

  test.each(outputs)('%s: its mode stays, and a link to it stays one', (args, file) => {
    const folder = makeFolder({ ...smallRepository, elsewhere: before });
    chmodSync(path.join(folder, 'elsewhere'), 0o640);
    symlinkSync('elsewhere', path.join(folder, file));
    codemod(folder, args.split(' '));
    expect(lstatSync(path.join(folder, file)).isSymbolicLink()).toBe(true);
    expect(statSync(path.join(folder, 'elsewhere')).mode & 0o7777).toBe(0o640);
    expect(read(folder, 'elsewhere')).not.toBe(before);
  });

  test('in a folder that lets nothing be replaced it is written in place', () => {
    const folder = makeFolder(smallRepository);
    for (const code of ['EACCES', 'EBUSY']) {
      addFiles(folder, { out: before });
      const preload = failingWith(code, /\/\.ssot-codemod-[\w-]+$/);
      expect(codemod(folder, ['dry-run', '-o', 'out'], { preload }).exitCode).toBe(0);
      expect(read(folder, 'out')).toMatch(/^diff --git /);
    }
    expect([...snapshot(folder).keys()].filter((file) => file.startsWith('.ssot-codemod-'))).toEqual([]);
  });

  onlyWhere(process.platform !== 'win32').test('a new one is made as any other, a stream is written to', () => {
    const folder = makeFolder(smallRepository);
    const diff = codemod(folder, ['dry-run', '-q']).stdout;
    symlinkSync('made', path.join(folder, 'link'));
    codemod(folder, ['dry-run', '-o', 'new']);
    codemod(folder, ['dry-run', '-o', 'link']);
    expect([read(folder, 'new'), read(folder, 'made')]).toEqual([diff, diff]);
    const { mode } = statSync(path.join(folder, 'app/one.py'));
    expect(statSync(path.join(folder, 'new')).mode).toBe(mode);
    const script = '"$0" "$1" dry-run -q -o /dev/stdout | cat';
    expect(run(folder, 'sh', ['-c', script, process.execPath, programFile]).stdout).toBe(diff);
  });
});
