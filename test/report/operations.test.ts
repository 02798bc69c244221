import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { makeReportData } from '../../src/report/html/make-report-data.ts';
import { loadReporter } from '../../src/report/index.ts';
import { statText, summaryText } from '../../src/report/text.ts';
import { shapesOf } from '../../src/review/shapes.ts';
import { parsePackedPlan } from '../../src/store/plan-schema.ts';
import type { Plan } from '../../src/model/outcome.ts';
import { planOfChanges } from '../support/operations.ts';
import { makeFolder } from '../support/repository.ts';

const folder = makeFolder({
  'app/a.py': 'A = 1\nB = 2\n',
  'app/b.py': 'B = 1\n',
  'app/c.py': 'C = 1\n',
  'app/d.py': '',
});
const made = planOfChanges(folder, [
  { create: 'app/new.py', content: 'N = 1\nO = 2\n' },
  { rename: 'app/a.py', to: 'app/moved.py', edit: ['A', 'X'] },
  { delete: 'app/b.py' },
  { delete: 'app/c.py' },
]);
/** One of the deletions waits for a person. */
const plan: Plan = {
  ...made,
  outcomes: made.outcomes.map((outcome) =>
    outcome.path === 'app/c.py' && outcome.operation
      ? {
          path: outcome.path,
          status: 'unchanged',
          edits: [],
          refused: [],
          diagnostics: [],
          operation: { ...outcome.operation, applied: false, tier: 'review', because: 'docs/notes.md names it' },
        }
      : outcome,
  ),
  summary: { ...made.summary, filesChanged: 3, operations: { create: 1, delete: 1, rename: 1 } },
};
const context = { command: 'dry-run', run: undefined, version: '1', rootPath: 'below/' } as const;

async function reported(format: Parameters<typeof loadReporter>[0]): Promise<string> {
  return (await loadReporter(format))(plan, context);
}

test('the summary counts files that come and go, and lists those that wait', () => {
  expect(summaryText(plan, 'dry-run', false)).toBe(
    `3 of 4 files would change: 0 edits, 1 file created, 1 deleted, 1 renamed
Not applied, for review (--include-review applies them): 1 (1 test/rule)
  app/c.py deleted: docs/notes.md names it
`,
  );
  expect(statText(plan)).toBe(
    ` app/a.py => app/moved.py | 2 +-
 app/b.py                 | 1 -
 app/new.py               | 2 ++
 3 files changed, 3 insertions(+), 2 deletions(-)
`,
  );
});

test('files that come or go for the same reason have one shape', () => {
  const shapes = shapesOf(plan).map(({ operation, tier, edits, applied, files, reason, layouts }) => [
    [operation, tier, edits, applied, files, reason],
    layouts.map(({ kind, example }) => [kind, example.path]),
  ]);
  expect(shapes.toSorted()).toEqual([
    [['create', 'safe', 1, 1, 1, ''], [['created', 'app/new.py']]],
    [['delete', 'review', 1, 0, 1, '… names it'], [['deleted', 'app/c.py']]],
    [['delete', 'safe', 1, 1, 1, ''], [['deleted', 'app/b.py']]],
    [['rename', 'safe', 1, 1, 1, ''], [['renamed', 'app/a.py']]],
  ]);
});

test('JSON is of the schema, names what becomes of each file, and leaves the bytes of new ones out', async () => {
  const validate = new Ajv({ allErrors: true }).compile(
    JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')) as object,
  );
  const text = await reported('json');
  const report = JSON.parse(text) as { files: { path: string; operation: Record<string, unknown> }[] };
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  expect(report.files.map(({ path, operation }) => [path, operation['kind'], operation['to']])).toEqual([
    ['app/a.py', 'rename', 'app/moved.py'],
    ['app/b.py', 'delete', undefined],
    ['app/c.py', 'delete', undefined],
    ['app/new.py', 'create', undefined],
  ]);
  expect(report.files[3]?.operation).toMatchObject({ bytes: 12, mode: '100644' });
  expect(text).not.toContain('"content"');
});

test('Markdown, SARIF and annotations for GitHub speak of them', async () => {
  const markdown = await reported('markdown');
  expect(markdown).toContain('0 edits, 4 shapes, 1 file created, 1 deleted, 1 renamed.\n');
  expect(markdown).toMatch(/\| `app\/c\.py` \| test\/rule \| deleted \| docs\/notes\.md names it \|/);
  expect(markdown).toMatch(/\| `\w{8}` \| safe \| 1 \| 1 \| `test\/rule` \| files renamed \|/);
  const { runs } = JSON.parse(await reported('sarif')) as {
    runs: { results: { ruleId: string; message: { text: string } }[] }[];
  };
  expect(runs[0]?.results.map(({ ruleId, message }) => [ruleId, message.text])).toEqual([
    ['file-operation', 'app/a.py is renamed to app/moved.py by test/rule'],
    ['file-operation', 'app/b.py is deleted by test/rule'],
    ['file-operation', 'app/c.py is deleted by test/rule (for review: docs/notes.md names it)'],
    ['file-operation', 'app/new.py is created by test/rule'],
  ]);
  expect(await reported('github')).toBe('');
});

test('the page has what becomes of each file, those for review first, by its shape', async () => {
  const { files, shapes } = makeReportData(plan, context);
  expect(files.map(({ operation }) => [operation?.what, operation?.applied])).toEqual([
    ['deleted', false],
    ['renamed to app/moved.py', true],
    ['deleted', true],
    ['created', true],
  ]);
  expect(files.map(({ operation }) => shapes[operation?.shape ?? -1]?.operation)).toEqual([
    'delete',
    'rename',
    'delete',
    'create',
  ]);
  expect(files[0]?.left).toEqual([
    { reason: 'for review', kind: 'review', line: 1, what: 'test/rule', message: 'docs/notes.md names it' },
  ]);
  expect(await reported('html')).toContain('<!doctype html>');
});

test('a plan with anything else in the place of an operation is refused', () => {
  const packed = JSON.parse(
    JSON.stringify({ ...plan, outcomes: plan.outcomes.map((outcome) => ({ ...outcome, diff: '' })) }),
  ) as {
    outcomes: { status: string; operation: Record<string, unknown>; diff?: string }[];
  };
  for (const outcome of packed.outcomes) if (outcome.status !== 'changed') delete outcome.diff;
  expect(typeof parsePackedPlan(packed)).toBe('object');
  const others: Record<string, unknown>[] = [
    { kind: 'chmod' },
    { kind: 'rename', to: undefined },
    { content: 'no base 64!' },
    { mode: '104755' },
    { tier: 'sure' },
    { applied: 'yes' },
    { and: 'more' },
  ];
  for (const other of others) {
    const outcomes = packed.outcomes.map((outcome) => ({ ...outcome, operation: { ...outcome.operation, ...other } }));
    expect(parsePackedPlan({ ...packed, outcomes })).toMatch(
      /^outcomes\.\d\.operation\S* is not what a plan has there$/,
    );
  }
});
