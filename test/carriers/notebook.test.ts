import { expect, test } from '@jest/globals';
import { carry } from './carried.ts';

interface Cell {
  readonly type?: 'code' | 'markdown';
  readonly source: string | readonly string[];
}

/** The text of a notebook with these cells, as Jupyter writes it. */
function notebook(cells: readonly Cell[], metadata: unknown = {}, indent = 1): string {
  const content = cells.map(({ type = 'code', source }) => ({
    cell_type: type,
    ...(type === 'code' ? { execution_count: null, outputs: [{ text: 'from app.old import Manager' }] } : {}),
    source,
  }));
  return `${JSON.stringify({ cells: content, metadata, nbformat: 4, nbformat_minor: 5 }, null, indent)}\n`;
}

const run = (cells: readonly Cell[], others?: Parameters<typeof carry>[3]): ReturnType<typeof carry> =>
  carry('nb/a.ipynb', notebook(cells), ['notebook'], others);

test('moves imports, and nothing else changes', async () => {
  const cells = [
    { source: ['import os\n', 'from app.old import Manager, stays  # "é"\n', 'Manager()'] },
    { source: 'from app.old import build\n\u2028build()\n' },
  ];
  const { text, edits } = await run(cells);
  const expected = notebook([
    {
      source: [
        'import os\n',
        'from app.old import stays  # "é"\n',
        'from app.unified import Unified as Manager\n',
        'Manager()',
      ],
    },
    { source: 'from app.unified import make as build\n\u2028build()\n' },
  ]);
  expect(text).toBe(expected.replaceAll(' stays\\n', ' stays\\n'));
  expect(edits).toEqual([
    'safe cell 1, line 2 app.old:Manager → app.unified:Unified',
    'safe cell 2, line 1 app.old:build → app.unified:make',
  ]);
});

test('uses in other cells follow', async () => {
  const cells = [
    { source: ['import app.legacy_events\n', 'from app.old import Manager'] },
    { source: ['app.legacy_events.Event(Manager)'] },
  ];
  const { text } = await run(cells, { uses: 'rename' });
  expect(text).toBe(
    notebook([
      { source: ['import app.events\n', 'from app.unified import Unified'] },
      { source: ['app.events.Event(Unified)'] },
    ]),
  );
});

test('a magic may use a name, which stays', async () => {
  const { text } = await run([{ source: ['from app.old import Manager\n', '%timeit Manager()'] }], { uses: 'rename' });
  expect(text).toBe(notebook([{ source: ['from app.unified import Unified as Manager\n', '%timeit Manager()'] }]));
});

test('a magic that names something legacy is refused, and what moves beside it is for review', async () => {
  const cells = [{ source: ['import app.legacy_events\n', '%timeit app.legacy_events.Event()'] }];
  const { text, edits, refused } = await run(cells);
  expect(text).toBe(notebook(cells));
  expect(edits).toEqual(['review cell 1, line 1 app.legacy_events → app.events']);
  expect(refused).toEqual(['unknown-language cell 1, line 2 app.legacy_events:Event']);
});

test('cells that are no Python are not edited', async () => {
  const cells = [
    { source: ['%%bash\n', 'python -c "from app.old import Manager"'] },
    { type: 'markdown', source: ['Use `app.old.Manager`.'] },
  ] as const;
  const { text, refused, notes } = await run(cells);
  expect(text).toBe(notebook(cells));
  expect(refused).toEqual(['unknown-language cell 1, line 2 app.old:Manager']);
  expect(notes).toEqual(['python/text-mention cell 2, line 1']);
});

test.each([
  [
    'a kernel of another language',
    notebook([{ source: 'from app.old import Manager' }], { kernelspec: { language: 'R' } }),
    'unknown-language',
  ],
  ['no JSON', '{"cells": [{"cell_type": "code", "source": "from app.old import Manager"}]', 'syntax-error'],
])('%s is refused', async (_, content, reason) => {
  const { text, refused } = await carry('a.ipynb', content, ['notebook']);
  expect(text).toBe(content);
  expect(refused).toEqual([expect.stringMatching(`^${reason} .*app.old:Manager$`)]);
});

test('is not read while its carrier is off', async () => {
  const content = notebook([{ source: 'from app.old import Manager' }]);
  const { text, plan } = await carry('a.ipynb', content, undefined);
  expect(text).toBe(content);
  expect(plan.notRead).toEqual(['a.ipynb']);
});

test('reads notebooks of version 3', async () => {
  const content = JSON.stringify({
    nbformat: 3,
    worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: ['from app.old import build'] }] }],
  });
  const { text } = await carry('a.ipynb', content, ['notebook']);
  expect(text).toBe(content.replace('app.old import build', 'app.unified import make as build'));
});
