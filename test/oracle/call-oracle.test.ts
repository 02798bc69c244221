import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import { reviewReasons } from '../../src/model/review.ts';
import { python, withPython } from '../support/python.ts';
import { generateCallPackages } from './call-packages.ts';

const PACKAGES = 240;
const packages = generateCallPackages(PACKAGES);
const observer = readFileSync(new URL('observe_calls.py', import.meta.url), 'utf8');
const recorder = readFileSync(new URL('recorder.py', import.meta.url), 'utf8');

/** Arguments that change places are evaluated in another order. */
const includeReview = reviewReasons.filter((reason) => reason !== 'argument-order');

/** An entry of the log: what was called, and with what. */
type Log = readonly (readonly [string, unknown])[];

const { describe } = withPython;

describe('generated packages, run by CPython before and after their calls are rewritten', () => {
  let root = '';
  let before: readonly (readonly [Log, Log])[] = [];
  let after: readonly Log[] = [];
  let outcomes: readonly Outcome[] = [];
  let again: readonly Outcome[] = [];

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'ssot-calls-'));
    const files = packages.flatMap((each) => Object.entries(each.files));
    for (const [file, text] of [...files, ['recorder.py', recorder] as const]) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const observe = (mode: string): unknown => JSON.parse(python(observer, [root, mode], JSON.stringify(packages)));
    before = observe('expected') as typeof before;
    const config = { python: { map: packages.map(({ entry }) => entry) } };
    outcomes = (await applyPlan(root, await makePlan({ root, config, includeReview }))).outcomes;
    after = observe('log') as typeof after;
    again = (await makePlan({ root, config, includeReview })).outcomes;
  }, 120_000);

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const outcomeOf = (name: string): Outcome | undefined => outcomes.find(({ path: file }) => file === `${name}/use.py`);

  test('every file is read, and none fails', () => {
    expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('a second run finds nothing', () => {
    expect(again.filter(({ status }) => status === 'changed')).toEqual([]);
  });

  test('most calls are rewritten', () => {
    const isCall = ({ transform }: { readonly transform: string }): boolean => transform === 'python/call-site';
    const edited = outcomes.flatMap(({ edits }) => edits.filter(isCall)).length;
    const refused = outcomes.flatMap((outcome) => outcome.refused.filter(isCall)).length;
    expect(edited).toBeGreaterThan(PACKAGES * 3);
    expect(edited).toBeGreaterThan(refused);
    expect(refused).toBeGreaterThan(PACKAGES / 10);
  });

  test.each(packages.filter(({ isInline }) => isInline).map((each, k) => [each.name, 2 * k] as const))(
    '%s calls the same as before',
    (_, k) => {
      expect(after[k]).toEqual(before[k]?.[0]);
    },
  );

  test.each(packages.filter(({ isInline }) => !isInline).map((each, k) => [each.name, 2 * k + 1] as const))(
    '%s calls what its rule says',
    (name, k) => {
      const [log = [], expected = []] = before[k] ?? [];
      const { refused = [], edits = [] } = outcomeOf(name) ?? {};
      const isLeft = refused.length > 0 || edits.some(({ applied }) => !applied);
      // A call that stays is in the log as it was.
      const said = after[k]?.map((entry, j) =>
        isLeft && entry[0] === 'legacy' && sameEntry(entry, log[j]) ? expected[j] : entry,
      );
      expect(said).toEqual(expected);
    },
  );
});

function sameEntry(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
