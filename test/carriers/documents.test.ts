import { describe, expect, test } from '@jest/globals';
import { carry } from './carried.ts';

const md = (content: string, python?: Parameters<typeof carry>[3]): ReturnType<typeof carry> =>
  carry('docs/a.md', content, ['markdown'], python);
const rst = (content: string): ReturnType<typeof carry> => carry('docs/a.rst', content, ['rst']);

/** Documents before and after. */
const rewrites: Readonly<Record<string, readonly [string, string]>> = {
  'a fence': [
    '```python\nfrom app.old import Manager\n```\n',
    '```python\nfrom app.unified import Unified as Manager\n```\n',
  ],
  'a fence with words behind its language': [
    '~~~py title="a.py" {1}\r\nimport os\r\nfrom app.old import Manager, stays\r\n\r\n~~~\r\n',
    '~~~py title="a.py" {1}\r\nimport os\r\nfrom app.old import stays\r\nfrom app.unified import Unified as Manager\r\n\r\n~~~\r\n',
  ],
  'a fence in a quote in a list': [
    '- > ```python\n  > from app.old import Manager, stays\n  >\n  > Manager()\n  > ```\n',
    '- > ```python\n  > from app.old import stays\n  > from app.unified import Unified as Manager\n  >\n  > Manager()\n  > ```\n',
  ],
  'a fence of pandoc': [
    '``` {.python .x}\nfrom app.old import build\n```',
    '``` {.python .x}\nfrom app.unified import make as build\n```',
  ],
  'a directive of MyST': [
    '```{code-block} python\n:linenos:\n\nfrom app.old import build\n```\n',
    '```{code-block} python\n:linenos:\n\nfrom app.unified import make as build\n```\n',
  ],
  'a cell of MyST': [
    '```{code-cell} ipython3\n---\ntags: [a]\n---\n%time\nfrom app.old import build\n```\n',
    '```{code-cell} ipython3\n---\ntags: [a]\n---\n%time\nfrom app.unified import make as build\n```\n',
  ],
  'colons of MyST': [
    ':::{code-block} python\nfrom app.old import build\n:::\n',
    ':::{code-block} python\nfrom app.unified import make as build\n:::\n',
  ],
  'an interactive session': [
    '```pycon\n>>> from app.old import (\n...     Manager,\n...     stays)\n>>> Manager()\n<app.old.Manager>\n```\n',
    '```pycon\n>>> from app.old import (\n...     stays)\n>>> from app.unified import Unified as Manager\n>>> Manager()\n<app.old.Manager>\n```\n',
  ],
  'a session in an indented block': [
    'Text:\n\n    >>> from app.old import build\n    >>> for x in []:\n    ...     from app.old import Manager\n',
    'Text:\n\n    >>> from app.unified import make as build\n    >>> for x in []:\n    ...     from app.unified import Unified as Manager\n',
  ],
  'the same import twice': [
    '```python\nfrom app.old import build\n```\n\n```python\nfrom app.old import build\n```\n',
    '```python\nfrom app.unified import make as build\n```\n\n```python\nfrom app.unified import make as build\n```\n',
  ],
  'an import twice in a block, below one that only begins like it': [
    '```python\nfrom app.old import Manager, stays\n```\n\n```python\nfrom app.old import Manager\nfrom app.old import Manager\n```\n',
    '```python\nfrom app.old import stays\nfrom app.unified import Unified as Manager\n```\n\n```python\nfrom app.unified import Unified as Manager\n```\n',
  ],
  'the new import behind the old one': [
    '```python\nfrom app.old import make\n```\n\n```python\nfrom app.unified import make\n```\n',
    '```python\nfrom app.unified import make\n```\n\n```python\nfrom app.unified import make\n```\n',
  ],
  'a module that two blocks import': [
    '```python\nimport app.old\n\napp.old.build()\n```\n\n```python\nimport app.old\n\napp.old.build()\n```\n',
    '```python\nimport app.unified\n\napp.unified.make()\n```\n\n```python\nimport app.unified\n\napp.unified.make()\n```\n',
  ],
  'roles and directives of Sphinx': [
    '{py:class}`app.old.Manager` and {func}`it <app.old.build>`\n\n```{autoclass} app.old.Manager\n```\n\n::: app.old.build\n',
    '{py:class}`app.unified.Unified` and {func}`it <app.unified.make>`\n\n```{autoclass} app.unified.Unified\n```\n\n::: app.unified.make\n',
  ],
};

describe('Markdown', () => {
  test.each(Object.entries(rewrites))('moves imports in %s', async (_, [before, after]) => {
    expect((await md(before)).text).toBe(after);
  });

  test('gives a block no import that stands below in another', async () => {
    const grown = '```python\nfrom app.old import build, stays\nimport app.legacy_events\n```\n\n';
    const { text } = await md(`${grown}\`\`\`python\nimport app.legacy_events\n\`\`\`\n`, { includeReview: true });
    expect(text).toBe(
      '```python\nfrom app.old import stays\nfrom app.unified import make as build\nimport app.events\n```\n\n```python\nimport app.events\n```\n',
    );
  });

  test.each([
    ['prose', 'Use `from app.old import Manager`, or app.old.Manager.\n', 2],
    ['a fence of another language', '```bash\npython -c "from app.old import Manager"\n```\n', 1],
    ['a diff', '```diff\n-from app.old import Manager\n```\n', 1],
    ['output of a session', '```pycon\n>>> 1\nfrom app.old import Manager\n```\n', 1],
    ['an indented block', 'Text:\n\n    from app.old import Manager\n', 1],
    ['a fence in a fence', '````md\n```python\nfrom app.old import Manager\n```\n````\n', 1],
    ['a comment of HTML', '<!--\n```python\nfrom app.old import Manager\n```\n-->\n', 1],
  ])('lists what %s names', async (_, content, count) => {
    const { text, edits, notes } = await md(content);
    expect([text, edits, notes.length]).toEqual([content, [], count]);
  });

  test('code that is not valid is for review', async () => {
    const content =
      '```python\nfrom app.old import Manager\ndef f(...\n```\n\n```python\nfrom app.old import build\n```\n';
    const { text, edits } = await md(content);
    expect(edits).toEqual([
      'review 2 app.old:Manager → app.unified:Unified',
      'safe 7 app.old:build → app.unified:make',
    ]);
    expect(text).toBe(content.replace('app.old import build', 'app.unified import make as build'));
  });

  test('under rename, uses in other blocks follow', async () => {
    const { text } = await md('```py\nfrom app.old import Manager\n```\n\n```py\nManager()\n```\n', { uses: 'rename' });
    expect(text).toBe('```py\nfrom app.unified import Unified\n```\n\n```py\nUnified()\n```\n');
  });

  test('under rename, a name stays where a block cannot be read', async () => {
    const { text } = await md('```py\nfrom app.old import Manager\n```\n\n```py\nManager(…\n```\n', { uses: 'rename' });
    expect(text).toContain('from app.unified import Unified as Manager\n');
  });
});

describe('reStructuredText', () => {
  test.each([
    [
      'a directive',
      '.. code-block:: python\n   :linenos:\n\n   from app.old import Manager, stays\n\n   if Manager:\n       from app.old import build\n\nText\n',
      '.. code-block:: python\n   :linenos:\n\n   from app.old import stays\n   from app.unified import Unified as Manager\n\n   if Manager:\n       from app.unified import make as build\n\nText\n',
    ],
    [
      'a directive in a list, at the end',
      '* .. sourcecode:: python3\n\n     from app.old import build',
      '* .. sourcecode:: python3\n\n     from app.unified import make as build',
    ],
    [
      'examples',
      'Text\n\n>>> from app.old import build, stays\n>>> build()\n\n.. doctest::\n\n   >>> from app.old import build\n',
      'Text\n\n>>> from app.old import stays\n>>> from app.unified import make as build\n>>> build()\n\n.. doctest::\n\n   >>> from app.unified import make as build\n',
    ],
    [
      'roles',
      ':class:`~app.old.Manager`, :py:func:`it <app.old.build>`, :attr:`app.old.Manager`\n\n.. autoclass:: app.old.Manager\n',
      ':class:`~app.unified.Unified`, :py:func:`it <app.unified.make>`, :attr:`app.unified.Unified`\n\n.. autoclass:: app.unified.Unified\n',
    ],
  ])('moves imports in %s', async (_, before, after) => {
    expect((await rst(before)).text).toBe(after);
  });

  test.each([
    ['prose', 'from app.old import Manager\n'],
    ['a literal block', 'Text::\n\n   from app.old import Manager\n'],
    ['another language', '.. code-block:: bash\n\n   python -c "from app.old import Manager"\n'],
  ])('lists what %s names', async (_, content) => {
    const { text, notes } = await rst(content);
    expect([text, notes]).toEqual([
      content,
      ['python/text-mention ' + String(content.split('from')[0]?.split('\n').length)],
    ]);
  });
});
