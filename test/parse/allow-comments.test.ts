import { describe, expect, test } from '@jest/globals';
import { allowCommentFor } from '../../src/model/allow-comment.ts';
import { allowComments } from '../../src/parse/allow-comments.ts';

test.each([
  ['# ssot: allow[a] because', [{ line: 1, rules: ['a'], reason: 'because' }]],
  ['x = 1  #ssot:allow[a]   two words  \n', [{ line: 1, rules: ['a'], reason: 'two words' }]],
  [
    "\r\n\r\nimport x; // ssot: allow[a/b-c, d] it's fine\r\n",
    [{ line: 3, rules: ['a/b-c', 'd'], reason: "it's fine" }],
  ],
  ['x /* ssot: allow[a] here */ y', [{ line: 1, rules: ['a'], reason: 'here' }]],
  ['<!-- ssot: allow[a] here -->', [{ line: 1, rules: ['a'], reason: 'here' }]],
  ['# ssot: allow[a]\n', [{ line: 1, rules: ['a'], reason: '' }]],
  ['a # noqa # ssot: allow[a] b', [{ line: 1, rules: ['a'], reason: 'b' }]],
  [
    '\r# ssot: allow[a] b\r# ssot: allow[c] d',
    [
      { line: 2, rules: ['a'], reason: 'b' },
      { line: 3, rules: ['c'], reason: 'd' },
    ],
  ],
  ['# ssot: allow[] b', []],
  ['# ssot: allow b', []],
  ['ssot: allow[a] b', []],
  ['# ssot: allow[a\n] b', []],
])('%j', (text, expected) => {
  expect(allowComments(text)).toEqual(expected);
});

describe('allowCommentFor', () => {
  const comments = allowComments('#\n# ssot: allow[a]\n# ssot: allow[a] reason\n# ssot: allow[b] other\n');
  test.each([
    ['a', 2, 2, ''],
    ['a', 2, 3, 'reason'],
    ['a', 3, 3, 'reason'],
    ['b', 1, 4, 'other'],
    ['b', 1, 3, undefined],
    ['a', 4, 9, undefined],
    ['c', 1, 9, undefined],
  ])('%s on lines %i to %i: %j', (rule, line, endLine, reason) => {
    expect(allowCommentFor(comments, rule, { line, endLine })?.reason).toBe(reason);
  });
});
