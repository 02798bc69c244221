import { describe, expect, test } from '@jest/globals';
import { isValid, parseExpression, parseLine, parseModule } from '../../../../src/parse/python/syntax/parse.ts';
import type { SyntaxNode } from '../../../../src/parse/python/syntax/syntax-node.ts';

function identifiers(text: string, node: SyntaxNode): string[] {
  if (node.field === 'attribute' && node.parent?.type === 'dotted_name') return [];
  if (node.type === 'identifier') return [text.slice(node.start, node.end)];
  return node.children.flatMap((child) => identifiers(text, child));
}

function namesIn(text: string): string {
  return identifiers(text, parseModule(text).root).join(' ');
}

/** The lines that errors are on, from 1. */
function errorLines(text: string): number[] {
  return parseModule(text).errors.map(({ start }) => text.slice(0, start).split('\n').length);
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
    ['3.13: defaults of type parameters', 'class C[T: a = int, *U = *D, **P = b]: pass\n', 'C T a int U D P b'],
    ['3.14: t-strings, except without parentheses', "t'{a}'\ntry: b\nexcept C, D: e\n", 'a b C D e'],
    ['3.15: lazy imports', 'lazy import a\nlazy from b import c\nlazy = 1\n', 'a b c lazy'],
    ['3.15: unpacking in comprehensions', '[*a for a in b], {**c for c in d}\n', 'a a b c c d'],
    ['CR alone ends lines', '# a\rb\r', 'b'],
    ['CRLF', 'if a:\r\n    b\r\nc\r\n', 'a b c'],
    ['form feeds', '\f\nif a:\n\f    b\n    \fc\n', 'a b c'],
    ['a dot before the end of a line', '(a.\n  b.\n c)\n', 'a b c'],
    ['a line that goes on', 'if a and \\\n  b:\n  c = \\\r\n d\n', 'a b c d'],
    ['characters of two code units', '"😀"; ä = "𝒳"; 𝒳y\n', 'ä 𝒳y'],
    ['numbers that touch keywords', '1if a else 0xfor b\n', 'a b'],
    ['format specifiers', `f"{a:>{b}}{c:=^5}{d!r:{e}:{f}}{g=:%H:%M}"\n`, 'a b c d e f g'],
    ['no newline at the end', 'if a: b', 'a b'],
    ['nothing', '', ''],
    ['soft keywords as names', 'match[a] = b\ntype = case = _\nmatch * c\n', 'match a b type case _ match c'],
  ])('%s', (_, text, expected) => {
    expect(parseModule(text).errors).toEqual([]);
    expect(namesIn(text)).toBe(expected);
  });
});

describe('what is not Python', () => {
  test.each([
    'a = = 1',
    'if a\n  b',
    'if a:\nb',
    'def f(a=1, b): pass',
    'def f(*): pass',
    'f(a=1, b)',
    'f() = 1',
    '(a, b) += 1',
    'del f()',
    'a b',
    '(a',
    'a)',
    '[a)',
    '"a',
    '"""a',
    'b"a" "b"',
    'f"{a"',
    'f"{}"',
    'f"}"',
    'f"{a!x}"',
    '012',
    '1__0',
    '1a',
    'try: a',
    'else: a',
    '@a\nb',
    'import a.b as c.d',
    'from a import b,',
    'from a import (b',
    'match a:\n  b',
    'x = yield = 1',
    'a\n  b',
    'if a:\n    b\n  c',
    'print "a"',
    '$',
    'a \\ b',
  ])('%j', (text) => {
    expect(parseModule(`${text}\n`).errors).not.toEqual([]);
  });
});

describe('behind an error', () => {
  test('the next logical line is read as if nothing had been', () => {
    const text = 'a = 1\nb = = c.d(\n)\ndef e(): f\n';
    expect(errorLines(text)).toEqual([2]);
    expect(parseModule(text).root.children.map(({ type }) => type)).toEqual([
      'expression_statement',
      'ERROR',
      'function_definition',
    ]);
    expect(namesIn(text)).toBe('a b c e f');
  });

  test('names keep their attributes, in f-strings, too', () => {
    const text = 'print a.b . c, (d).e, f"{g.h!x} {{i}} {j:{k.l}}"\n';
    const [error] = parseModule(text).root.children;
    expect(error?.children.map(({ start, end }) => text.slice(start, end))).toEqual([
      'print',
      'a.b . c',
      'd',
      'g.h',
      'x',
      'i',
      'j',
      'k.l',
    ]);
  });

  test('a header takes no block with it', () => {
    const text = 'if a b:\n    c = 1\n    d\nelse:\n    e\nf\n';
    expect(errorLines(text)).toEqual([1, 4]);
    expect(namesIn(text)).toBe('a b c d e f');
  });

  test('what was read of a statement stays', () => {
    const text = 'try:\n    a = 1\nexcept b c:\n    d\nfinally:\n    e\n';
    expect(errorLines(text)[0]).toBe(3);
    expect(namesIn(text)).toBe('a b c d e');
  });

  test('brackets that do not end stop before what looks like a statement', () => {
    expect(namesIn('a(b, [c\nd = e\nf\n')).toBe('a b c d e f');
    expect(errorLines('a(b, [c\nd = e\nf\n')).toEqual([2]);
    expect(namesIn('class A:\n    def b(self, c={\n    def d(self): e\nf\n')).toBe('A b self c d self e f');
  });

  test('indentation that fits nowhere is an error, and the line is read', () => {
    const text = 'if a:\n        b\n    c\nd\n';
    expect(errorLines(text)).toEqual([3]);
    expect(namesIn(text)).toBe('a b c d');
  });

  test('a string that does not end takes its line, or the rest', () => {
    expect(namesIn('a = "b\nc\n')).toBe('a c');
    expect(namesIn('a = """b\nc\n')).toBe('a');
  });

  test.each([
    `x = ${'('.repeat(5000)}X${')'.repeat(5000)}`,
    `x = ${'-'.repeat(5000)}X`,
    `x = ${'not '.repeat(5000)}X`,
    `x = ${'lambda: '.repeat(5000)}X`,
    `x = ${'a if b else '.repeat(5000)}X`,
    `x = ${'a ** '.repeat(5000)}X`,
    `x = ${'a + '.repeat(5000)}X`,
    `x = a${'.b'.repeat(5000)}`,
    `x = ${'f"{'.repeat(2000)}`,
    `match a:\n case ${'['.repeat(5000)}`,
    Array.from({ length: 500 }, (_, k) => `${' '.repeat(k)}if a:\n`).join(''),
    Array.from({ length: 500 }, (_, k) => `${' '.repeat(k)}if a b:\n`).join(''),
  ])('code that nests too deeply is an error, not a crash (%#)', (text) => {
    const { errors, root } = parseModule(`${text}\ny\n`);
    const depth = (node: SyntaxNode): number => 1 + Math.max(0, ...node.children.map(depth));
    expect(errors.length).toBeGreaterThan(0);
    expect(depth(root)).toBeLessThan(2000);
  });

  test.each([`x = ${'not '.repeat(401)}X`, `x = ${'"a" + '.repeat(1000)}X`, `x = X${'.f()'.repeat(500)}`])(
    'code that Python reads is not said to be wrong (%#)',
    (text) => {
      expect(parseModule(`${text}\n`).errors.map(({ isTooDeep }) => isTooDeep)).toEqual([true]);
      expect(isValid(`${text}\n`)).toBe(true);
    },
  );

  test('a statement of the greatest height is read', () => {
    for (let terms = 990; terms < 1010; terms++) parseModule(`x = ${'a + '.repeat(terms)}X\n`);
  });
});

describe('parts of a text', () => {
  test('only ranges are read', () => {
    const text = 'a\nif b:\n    c\n    d(\n)\ne\n';
    const ranges = [
      { start: 1, end: 7 },
      { start: 13, end: text.length - 2 },
    ];
    const { root, errors } = parseModule(text, ranges);
    expect(errors).toEqual([]);
    expect(identifiers(text, root)).toEqual(['b', 'd']);
  });

  test.each([
    ['if a:', 'if_statement(identifier block)'],
    ['elif a: # b', 'if_statement(identifier block)'],
    ['@a.b(c)', 'decorated_definition(decorator(call(attribute(identifier identifier) argument_list(identifier))))'],
    ['class A(B):', 'class_definition(identifier argument_list(identifier) block)'],
    ['try:', 'try_statement(block)'],
    ['a = b', 'expression_statement(assignment(identifier identifier))'],
  ])('the statement of one line: %s', (line, expected) => {
    const shown = ({ type, children }: SyntaxNode): string =>
      children.length > 0 ? `${type}(${children.map(shown).join(' ')})` : type;
    const text = `x:\n    ${line}\n        y\n`;
    const start = text.indexOf(line);
    expect(parseLine(text, { start, end: start + line.length }).children.map(shown)).toEqual([expected]);
  });

  test('an expression in the middle of a text', () => {
    const text = 'a: "List[\n b]" = c';
    const expression = parseExpression(text, { start: 4, end: 13 });
    expect(expression && identifiers(text, expression)).toEqual(['List', 'b']);
    for (const other of ['a b', 'a; b', 'a)(b', '', 'a, b', 'a)', '(a'])
      expect(parseExpression(other, { start: 0, end: other.length })).toBeUndefined();
  });
});
