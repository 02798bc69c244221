import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LineIndex } from '../../src/model/range.ts';
import type { Position } from '../../src/model/range.ts';

/** From the start, each time. */
function positionIn(text: string, offset: number): Position {
  const starts = [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ index, 0: { length } }) => index + length)];
  const line = starts.filter((start) => start <= offset).length;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

test('places are the same in whatever order they are asked for, with line endings of every kind', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '字'), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), (source, asked) => {
      const index = new LineIndex(source);
      const offsets = asked.map((offset) => Math.min(offset, source.length));
      expect(offsets.map((offset) => index.position(offset))).toEqual(
        offsets.map((offset) => positionIn(source, offset)),
      );
    }),
  );
});

test('places in one very long line are found in time that grows with their number', () => {
  for (const before of ['', '\r']) {
    const index = new LineIndex(`${before}${'a'.repeat(20_000_000)}\n`);
    const start = performance.now();
    for (let offset = 1; offset < 20_000_000; offset += 1_000)
      expect(index.position(offset)).toEqual({ line: 1 + before.length, column: offset + 1 - before.length });
    expect(performance.now() - start).toBeLessThan(4000);
  }
});
