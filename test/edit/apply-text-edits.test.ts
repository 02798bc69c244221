import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyTextEdits, sortTextEdits } from '../../src/edit/apply-text-edits.ts';
import { InternalError } from '../../src/model/errors.ts';
import { textWithEdits } from '../support/text-edits.ts';

test('replaces what the edits say and nothing else', () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      // From the last to the first, each edit leaves the offsets of those before it as they are.
      const expected = edits.reduceRight(
        (all, { start, end, text: by }) => all.slice(0, start) + by + all.slice(end),
        text,
      );
      expect(applyTextEdits(text, edits)).toBe(expected);
    }),
  );
});

test('does not depend on the order in which the edits were made', () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      expect(applyTextEdits(text, sortTextEdits(edits.toReversed()))).toBe(applyTextEdits(text, edits));
    }),
  );
});

test('inserts before what is replaced at the same place', () => {
  const edits = [
    { start: 1, end: 2, text: 'B' },
    { start: 1, end: 1, text: '+' },
  ];
  expect(applyTextEdits('abc', sortTextEdits(edits))).toBe('a+Bc');
});

test.each([
  [
    'overlap',
    [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ],
    '[1, 3)',
  ],
  [
    'are equal',
    [
      { start: 0, end: 2, text: 'x' },
      { start: 0, end: 2, text: 'x' },
    ],
    '[0, 2)',
  ],
  [
    'insert into what another replaces',
    [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 1, text: 'x' },
    ],
    '[1, 1)',
  ],
  ['reach beyond the text', [{ start: 2, end: 4, text: '' }], '[2, 4)'],
  ['start before the text', [{ start: -1, end: 1, text: '' }], '[-1, 1)'],
  ['end before they start', [{ start: 2, end: 1, text: '' }], '[2, 1)'],
])('refuses edits that %s', (_, edits, place) => {
  expect(() => applyTextEdits('abc', sortTextEdits(edits))).toThrow(InternalError);
  expect(() => applyTextEdits('abc', sortTextEdits(edits))).toThrow(place);
});
