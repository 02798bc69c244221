import { describe, expect, test } from '@jest/globals';
import { isForeignCell, withoutMagics } from '../../src/carriers/magics.ts';

describe('magics of IPython', () => {
  test.each([
    ['%matplotlib inline\nx = 1', '0#################\nx = 1'],
    ['if a:\n    !ls', 'if a:\n    0##'],
    ['!', '0'],
    ['!pip install \\\n  app\nx', '0#############\n     \nx'],
    ['files = !ls', 'files = 0##'],
    ['a, b = %who_ls', 'a, b = 0######'],
    ['app.Manager?', '0###########'],
    ['app.Manager??\n', '0############\n'],
    ['?app', '0###'],
    ['/f 1', '0###'],
    ["!echo it's\nimport a", '0#########\nimport a'],
    ['%%time\nimport a', '0#####\nimport a'],
    ['\n%%time\nimport a', '\n0#####\nimport a'],
  ])('%j is %j', (cell, python) => {
    expect(withoutMagics(cell).text).toBe(python);
  });

  test.each([
    'x = (a\n % b)',
    "'''\n!ls\n'''",
    '"""\n%time"""',
    'x = a % b',
    'x = "%s" % y',
    'x = a \\\n  % b',
    '# !ls',
    'x != y',
    'f("a = !ls")',
    "x['!'] = 1",
    'x = [\n"""\n%a\n""",\n"\\"",\n]\n',
    'x = "\\\n%time"',
  ])('%j is Python', (cell) => {
    expect(withoutMagics(cell)).toEqual({ text: cell, masked: [] });
  });

  test.each(['%%bash\nls', '\n\n%%html\n<a>', '%%writefile a.py\nimport a', '%%script python\nimport a'])(
    '%j is a cell of something else',
    (cell) => {
      expect(isForeignCell(cell)).toBe(true);
    },
  );

  test.each(['%%time\nf()', '%%capture out\nf()', '%time f()\n%%bash', 'import a'])(
    '%j is a cell of Python',
    (cell) => {
      expect(isForeignCell(cell)).toBe(false);
    },
  );
});
