import { describe, expect, test } from '@jest/globals';
import { carry } from './carried.ts';

describe('docstrings', () => {
  test.each([
    [
      'examples and roles',
      'def f():\n    """Uses :class:`~app.old.Manager`.\n\n    >>> from app.old import build, stays\n    >>> build()\n    """\n',
      'def f():\n    """Uses :class:`~app.unified.Unified`.\n\n    >>> from app.old import stays\n    >>> from app.unified import make as build\n    >>> build()\n    """\n',
    ],
    ['an attribute, in one line', 'x = 1\n"See :func:`app.old.build`."\n', 'x = 1\n"See :func:`app.unified.make`."\n'],
    [
      'beside code that moves',
      'r"""\n.. code-block:: python\n\n    from app.old import Manager\n"""\nfrom app.old import Manager\n',
      'r"""\n.. code-block:: python\n\n    from app.unified import Unified as Manager\n"""\nfrom app.unified import Unified as Manager\n',
    ],
  ])('%s', async (_, before, after) => {
    expect((await carry('m.py', before, ['docstring'])).text).toBe(after);
  });

  test.each([
    ['words', '"""Use app.old.Manager."""\n'],
    ['a string that is no statement', 'x = """\n>>> from app.old import Manager\n"""\n'],
    ['a string of other quotes', '"a" "from app.old import Manager"\n'],
  ])('%s stay, and are listed', async (_, content) => {
    const { text, edits, notes } = await carry('m.py', content, ['docstring']);
    expect([text, edits, notes]).toEqual([content, [], ['python/text-mention 1']]);
  });

  test('are left while the carrier is off', async () => {
    const content = '"""\n>>> from app.old import Manager\n"""\n';
    expect((await carry('m.py', content, undefined)).text).toBe(content);
  });
});

describe('commented imports', () => {
  const content =
    'if 1:\n    #  from app.old import Manager, stays\n    # from app.old import (\n    #     build,\n    # )\n    pass\n';

  test('are for review', async () => {
    const { text, edits } = await carry('m.py', content, ['comment']);
    expect(text).toBe(content);
    expect(edits).toEqual([
      'review 2 app.old:Manager → app.unified:Unified',
      'review 3 app.old:build → app.unified:make',
    ]);
  });

  test('move with the others where review is taken', async () => {
    const { text } = await carry('m.py', content, ['comment'], { includeReview: true });
    expect(text).toBe(
      'if 1:\n    #  from app.old import stays\n    #  from app.unified import Unified as Manager\n    # from app.unified import (\n    #     make as build,\n    # )\n    pass\n',
    );
  });

  test.each([
    ['# from app.old import Manager is what they say\n'],
    ['"""\n# from app.old import Manager\n"""\n'],
    ['x = 1  # from app.old import Manager\n'],
    ['# import it from app.old\n'],
  ])('%j is none', async (text) => {
    const result = await carry('m.py', text, ['comment'], { includeReview: true });
    expect([result.text, result.edits]).toEqual([text, []]);
  });
});
