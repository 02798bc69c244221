import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { LogicalLines } from '../../../src/parse/python/logical-lines.ts';
import { pythonProgram } from '../../support/python-programs.ts';

const buffer = SourceBuffer.create();

function outline(text: string): { readonly lines: LogicalLines; readonly errorAt: number } {
  buffer.set(Buffer.from(text));
  buffer.countUtf16();
  const { lines, errorAt } = buffer.outline();
  return { lines: new LogicalLines(lines.slice(), text), errorAt };
}

const text = `import a
def f(
    x,
): # "
    try: import b
    except E:
        import c
        if x: import d; import e
    else:
        async with y as z:
            import g
match x:
    case 1:
        import h
match = {}
if (x and
  y): import i
elif z:
\tfor j in k:
        import l
`;
const { lines } = outline(text);
const words = (module: string): string[] => lines.headers(text.indexOf(`import ${module}`)).map(({ word }) => word);

test.each([
  ['a', []],
  ['b', ['try', 'def']],
  ['c', ['except', 'def']],
  ['d', ['if', 'except', 'def']],
  ['e', ['if', 'except', 'def']],
  ['g', ['with', 'else', 'def']],
  ['h', ['case', 'match']],
  ['i', ['if']],
  // A tab reaches to column 8, so that the eight blanks below it are no further in.
  ['l', ['elif']],
])('knows the blocks around import %s', (module, expected) => {
  expect(words(module)).toEqual(expected);
});

test('knows which statements run one after another', () => {
  const block = (module: string): number => lines.block(text.indexOf(`import ${module}`));
  expect(block('d')).toBe(block('e'));
  expect(new Set(['a', 'b', 'c', 'd', 'g', 'h', 'i', 'l'].map(block)).size).toBe(8);
});

test('knows the try of an except and of an else', () => {
  const attempt = (module: string, depth: number): string => {
    const header = lines.headers(text.indexOf(`import ${module}`))[depth];
    const line = header === undefined ? undefined : lines.matchingTry(header);
    return line === undefined ? 'none' : lines.text(line);
  };
  expect(attempt('c', 0)).toBe('try: import b');
  expect(attempt('g', 1)).toBe('try: import b');
  expect(attempt('l', 0)).toBe('none');
});

test('gives every import of a program a line that holds it', () => {
  for (let seed = 0; seed < 2000; seed++) {
    const program = pythonProgram(seed, 15);
    const { lines, errorAt } = outline(program.text);
    expect(errorAt).toBe(-1);
    for (const { start, end } of program.imports) {
      const line = lines.range(lines.at(start));
      expect([seed, line.start <= start && end <= line.end]).toEqual([seed, true]);
    }
  }
});

describe('finds where brackets and strings do not balance', () => {
  test.each([
    ['nothing', 'f(a[{1: (2)}])\nx = f"{a[")"]}"\n', -1],
    ['a bracket without a partner', 'a)\n', 1],
    ['a bracket of another kind', 'f(a]\n', 3],
    ['a bracket that the file leaves open', 'x = 1\nf(a,\n  b', 7],
    ['a bracket that a statement ends', 'f(a,\nimport b\ng()\n', 1],
    ['a bracket that a definition ends', 'x = [\n  1,\ndef f(): pass\n', 4],
    ['a string that its line ends', "x = 'a\ny\n", 4],
    ['triple quotes that nothing ends', 'x\n"""a\n', 2],
    ['a field that nothing ends', 'x = f"{a"\n', 5],
    ['a bracket in a comment', 'x # (\n', -1],
    ['brackets that are nested too deep', '('.repeat(201) + ')'.repeat(201), 200],
    ['brackets that are nested as deep as can be', '('.repeat(200) + ')'.repeat(200), -1],
  ])('%s', (_, source, errorAt) => {
    expect(outline(source).errorAt).toBe(errorAt);
  });

  test('and goes on behind a bracket that was left open', () => {
    const { lines } = outline('f(a,\nimport b\nif c:\n    d\n');
    expect(Array.from({ length: lines.length }, (_, line) => lines.text(line))).toEqual([
      'f(a,',
      'import b',
      'if c:',
      'd',
    ]);
  });
});
