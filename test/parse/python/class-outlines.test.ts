import { expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { classOutlines } from '../../../src/parse/python/class-outlines.ts';
import { LogicalLines } from '../../../src/parse/python/logical-lines.ts';
import { parseModule } from '../../../src/parse/python/syntax/parse.ts';

const buffer = SourceBuffer.create();

function shown(text: string): string {
  buffer.set(Buffer.from(text));
  const code = classOutlines(text, new LogicalLines(buffer.outline().lines.slice(), text));
  expect(code.text).toHaveLength(text.length);
  expect(parseModule(code.text, code.ranges).errors).toEqual([]);
  return code.ranges.map(({ start, end }) => code.text.slice(start, end)).join('');
}

test('bodies of functions and of methods with special names are kept', () => {
  const text =
    'def wrap(f):\n    def inner():\n        return f()\n    return inner\nclass A:\n    def __init__(self, a):\n        if a:\n            raise ValueError\n    size = 1\n';
  expect(shown(text)).toBe(text.trimEnd());
});

test('of the bodies of other methods a statement is kept', () => {
  const text = [
    'class A(B):',
    '    """It is A."""',
    '    @property',
    '    def plain(self):',
    '        """It is plain."""',
    '        return self.a',
    '    async def block(self, b=(1,',
    '            2)):',
    '        try:',
    '            return b',
    '        finally:',
    '            del b',
    '    def decorated(self):',
    '        @a',
    '        def f(): ...',
    '        return f',
    '    def line(self): return self.a; print(1)',
    '    class Inner:',
    '        def name(self):',
    '            x()',
    '            y()',
    '    if TYPE_CHECKING:',
    '        def late(self):',
    '            a()',
    '            b()',
    '    size: int = 1',
    'def after(a):',
    '    a()',
    '    return a',
    '',
  ].join('\n');
  expect(shown(text).split('\n')).toEqual([
    'class A(B):',
    '    """It is A."""',
    '    @property',
    '    def plain(self):',
    '        """It is plain."""',
    '    async def block(self, b=(1,',
    '            2)):',
    '        pass',
    '    def decorated(self):',
    '        pass',
    '    def line(self): return self.a; print(1)',
    '    class Inner:',
    '        def name(self):',
    '            x()',
    '    if TYPE_CHECKING:',
    '        def late(self):',
    '            a()',
    '    size: int = 1',
    'def after(a):',
    '    a()',
    '    return a',
  ]);
});
