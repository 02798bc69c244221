import { describe, expect, test } from '@jest/globals';
import { hasFailed, judge } from '../../src/check/judge.ts';
import { makePlan } from '../../src/index.ts';
import type { Outcome, Plan } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';

/** The Plan for a folder in which nothing is fragmented, with the Outcome of one file more. */
async function planWith(outcome: Outcome): Promise<Plan> {
  const root = makeFolder({ 'new.py': 'class B: ...\n' });
  const map = [{ canonical: 'new:B', legacy: ['old:A'] }];
  const plan = await makePlan({ root, config: { python: { map } }, gitignore: false });
  expect(plan.outcomes).toEqual([]);
  return { ...plan, outcomes: [outcome] };
}

const nothing = { path: 'a.py', edits: [], refused: [], diagnostics: [] };

describe('a check', () => {
  test('fails on a file that cannot be looked at', async () => {
    const result = judge(await planWith({ ...nothing, status: 'failed', error: 'EACCES' }), undefined, undefined);
    expect(result.others.map(({ ruleId }) => ruleId)).toEqual(['unreadable-file']);
    expect(hasFailed(result)).toBe(true);
  });

  test('passes over one that is skipped', async () => {
    const skipped = { ...nothing, status: 'skipped', reason: 'generated-file', message: 'it says so' } as const;
    const result = judge(await planWith(skipped), undefined, undefined);
    expect(result.others.map(({ ruleId }) => ruleId)).toEqual(['skipped-file']);
    expect(hasFailed(result)).toBe(false);
  });
});
