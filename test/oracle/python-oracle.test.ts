import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { generateModulePackages } from './module-packages.ts';
import { generatePackages } from './python-packages.ts';
import type { GeneratedPackage } from './python-packages.ts';

/** The answer of observe.py for one consumer. */
type Observation =
  | { readonly values: readonly string[]; readonly names: readonly string[] }
  | { readonly error: string; readonly message: string };

const observer = readFileSync(new URL('observe.py', import.meta.url), 'utf8');

/** Imports the consumers and calls their probes, all in one fresh process. */
function observe(root: string, packages: readonly GeneratedPackage[]): Observation[] {
  const consumers = JSON.stringify(packages.map(({ consumer }) => consumer));
  return JSON.parse(python(observer, [root], consumers)) as Observation[];
}

function consumerFile({ consumer }: GeneratedPackage): string {
  return `${consumer.replaceAll('.', '/')}.py`;
}

const families = [
  { family: 'names', packages: generatePackages(), uses: 'alias', keepsNames: true },
  { family: 'names', packages: generatePackages(), uses: 'rename', keepsNames: false },
  { family: 'modules and stars', packages: generateModulePackages(), uses: 'alias', keepsNames: false },
  { family: 'modules and stars', packages: generateModulePackages(), uses: 'rename', keepsNames: false },
] as const;

const { describe } = withPython;

describe.each(families)('$family ($uses), imported by CPython before and after', ({ packages, uses, keepsNames }) => {
  let root = '';
  let before: Observation[] = [];
  let after: Observation[] = [];
  let withoutLegacy: Observation[] = [];
  let outcomes: readonly Outcome[] = [];
  let again: readonly Outcome[] = [];

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'ssot-oracle-'));
    for (const { files } of packages) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      }
    }
    before = observe(root, packages);
    const config = { python: { uses, map: packages.flatMap(({ map }) => map) } };
    outcomes = (await applyPlan(root, await makePlan({ root, config }))).outcomes;
    after = observe(root, packages);
    again = (await makePlan({ root, config })).outcomes;
    for (const { form, legacyFiles } of packages) {
      for (const file of form.needsLegacy === true ? [] : legacyFiles) {
        if (file.endsWith('__init__.py') && packages[0]?.legacyFiles.length === 1)
          writeFileSync(path.join(root, file), '');
        else rmSync(path.join(root, file));
      }
    }
    withoutLegacy = observe(root, packages);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test('there are enough of them, and every one is edited, once, or listed', () => {
    expect(packages.length).toBeGreaterThanOrEqual(120);
    const changed = new Set(outcomes.flatMap(({ path: file, status }) => (status === 'changed' ? [file] : [])));
    const refused = new Set(outcomes.flatMap(({ path: file, refused }) => (refused.length > 0 ? [file] : [])));
    const left = new Set(packages.flatMap((generated) => (generated.form.isLeft ? [consumerFile(generated)] : [])));
    const silent = packages.filter((generated) => {
      const file = consumerFile(generated);
      return !changed.has(file) && !(left.has(file) && refused.has(file));
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(outcomes.flatMap(({ edits }) => edits).filter(({ applied }) => !applied)).toEqual([]);
    expect([...refused].filter((file) => !left.has(file))).toEqual([]);
    expect(again.flatMap(({ path: file, edits }) => edits.map(({ before: text }) => `${file}: ${text}`))).toEqual([]);
  });

  const cases = packages.map((generated, k) => [generated.name, k, generated] as const);
  test.each(cases)('%s', (_, k, { form, scope, consumer }) => {
    const [old, now] = [before[k], after[k]];
    if (old === undefined || now === undefined || 'error' in now) throw new Error(JSON.stringify(now));
    expect(withoutLegacy[k]).toEqual(now);
    const wasBroken = form.isBroken === true && scope.hidesErrors !== true;
    expect('error' in old ? old.error : 'none').toBe(wasBroken ? 'ImportError' : 'none');
    if ('error' in old) return;
    if (keepsNames) expect(now.names).toEqual(old.names);
    const isRun = !now.values.includes('False');
    if (form.becomes && isRun) expect(now.values).toEqual(form.becomes(consumer.split('.', 1)[0] ?? ''));
    else if (form.isBroken !== true) expect(now.values).toEqual(old.values);
  });
});
