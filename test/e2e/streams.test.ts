import { existsSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { programFile, run } from '../support/program.ts';
import type { Run, RunOptions } from '../support/program.ts';
import { makeFolder, snapshot } from '../support/repository.ts';
import { legacy, smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

/** Run the program with a stream redirected, as bash writes it; 3 is a pipe that nobody reads any more. */
function redirected(folder: string, redirection: string, args: readonly string[], options: RunOptions = {}): Run {
  const script = `exec 3> >(exit); wait $!; exec "$0" "$@" ${redirection}`;
  return run(folder, 'bash', ['-c', script, process.execPath, programFile, ...args], options);
}

/** One file is refused, so that an apply exits with 1. */
const withRefusal = { ...smallRepository, 'app/odd.py': `${legacy}\0` };
const afterwards = snapshot(makeFolder({ ...withRefusal, ...smallRepositoryAfter }));

// Each line of progress comes at once.
const preload = 'let now = 0; performance.now = () => (now += 20_000);';

onlyWhere(process.platform !== 'win32').describe('a reader that has had enough', () => {
  test.each([['check'], ['dry-run --exit-code'], ['dry-run --exit-code --format json']])(
    'of %s does not make findings a success',
    (command) => {
      const folder = makeFolder(smallRepository);
      expect(redirected(folder, '>&3', command.split(' '))).toMatchObject({ exitCode: 1, stdout: '' });
      expect(redirected(folder, '>&3 2>&3', command.split(' '))).toMatchObject({ exitCode: 1, stderr: '' });
    },
  );

  test.each(['>&3', '2>&3', '>&3 2>&3'])('does not stop an apply: %s', (redirection) => {
    const folder = makeFolder(withRefusal);
    const args = ['apply', '--strict', '--batch-by', 'directory', '--gate', 'true', '--format', 'json'];
    expect(redirected(folder, redirection, args, { preload })).toMatchObject({ exitCode: 1 });
    expect(snapshot(folder)).toEqual(afterwards);
    expect(redirected(folder, redirection, ['rollback'], { preload })).toMatchObject({ exitCode: 0 });
    expect(snapshot(folder)).toEqual(snapshot(makeFolder(withRefusal)));
  });
});

onlyWhere(existsSync('/dev/full')).describe('a stream that takes nothing more (needs /dev/full)', () => {
  test('standard output: said without a stack', () => {
    const { exitCode, stderr } = redirected(makeFolder(smallRepository), '>/dev/full', ['dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^ssot-codemod: cannot write standard output: ENOSPC: .*\n$/);
  });

  test('standard output of an apply: how to undo it is said, and that not all is well', () => {
    const folder = makeFolder(smallRepository);
    const { exitCode, stderr } = redirected(folder, '>/dev/full', ['apply', '--format', 'json']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/ssot-codemod rollback --id \S+\nssot-codemod: cannot write standard output: ENOSPC: .*\n$/);
  });

  test('standard error: passed over', () => {
    const folder = makeFolder(withRefusal);
    expect(redirected(folder, '2>/dev/full', ['apply', '--strict'], { preload })).toMatchObject({ exitCode: 1 });
    expect(snapshot(folder)).toEqual(afterwards);
  });
});
