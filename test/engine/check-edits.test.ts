import { describe, expect, test } from '@jest/globals';
import { sortTextEdits } from '../../src/edit/apply-text-edits.ts';
import { areLinesValid, checkEdits } from '../../src/engine/python/check-edits.ts';
import type { ReadText } from '../../src/engine/python/check-edits.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import { InternalError } from '../../src/model/errors.ts';
import { SourceBuffer } from '../../src/native/source-buffer.ts';

const buffer = SourceBuffer.create();

function read(text: string): ReadText {
  buffer.set(Buffer.from(text));
  if (!buffer.isAscii()) buffer.countUtf16();
  const { unterminatedAt, malformedAt } = buffer.scanImports();
  const { lines, errorAt } = buffer.outline();
  return { text, lines: lines.slice(), errorAt: errorAt < 0 ? unterminatedAt : errorAt, malformedAt };
}

const text = 'import a\ntry:\n    from old import X\nexcept E:\n    x = 1\nX(\n  2)\n';

/** Replaces each pair of texts in the program above. */
function check(...replacements: readonly (readonly [string, string])[]): void {
  const edits = sortTextEdits(
    replacements.map(([from, to]) => {
      const start = text.indexOf(from);
      return { start, end: start + from.length, text: to };
    }),
  );
  checkEdits(read(text), edits, read);
}

describe('edits that leave the file as readable as it was', () => {
  test.each([
    ['another path', ['from old import X', 'from new import Y as X']],
    ['a second statement', ['    from old import X\n', '    from old import Z\n    from new import X\n']],
    ['a statement before another', ['    from old import X', '    import b\n    from old import X']],
    ['a statement in several lines', ['from old import X', 'from new import (\n  X,\n)']],
    ['a statement less', ['import a\n', '']],
    ['a name', ['X(', 'Y(']],
  ] as const)('%s', (_, replacement) => {
    expect(() => {
      check(replacement);
    }).not.toThrow();
  });

  test('an import below one that has deeper lines below it, which opens no block', () => {
    const odd = 'def f():\n    pass\nimport a\n\n    x = 1\n';
    const at = odd.indexOf('import a\n') + 'import a\n'.length;
    expect(() => checkEdits(read(odd), [{ start: at, end: at, text: 'import b\n' }], read)).not.toThrow();
  });

  test('several at once', () => {
    expect(() => {
      check(['import a\n', ''], ['from old', 'from new'], ['X(', 'Y(']);
    }).not.toThrow();
  });
});

describe('edits that break it', () => {
  test.each([
    ['a bracket that does not close', ['from old import X', 'from new import (X'], 'balance'],
    ['a string that does not end', ['X(', '"('], 'balance'],
    ['an import of nothing', ['from old import X', 'from new import '], 'import is no longer valid'],
    ['an empty block', ['    from old import X\n', ''], 'a block has no body'],
    ['a statement out of its block', ['    from old', '    from old import Z\n  from old'], 'indentation of its own'],
    ['a line that runs into the next', ['x = 1\n', 'x = 1; '], 'no longer one'],
    ['a backslash before the next line', ['import a\n', 'import a, \\\n'], 'no longer'],
  ] as const)('%s', (_, replacement, message) => {
    expect(() => {
      check(replacement);
    }).toThrow(InternalError);
    expect(() => {
      check(replacement);
    }).toThrow(message);
  });
});

describe('each line that the edits made', () => {
  const valid = (from: string, to: string, program = text): boolean => {
    const start = program.indexOf(from);
    const edited = checkEdits(read(program), [{ start, end: start + from.length, text: to }], read);
    return edited !== undefined && areLinesValid(edited);
  };

  test.each([
    ['X(', 'm.X('],
    ['from old import X', 'from new import Y as X'],
    ['from old import X', 'from new import (  # one\n    X,\n)'],
    ['from old import X', 'from new import Y; X = Y'],
    ['x = 1', 'x = m.a; y = 2  # one'],
  ])('%s is valid as %s', (from, to) => {
    expect(valid(from, to)).toBe(true);
  });

  test.each([
    ['x = 1', 'x = m..a'],
    ['x = 1', 'while x:'],
    ['from old import X', 'from new X'],
    ['from old import X', 'from new X  # import Y'],
    ['from old import X', 'from new X "import Y"'],
    ['from old import X', 'from new import X; Y Z'],
    ['X(', 'X m('],
    ['except E', 'except m..E'],
    // By itself no statement: the file has to be asked.
    ['except E', 'except m.E'],
  ])('%s is not valid by itself as %s', (from, to) => {
    expect(valid(from, to)).toBe(false);
  });

  test.each([
    ['with a as b:\n    pass\n', 'a', 'm.a'],
    ['@a\ndef f(): pass\n', 'def f()', 'def f(x=m.a)'],
    ['class C(a):  # one\n    pass\n', '(a)', '(m.a)'],
  ])('a header is valid with any block: %j', (program, from, to) => {
    expect(valid(from, to, program)).toBe(true);
    expect(valid(from, `${to} :`, program)).toBe(false);
  });
});

test('of a file that could not be read before nothing is asked', () => {
  const broken = `${text}(\n`;
  const edits = [{ start: 0, end: 6, text: '(' }];
  expect(() => {
    checkEdits(read(broken), edits, read);
  }).not.toThrow();
});

describe('a long file', () => {
  const filler = 'def f():\n    """Text that says import x.\n    """\n    return (\n        1\n    )\n\n\n'.repeat(500);
  const long = `${filler}${text}${filler}try:\n    from old import é\nfinally:\n    pass\n${filler}`;
  const edit = (from: string, to: string): TextEdit => {
    const start = long.indexOf(from);
    return { start, end: start + from.length, text: to };
  };

  test('is read again where the edits are', () => {
    const lengths: number[] = [];
    checkEdits(
      read(long),
      [edit('from old import X', 'from new import X'), edit('from old import é', 'pass')],
      (part) => {
        lengths.push(part.length);
        return read(part);
      },
    );
    expect(lengths).toHaveLength(1);
    expect(lengths[0]).toBeLessThan(200);
  });

  test.each([
    ['a bracket that the next edit closes', 'from new import (X', 'from new import é)'],
    ['a block without a body, far behind another edit', 'from new import X', ''],
  ])('with %s is seen to be broken, at its line', (_, first, second) => {
    expect(() => {
      checkEdits(read(long), [edit('from old import X', first), edit('from old import é', second)], read);
    }).toThrow(/line \d{4}\)/);
  });
});
