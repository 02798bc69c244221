import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import { reviewReasons } from '../../src/model/review.ts';
import { generateScriptPackages } from './script-call-packages.ts';

const PACKAGES = 200;
const packages = generateScriptPackages(PACKAGES);

/** Arguments that change places are evaluated in another order, and one that is not given may have another default. */
const includeReview = reviewReasons.filter((reason) => reason !== 'argument-order' && reason !== 'changed-interface');

/** The log of each package: which arguments the canonical callable gets, and in which order the others do something. */
const observer = `
let entries;
const shown = (value) => JSON.stringify(value, (_, own) => (typeof own === 'function' ? 'function' : own === undefined ? 'undefined' : own));
globalThis.log = (value) => entries.push('log ' + shown(value));
globalThis.n = (value) => (entries.push('effect ' + value), value);
globalThis.note = (seen) => (entries.push('call ' + shown(seen)), { value: entries.length });
const logs = [];
for (const file of JSON.parse(process.argv[1])) {
  entries = [];
  try {
    const space = await import(file);
    await (space.done ?? space.default.done);
  } catch (error) {
    entries.push('error ' + error);
  }
  logs.push(entries);
}
console.log(JSON.stringify(logs));
`;

describe('generated packages, run by Node before and after their calls are rewritten', () => {
  let root = '';
  let before: readonly (readonly string[])[] = [];
  let after: readonly (readonly string[])[] = [];
  let outcomes: readonly Outcome[] = [];
  let again: readonly Outcome[] = [];

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'ssot-script-calls-'));
    for (const [file, text] of packages.flatMap((each) => Object.entries(each.files))) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    before = observe(root);
    const config = { javascript: { map: packages.map(({ entry }) => entry) } };
    outcomes = (await applyPlan(root, await makePlan({ root, config, includeReview }))).outcomes;
    after = observe(root);
    again = (await makePlan({ root, config, includeReview })).outcomes;
  }, 120_000);

  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  test('every file is read, and none fails', () => {
    expect(outcomes.filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('a second run finds nothing', () => {
    expect(again.filter(({ status }) => status === 'changed')).toEqual([]);
  });

  test('most calls are rewritten', () => {
    const isCall = ({ transform }: { readonly transform: string }): boolean => transform === 'javascript/call-site';
    const edited = outcomes.flatMap(({ edits }) => edits.filter((edit) => isCall(edit) && edit.applied)).length;
    const refused = outcomes.flatMap((outcome) => outcome.refused.filter(isCall)).length;
    expect(edited).toBeGreaterThan(PACKAGES * 2);
    expect(edited).toBeGreaterThan(refused);
    expect(refused).toBeGreaterThan(PACKAGES / 10);
  });

  test('packages run before', () => {
    const failing = before.filter((log) => log.some((entry) => entry.startsWith('error')));
    expect(failing).toEqual([]);
  });

  test.each(packages.map(({ name }, k) => [name, k] as const))('%s calls the same as before', (_, k) => {
    expect(after[k]).toEqual(before[k]);
  });
});

function observe(root: string): (readonly string[])[] {
  const files = JSON.stringify(packages.map(({ use }) => path.join(root, use)));
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', observer, files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as (readonly string[])[];
}
