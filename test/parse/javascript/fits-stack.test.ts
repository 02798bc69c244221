import { describe, expect, test } from '@jest/globals';
import { fitsStack } from '../../../src/parse/javascript/fits-stack.ts';

/** How often a thread of 4 MB bears each in the native parser, as measured, and the text with so many. */
const nested: readonly (readonly [string, number, (times: number) => string])[] = [
  ['parentheses', 2875, (n) => `x=${'('.repeat(n)}1${')'.repeat(n)}`],
  ['brackets behind strings', 2875, (n) => `x=${`['',`.repeat(n)}1${']'.repeat(n)}`],
  ['brackets and what closes them in strings', 2875, (n) => `x=${`(')',`.repeat(n)}1${')'.repeat(n)}`],
  ['objects', 2375, (n) => `x=${'{a:'.repeat(n)}1${'}'.repeat(n)}`],
  ['functions', 2875, (n) => 'function f(){'.repeat(n) + '}'.repeat(n)],
  ['holes of templates', 2500, (n) => `x=${'`${'.repeat(n)}1${'}`'.repeat(n)}`],
  ['decorators', 1562, (n) => `${'@(class{'.repeat(n)}${'})'.repeat(n)}class a{}`],
  ['elements', 8500, (n) => `x=${'<a>'.repeat(n)}${'</a>'.repeat(n)}`],
  ['generic types', 3000, (n) => `let x:${'A<'.repeat(n)}B${'>'.repeat(n)}`],
  ['functions with arrows', 4750, (n) => `x=${'a=>'.repeat(n)}1`],
  ['conditions', 6250, (n) => `x=${'a?b:'.repeat(n)}1`],
  ['statements', 12500, (n) => `${'if(a);else '.repeat(n)};`],
  ['labels', 10000, (n) => `${Array.from({ length: n }, (_, k) => `a${k}:`).join('')};`],
  ['classes', 3500, (n) => `x=${'class extends '.repeat(n)}a${'{}'.repeat(n)}`],
  ['signs', 36000, (n) => `x=${'!'.repeat(n)}1`],
  ['words', 8000, (n) => `type x=${'keyof '.repeat(n)}D`],
  ['sums', 36000, (n) => `x=1${'+1'.repeat(n)}`],
  ['members', 36000, (n) => `x=a${'.a'.repeat(n)}`],
];

describe.each(nested)('%s', (_, times, text) => {
  test('what kills a thread does not fit', () => {
    expect(fitsStack(text(times))).toBe(false);
  });
  test('what people write fits', () => {
    expect(fitsStack(text(200))).toBe(true);
  });
});

test.each([
  ['statements', 'const a = b(c[d], { e: 1 });\n'],
  ['statements without semicolons', 'const a = b\nc = d\n'],
  ['functions', 'function f(a) {\n  return a ? `${a}` : "b";\n}\n'],
  ['elements', 'f(<a b={c}>d</a>);\n'],
])('a long file of %s fits', (_, line) => {
  expect(fitsStack(line.repeat(500))).toBe(true);
});

test.each([
  ['in words that are cut short', (n: number) => `x=${'[someName,'.repeat(n)}1${']'.repeat(n)}`, 2875],
  ['behind words of a longer name', (n: number) => `x=${'(someclass$,'.repeat(n)}1${')'.repeat(n)}`, 2875],
  ['behind an escape', (n: number) => `x=${`('\\someName',`.repeat(n)}1${')'.repeat(n)}`, 2875],
  ['behind a regular expression', (n: number) => `x=${'[a?/[`]/:'.repeat(n)}1${']'.repeat(n)}`, 2875],
])('what nests %s is seen in a long text', (_, text, times) => {
  const filler = '// some words of a comment\nconst someName = { other: [1, 2] };\n'.repeat(2000);
  expect(fitsStack(filler + text(times))).toBe(false);
  expect(fitsStack(filler + text(100))).toBe(true);
});
