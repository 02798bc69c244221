import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wantsThread } from '../../src/engine/readers/early-reader.ts';

let base = '';
const inside = (folder: string): string => path.join(base, folder);
beforeAll(() => {
  base = mkdtempSync(path.join(tmpdir(), 'ssot-early-'));
  for (const [name, size] of [
    ['large', 300_000],
    ['small', 3_000],
  ] as const) {
    mkdirSync(inside(`${name}/.git`), { recursive: true });
    mkdirSync(inside(`${name}/app/core`), { recursive: true });
    writeFileSync(inside(`${name}/.git/index`), Buffer.alloc(size));
  }
});
afterAll(() => {
  rmSync(base, { recursive: true });
});

describe('a second thread is started early', () => {
  test.each([[], ['dry-run'], ['--stat'], ['dry-run', '--stat', 'app'], ['apply'], ['check', '--baseline', 'b.json']])(
    'for a command that looks at all files of a large repository: %j %j',
    (...argv) => {
      expect(wantsThread(argv, inside('large'))).toBe(true);
      expect(wantsThread(argv, inside('large/app/core'))).toBe(true);
      expect(wantsThread(argv, inside('small/app'))).toBe(false);
    },
  );

  test('nor where .git is a file, as in a worktree', () => {
    mkdirSync(inside('worktree'));
    writeFileSync(inside('worktree/.git'), 'gitdir: ../large/.git/worktrees/worktree\n');
    expect(wantsThread(['apply'], inside('worktree'))).toBe(false);
  });

  test.each([
    ['check', '--staged'],
    ['check', '--since=main'],
    ['dry-run', '--files-from', '-'],
    ['apply', '-j1'],
    ['apply', '--resume'],
    ['apply', '--plan', 'moves.json'],
    ['rollback'],
    ['init'],
    ['--help'],
    ['--version'],
    ['app/one.py'],
  ])('but not for %j %j', (...argv) => {
    expect(wantsThread(argv, inside('large'))).toBe(false);
  });
});
