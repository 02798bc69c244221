import { chmodSync, lstatSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, programFile, run } from '../support/program.ts';
import { addFiles, makeFolder, read, snapshot } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';
import { failingWith } from '../support/write-faults.ts';

/** The commands that write a file, each with the file that its command line names. */
const outputs: readonly (readonly [args: string, file: string])[] = [
  ['dry-run -o out', 'out'],
  ['dry-run --patch out', 'out'],
  ['check --format json -o out', 'out'],
  ['plan --save out', 'out'],
  ['review --all', 'ssot.review.json'],
];

/** The content before: in the file of a review, that nothing is accepted. */
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

  const ways: readonly (readonly [link: string, to: string])[] = [
    ['out', '../victim'],
    ['out', '../made'],
    ['out', 'inner/hop'],
    ['out', '.git/hooks/pre-commit'],
  ];
  test.each(outputs.flatMap(([args, file]) => ways.map(([, to]) => [args, file, to] as const)))(
    '%s: no link %s -> %s of a clone leads out of it, or into a git folder',
    (args, file, to) => {
      const above = makeFolder({ victim: before });
      const folder = path.join(above, 'clone');
      addFiles(folder, { ...smallRepository, '.git/HEAD': 'ref: refs/heads/main\n', '.git/hooks/pre-commit': before });
      symlinkSync('../clone', path.join(folder, 'inner'));
      symlinkSync('../victim', path.join(folder, 'hop'));
      symlinkSync(to, path.join(folder, file));
      const untouched = snapshot(above);
      const { exitCode, stderr } = codemod(folder, args.split(' '));
      expect(stderr).toContain(`ssot-codemod: cannot write ${file}: a link in the repository leads it to /`);
      expect(stderr).toContain('\n  delete the link, or name that place itself\n');
      expect(exitCode).toBe(2);
      expect(snapshot(above)).toEqual(untouched);
    },
  );

  test('a place outside that is named itself is written, and so is one that the working folder reaches by a link', () => {
    const above = makeFolder({});
    addFiles(path.join(above, 'clone'), smallRepository);
    symlinkSync('clone', path.join(above, 'link'));
    symlinkSync('..', path.join(above, 'clone/up'));
    expect(codemod(path.join(above, 'link'), ['dry-run', '-o', '../report']).exitCode).toBe(0);
    expect(codemod(path.join(above, 'link'), ['dry-run', '-o', 'report']).exitCode).toBe(0);
    expect(codemod(path.join(above, 'clone'), ['dry-run', '-o', 'up/clone/other']).exitCode).toBe(0);
    expect([...snapshot(above).keys()]).toEqual(expect.arrayContaining(['report', 'clone/report', 'clone/other']));
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
