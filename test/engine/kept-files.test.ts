import { expect, test } from '@jest/globals';
import { KeptFiles } from '../../src/engine/kept-files.ts';
import type { PythonText } from '../../src/engine/read-python.ts';

function textOf(path: string, length: number): PythonText {
  const source = { path, text: 'x'.repeat(length), language: 'python', lineEnding: '\n' } as const;
  const none = new Int32Array();
  return {
    source: { ...source, encoding: 'utf8', hasByteOrderMark: false },
    records: none,
    lines: none,
    errorAt: -1,
    malformedAt: -1,
    holdsRelativeName: false,
    allowComments: [],
  };
}

test('what was read is known again, for the same text only', () => {
  const kept = new KeptFiles();
  const [first, other] = [textOf('a.py', 10), textOf('a.py', 11)];
  const scopes = kept.scopes(first);
  kept.keep(first, scopes);
  expect(kept.text('a.py')).toBe(first);
  expect(kept.text('b.py')).toBeUndefined();
  expect(kept.scopes(first)).toBe(scopes);
  expect(kept.scopes(other)).not.toBe(scopes);
});

test('so much is kept and no more', () => {
  const kept = new KeptFiles();
  for (const path of ['a.py', 'b.py', 'c.py']) kept.keep(textOf(path, 2_000_000), new Map());
  expect([kept.text('a.py'), kept.text('b.py')]).not.toContain(undefined);
  expect(kept.text('c.py')).toBeUndefined();
  kept.keep(textOf('d.py', 100), new Map());
  expect(kept.text('d.py')).toBeDefined();
});
