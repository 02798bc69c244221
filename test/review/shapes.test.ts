import { describe, expect, test } from '@jest/globals';
import type { UserConfig } from '../../src/model/config.ts';
import type { Edit } from '../../src/model/edit.ts';
import type { Outcome, Plan } from '../../src/model/outcome.ts';
import { reasonOf, shapeId } from '../../src/model/shape.ts';
import { makePlan } from '../../src/index.ts';
import { shapeIds, shapesOf } from '../../src/review/shapes.ts';
import { makeFolder } from '../support/repository.ts';

const config: UserConfig = {
  python: { map: [{ canonical: 'new:B', legacy: ['old:A', 'older:A'], replaces: true }] },
};

/** The Plan for files beside the modules of the Map. */
async function planOf(files: Readonly<Record<string, string>>, own = config): Promise<Plan> {
  const root = makeFolder({
    'new.py': 'class B: ...\n',
    'old.py': 'class A: ...\nC = 1\n',
    'older.py': 'A = 1\n',
    ...files,
  });
  return makePlan({ root, config: own, gitignore: false });
}

const edit: Edit = {
  ...{ line: 1, column: 1, endLine: 1, endColumn: 20, transform: 'python/from-import', tier: 'safe', applied: true },
  ...{ from: 'old:A', to: 'new:B', uses: 'alias', because: 'it is so', reviews: [], chain: [], before: '', after: '' },
};

describe('the id of a shape', () => {
  test('is short, and the same in every run and every version', () => {
    expect(shapeId(edit)).toBe('f1f7tr6f');
  });

  test('depends on nothing but the decision', () => {
    const elsewhere = {
      ...edit,
      line: 9,
      column: 5,
      before: 'x',
      after: 'y',
      because: 'it is otherwise',
      chain: ['z'],
    };
    expect(shapeId({ ...elsewhere, applied: false } as Edit)).toBe(shapeId(edit));
  });

  test.each<[string, Partial<Edit>]>([
    ['the transform', { transform: 'python/module-import' }],
    ['the tier', { tier: 'review' }],
    ['the legacy path', { from: 'older:A' }],
    ['the canonical path', { to: 'new:C' }],
    ['what happens to the local name', { uses: 'rename' }],
  ])('depends on %s', (_, change) => {
    expect(shapeId({ ...edit, ...change })).not.toBe(shapeId(edit));
  });

  test.each([
    ['it closes an import cycle: a.b → a.c → a.b', 'it closes an import cycle: …'],
    ['it closes an import cycle: b.x → b.y', 'it closes an import cycle: …'],
    ['the file has an error (line 12)', 'the file has an error (line …)'],
    ['old:A is app.one:A, a different object than new:B', '… is …, a different object than …'],
    ['what x.y leads to cannot be told from the sources', 'what … leads to cannot be told from the sources'],
  ])('takes names and positions from the reason: %s', (because, reason) => {
    expect(reasonOf({ tier: 'review', because, reviews: [] })).toBe(reason);
  });
});

describe('shapes of a plan', () => {
  test('take away indentation, local names, lines, position and neighbours', async () => {
    const plan = await planOf({
      'a.py': 'from old import A\n',
      'b.py': 'import os\n\ndef f():\n\tfrom old import (\n\t\tA as Other,  # why\n\t)\n',
      'c.py': 'from old import C, A as Third\n',
    });
    expect(shapesOf(plan)).toEqual([
      expect.objectContaining({
        ...{ from: 'old:A', to: 'new:B', tier: 'declared', edits: 3, applied: 3, files: 3 },
        reason: 'the Map says that … replaces …',
      }),
    ]);
  });

  test('tell apart where a name comes from; the rare ones come first', async () => {
    const plan = await planOf({
      'a.py': 'from old import A\n',
      'b.py': 'from old import A\n',
      'c.py': 'from older import A\n',
    });
    expect(shapesOf(plan).map(({ from, edits }) => [from, edits])).toEqual([
      ['older:A', 1],
      ['old:A', 2],
    ]);
  });

  test('show how statements come out, with an example of each', async () => {
    const plan = await planOf({
      'a.py': 'from old import A\n',
      'b.py': 'from old import A\n',
      'c.py': 'from old import A, C\n',
      'd.py': 'from new import B as A\nfrom old import A\n',
    });
    const [shape] = shapesOf(plan);
    expect(shape?.layouts.map(({ kind, edits, example }) => [kind, edits, example.path, example.line])).toEqual([
      ['in place', 2, 'a.py', 1],
      ['split', 1, 'c.py', 1],
      ['dropped', 1, 'd.py', 2],
    ]);
  });

  test('do not take a mock, which names no export where it names the module, for a name that is dropped', () => {
    const mock = { ...edit, from: '@/old#A', to: '@/new#B', before: "jest.mock('./old',", after: "jest.mock('@/new'," };
    const outcome = { path: 'a.test.ts', edits: [mock] } as unknown as Outcome;
    expect(shapesOf({ outcomes: [outcome] } as unknown as Plan)[0]?.layouts[0]?.kind).toBe('in place');
  });

  test('put review first, and keep the edits that are not applied', async () => {
    const unsure = {
      python: {
        map: [{ canonical: 'new:B', legacy: ['older:A'] }, ...(config.python?.map ?? [])].map((entry, k) =>
          k === 1 ? { ...entry, legacy: ['old:A'] } : entry,
        ),
      },
    };
    const plan = await planOf(
      { 'a.py': 'from old import A\n', 'b.py': 'from older import A\nfrom older import A as X\n' },
      unsure,
    );
    expect(shapesOf(plan).map(({ tier, edits, applied, files }) => ({ tier, edits, applied, files }))).toEqual([
      { tier: 'review', edits: 2, applied: 0, files: 1 },
      { tier: 'declared', edits: 1, applied: 1, files: 1 },
    ]);
  });

  test('add up to the plan, each edit in exactly one', () => {
    const outcomes = Array.from({ length: 50 }, (_, k): Outcome => ({
      path: `f${k}.py`,
      status: 'unchanged',
      edits: Array.from({ length: k % 5 }, (_item, n) => ({ ...edit, line: n + 1, from: `old${(k * n) % 7}:A` })),
      refused: [],
      diagnostics: [],
    }));
    const shapes = shapesOf({ outcomes, summary: {} as Plan['summary'] });
    const edits = outcomes.flatMap((outcome) => outcome.edits);
    expect(shapes.reduce((sum, shape) => sum + shape.edits, 0)).toBe(edits.length);
    const idOf = shapeIds();
    for (const shape of shapes) expect(edits.filter((each) => idOf(each) === shape.id)).toHaveLength(shape.edits);
    expect(new Set(shapes.map(({ id }) => id)).size).toBe(shapes.length);
  });
});
