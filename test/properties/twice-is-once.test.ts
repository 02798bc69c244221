import { isUtf8 } from 'node:buffer';
import { cpSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';
import { addFiles, temporaryFolder } from '../support/repository.ts';

/** The modules of a small application, where some names lead to another definition, which makes their moves ones for review. */
const application = {
  'app/__init__.py': '',
  'app/x.py': 'class A: pass\nclass B: pass\nclass R: pass\n',
  'app/y.py': 'class C: pass\nclass D: pass\nclass S: pass\n',
  'app/t.py': 'class T: pass\n',
  'app/old.py':
    'from app.x import A, B as Bee\nfrom app.y import C, D as Dee\nclass R: pass\nclass S: pass\nclass Kept: pass\n',
  'app/older.py': 'from app.x import A as AA\nfrom app.y import C\nclass R: pass\nclass T: pass\n',
};
const map = [
  { canonical: 'app.x:A', legacy: ['app.old:A', 'app.older:AA'] },
  { canonical: 'app.x:B', legacy: ['app.old:Bee'] },
  { canonical: 'app.x:R', legacy: ['app.old:R', 'app.older:R'] },
  { canonical: 'app.y:C', legacy: ['app.old:C', 'app.older:C'] },
  { canonical: 'app.y:D', legacy: ['app.old:Dee'] },
  { canonical: 'app.y:S', legacy: ['app.old:S'] },
  { canonical: 'app.t:T', legacy: ['app.older:T'], replaces: true },
];
const names: Readonly<Record<string, readonly string[]>> = {
  'app.old': ['A', 'Bee', 'R', 'C', 'Dee', 'S', 'Kept'],
  'app.older': ['AA', 'C', 'R', 'T'],
  'app.x': ['A', 'B', 'R'],
  'app.y': ['C', 'D', 'S'],
  'app.t': ['T'],
};
const module = fc.constantFrom(...Object.keys(names));
const anyName = fc.constantFrom(...new Set(Object.values(names).flat()));
const fromImport = module.chain((path) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...(names[path] ?? [])), fc.option(anyName, { freq: 5 })), {
      minLength: 1,
      maxLength: 3,
      selector: ([name, alias]) => alias ?? name,
    })
    .map(
      (list) =>
        `from ${path} import ${list.map(([name, alias]) => (alias === null ? name : `${name} as ${alias}`)).join(', ')}`,
    ),
);
const line = fc.oneof(
  { arbitrary: fromImport, weight: 5 },
  { arbitrary: module.map((path) => `import ${path}`), weight: 2 },
  { arbitrary: fc.constantFrom('from app import old', 'from app import older, x', 'import app.old as m'), weight: 1 },
  { arbitrary: anyName.map((name) => `print(${name})`), weight: 2 },
  {
    arbitrary: module.chain((path) => fc.constantFrom(...(names[path] ?? [])).map((name) => `print(${path}.${name})`)),
    weight: 2,
  },
);
const block = (header: string, indentation: string): fc.Arbitrary<string> =>
  fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((lines) => header + lines.map((text) => `${indentation}${text}\n`).join(''));
const program = fc
  .array(
    fc.oneof(
      { arbitrary: block('', ''), weight: 3 },
      { arbitrary: block('def f():\n', '    '), weight: 1 },
      { arbitrary: block('if f:\n', '    '), weight: 1 },
      { arbitrary: block('try:\n', '    ').map((text) => `${text}except ImportError:\n    pass\n`), weight: 1 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(''));

const renamed = ({ python }: UserConfig): UserConfig => ({
  python: { ...python, map: (python?.map ?? []).map((entry) => ({ ...entry, uses: 'rename' as const })) },
});

/** Runs over files that hold one text each. */
class Runs {
  readonly #folder: string;
  readonly #config: UserConfig;

  constructor(folder: string, config: UserConfig) {
    this.#folder = folder;
    this.#config = config;
  }

  async texts(before: readonly string[], includeReview: boolean): Promise<string[]> {
    const paths = before.map((_, k) => `case_${k}.py`);
    addFiles(this.#folder, Object.fromEntries(before.map((text, k) => [`case_${k}.py`, text])));
    const { outcomes } = await makePlan({ root: this.#folder, config: this.#config, paths, includeReview });
    const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
    return before.map((text, k) => {
      const outcome = byPath.get(`case_${k}.py`);
      return outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
    });
  }
}

/** The text with one name to each import, and those in order that stand together: how a statement is split makes no difference. */
function apart(text: string): string {
  const statements: string[][] = [[]];
  // A list that lost all names but one keeps its parentheses in one run, and not when its last other name goes later.
  const flat = text.replace(/^(\s*from \S+ import) \(\n\s*(\w+),?(.*)\n\s*\)$/gm, '$1 $2$3');
  for (const line of flat.split('\n')) {
    const [, head = '', list = ''] = /^(\s*from \S+ import) ([^(]*)$/.exec(line) ?? [];
    if (/^\s*import /.test(line)) statements.at(-1)?.push(line);
    else if (head === '') statements.push([line], []);
    else statements.at(-1)?.push(...list.split(', ').map((name) => `${head} ${name}`));
  }
  return statements.flatMap((together) => [...new Set(together)].sort()).join('\n');
}

/** Does an import stand twice, one directly below the other? */
function repeats(text: string): boolean {
  const lines = text.split(/\r\n?|\n/);
  return lines.some((line, k) => /^\s*(?:from|import) .*[^(,]$/.test(line) && lines[k + 1] === line);
}

async function expectOnce(runs: Runs, before: readonly string[]): Promise<void> {
  const safe = await runs.texts(before, false);
  const all = await runs.texts(before, true);
  const differing = (one: readonly string[], other: readonly string[]): string[] =>
    before.flatMap((text, k) => (one[k] === other[k] ? [] : [[text, one[k], other[k]].join('\n---\n')])).slice(0, 3);
  expect(differing(safe, await runs.texts(safe, false))).toEqual([]);
  expect(differing(all, await runs.texts(all, true))).toEqual([]);
  const later = await runs.texts(safe, true);
  expect(differing(all.map(apart), later.map(apart))).toEqual([]);
  const repeated = [...safe, ...all, ...later].filter(
    (text, k) => repeats(text) && !repeats(before[k % before.length] ?? ''),
  );
  expect(repeated).toEqual([]);
}

describe.each([
  ['alias', (config: UserConfig) => config],
  ['rename', renamed],
])('a second run finds nothing, and review after safe is as one run (%s)', (_, as) => {
  test('in programs made at random', async () => {
    const folder = temporaryFolder();
    addFiles(folder, application);
    const before = fc.sample(program, { numRuns: 400, seed: 7 });
    await expectOnce(new Runs(folder, as({ python: { map } })), before);
  });

  test('in the fixtures', async () => {
    const fixtures = readFixtures('python').filter(
      ({ path, input, needsTree, isSwap }) => path === 'case.py' && isUtf8(input) && !needsTree && !isSwap,
    );
    const byConfig = new Map<string, typeof fixtures>();
    for (const fixture of fixtures) {
      const key = JSON.stringify(fixture.config);
      byConfig.set(key, [...(byConfig.get(key) ?? []), fixture]);
    }
    for (const [config, group] of byConfig) {
      if (group.length < 10) continue;
      const folder = temporaryFolder();
      cpSync(fixtureRepository('python'), folder, { recursive: true });
      await expectOnce(
        new Runs(folder, as(JSON.parse(config) as UserConfig)),
        group.map(({ input }) => input.toString()),
      );
    }
  });
});
