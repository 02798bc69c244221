import { expect, test } from '@jest/globals';
import { allowComments } from '../../src/parse/allow-comments.ts';
import { scriptBlocks } from '../../src/parse/javascript/script-blocks.ts';
import { dialectOf } from '../../src/parse/javascript/syntax-tree.ts';
import { attributesBehind } from '../../src/parse/python/attributes-behind.ts';
import { dottedStrings } from '../../src/parse/python/dotted-strings.ts';
import { neededNames } from '../../src/parse/python/needed-names.ts';
import { hasNoqa } from '../../transforms/python/noqa.ts';

const identity = { module: 'app.a', package: 'app' };

/** Each text took minutes, or would take hours. */
test.each<[string, () => unknown, unknown]>([
  ['comments before a program', () => dialectOf('a.js', '/* no */ '.repeat(110)), 'babel'],
  ['slashes before a program', () => dialectOf('a.js', '//'.repeat(400)), 'babel'],
  ['a pragma behind comments', () => dialectOf('a.js', `${'/* no */\n'.repeat(90)}// @flow`), 'flow'],
  ['number signs behind a name', () => [...attributesBehind(`a\n${'#'.repeat(100_000)}\n`, 1)], []],
  ['lines of comments behind a name', () => [...attributesBehind(`a  ${'# . a\n'.repeat(50_000)}.b`, 1)], ['b']],
  ['attributes of a tag', () => scriptBlocks('a.vue', `<script${' a'.repeat(50_000)}`), []],
  ['blanks in a tag', () => scriptBlocks('a.vue', `<script${' \t\n'.repeat(50_000)}=`), []],
  ['comments that do not end', () => scriptBlocks('a.vue', '<!--'.repeat(100_000)), []],
  ['templates that do not end', () => scriptBlocks('a.vue', '<template '.repeat(50_000)), []],
  ['rules that do not end', () => allowComments('# ssot:allow['.repeat(50_000)), []],
  [
    'a long word in a string',
    () => dottedStrings([literal(`"${'a'.repeat(200_000)}-"`)], `"${'a'.repeat(200_000)}-"`, () => true),
    [],
  ],
  ['number signs behind an import', () => hasNoqa('#'.repeat(200_000), { start: 0, end: 0 }), false],
  ['number signs before a name', () => neededNames(`${'#'.repeat(390)}\n .X `.repeat(300), [], identity, ['X']), []],
])('%s', (_, read, expected) => {
  const start = performance.now();
  expect(read()).toEqual(expected);
  expect(performance.now() - start).toBeLessThan(1000);
});

function literal(text: string): Parameters<typeof dottedStrings>[0][number] {
  return { start: 0, end: text.length, isFormatString: false, isUnsure: false };
}
