import { beforeAll, describe, expect, test } from '@jest/globals';
import { PythonSyntax } from '../../../src/parse/python/syntax-tree.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax-tree.ts';

let syntax: PythonSyntax;
beforeAll(async () => {
  syntax = await PythonSyntax.load();
});

function identifiers(text: string, node: SyntaxNode): string[] {
  if (node.type === 'identifier') return [text.slice(node.start, node.end)];
  return node.children.flatMap((child) => identifiers(text, child));
}

describe('syntax of each Python', () => {
  test.each([
    ['3.8: positional-only, walrus', 'def f(a, /, b):\n    if (c := d): pass\n', 'f a b c d'],
    ['3.9: any expression as a decorator', '@a[b].c\ndef d(): pass\n', 'a b c d'],
    ['3.10: match, parenthesised with', 'match a:\n    case B(c=1): pass\nwith (d as e, f): pass\n', 'a B c d e f'],
    [
      '3.11: except*, starred subscripts',
      'try: a\nexcept* B as c: d\nE[*F]\ndef g(*h: *I): pass\n',
      'a B c d E F g h I',
    ],
    [
      '3.12: type parameters, nested f-strings',
      "def f[T](a: T): f'{b['{'] + f'{c}'}'\ntype D[E] = G\n",
      'f T a T b c D E G',
    ],
    ['3.13: defaults of type parameters', 'class C[T = int, *U = *D]: pass\n', 'C T int U D'],
    ['3.14: t-strings, except without parentheses', "t'{a}'\ntry: b\nexcept C, D: e\n", 'a b C D e'],
    ['3.15: lazy imports', 'lazy import a\nlazy from b import c\n', 'a b c'],
    ['CR alone ends lines', '# a\rb\r', 'b'],
    ['CRLF', 'if a:\r\n    b\r\nc\r\n', 'a b c'],
    ['a dot before the end of a line', '(a.\n  b.\n c)\n', 'a b c'],
    ['characters of two code units', '"😀"; ä = "𝒳"; b\n', 'ä b'],
  ])('%s', (_, text, expected) => {
    const { root, errors } = syntax.parse(text);
    expect(errors).toEqual([]);
    expect(identifiers(text, root).join(' ')).toBe(expected);
  });

  test('an expression in the middle of a text', () => {
    const text = 'a: "List[\n b]" = c';
    const expression = syntax.parseExpression(text, { start: 4, end: 13 });
    expect(expression && identifiers(text, expression)).toEqual(['List', 'b']);
    for (const other of ['a b', 'a; b', 'a)(b', '', 'a, b'])
      expect(syntax.parseExpression(other, { start: 0, end: other.length })).toBeUndefined();
  });

  test('errors are where they are', () => {
    const text = 'a = 1\nb = = 2\nc = 3\n';
    const { errors } = syntax.parse(text);
    expect(errors.map(({ start }) => text.slice(0, start).split('\n').length)).toEqual([2]);
  });
});
