import { expect, test } from '@jest/globals';
import { occurrences } from '../../../src/parse/python/occurrences.ts';

/** The same by a regular expression over the whole text. */
function byExpression(text: string, name: string): number[] {
  const word = new RegExp(String.raw`(?<![\p{ID_Continue}.])${name.replaceAll('.', '[.]')}(?!\p{ID_Continue})`, 'gu');
  return [...text.matchAll(word)].map(({ index }) => index);
}

test.each([
  ['m', 'm.X, (m), a.m, mm, m_, _m, m1, 1m, m'],
  ['core', 'écore core\u00e9 core\u{1d4d0} \u{1d4d0}core \u{1f600}core core\u{1f600} "core"'],
  ['a.b', 'a.b.c x.a.b a.bc a.b a.b'],
  ['x', ''],
])('finds %s where it stands as a whole', (name, text) => {
  expect([...occurrences(text, name)]).toEqual(byExpression(text, name));
});
