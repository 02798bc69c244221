import path from 'node:path';
import { expect, test } from '@jest/globals';
import { summaryText } from '../../src/report/text.ts';
import { loadReporter } from '../../src/report/index.ts';
import { parsePackedPlan } from '../../src/store/plan-schema.ts';
import { readPlan } from '../../src/store/saved-plan.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';
import { legacy, smallConfig, smallRepository } from '../support/small-repository.ts';

/** A plan with Outcomes of each kind, and all that they may hold. */
const map = [
  ...(smallConfig.python?.map ?? []),
  { canonical: 'app.core.unified:Manager', legacy: ['app.nowhere:Manager'] },
];
const folder = makeFolder({
  ...smallRepository,
  'ssot.config.json': JSON.stringify({ python: { map } }),
  CODEOWNERS: '*.py @owner\n',
  'app/star.py': 'from app.core.manager import *\nWebSocketManager\n',
  'app/generated.py': `# @generated\n${legacy}`,
  'app/encoded.py': Buffer.concat([Buffer.from(legacy), Buffer.from([0xff, 0x0a])]),
});
codemod(folder, ['plan', '--save', 'the.plan']);
const saved = JSON.parse(read(folder, 'the.plan')) as { plan: unknown };

type Way = readonly (string | number)[];

/** The way to each value that a document holds. */
function waysIn(value: unknown, way: Way = []): Way[] {
  if (typeof value !== 'object' || value === null) return [way];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [way, ...entries.flatMap(([key, inner]) => waysIn(inner, [...way, key]))];
}

/** A copy of the document with something else in one place. */
function withOther(document: unknown, way: Way, other: unknown): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return other;
  if (Array.isArray(document))
    return document.map((item: unknown, k) => (k === key ? withOther(item, rest, other) : item));
  const record = document as Record<string, unknown>;
  return { ...record, [key]: withOther(record[key], rest, other) };
}

const others: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e300,
  '',
  '__proto__',
  [],
  [null],
  {},
  JSON.parse('{"__proto__":{}}'),
];

test('a plan that was made is taken as it is', () => {
  const statuses = ['changed', 'skipped'];
  const { outcomes } = saved.plan as { outcomes: { status: string }[] };
  expect([...new Set(outcomes.map(({ status }) => status))].toSorted()).toEqual(statuses.toSorted());
  expect(parsePackedPlan(saved.plan)).toEqual(saved.plan);
});

test('with anything else in any place it is refused in words, or every reporter can show it', async () => {
  const formats = ['json', 'jsonl', 'markdown', 'html', 'sarif', 'github'] as const;
  const reporters: Awaited<ReturnType<typeof loadReporter>>[] = [];
  for (const format of formats) reporters.push(await loadReporter(format));
  const { plan } = readPlan(folder, path.join(folder, 'the.plan'));
  let refused = 0;
  let shown = 0;
  for (const way of waysIn(saved.plan))
    for (const other of others) {
      const parsed = parsePackedPlan(withOther(saved.plan, way, other));
      if (typeof parsed === 'string') {
        expect(parsed).toMatch(/^\S+ (?:is not what a plan has there|has edits that overlap, or are not in order)$/);
        refused++;
        continue;
      }
      shown++;
      if (shown % 3 !== 0) continue; // each is quick, all of them are not
      const outcomes = parsed.outcomes.map((outcome, k) => ({
        ...outcome,
        alone: undefined,
        ...(outcome.status === 'changed' ? { diff: (plan.outcomes[k] as { diff?: Uint8Array }).diff } : {}),
      }));
      const shownPlan = { ...parsed, outcomes } as typeof plan;
      for (const report of reporters)
        report(shownPlan, { command: 'dry-run', run: undefined, version: '1', rootPath: '' });
      summaryText(shownPlan, 'dry-run', true);
    }
  expect(refused).toBeGreaterThan(1000);
  expect(shown).toBeGreaterThan(100);
});
