import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';
import { Random } from '../support/random.ts';

const PACKAGES = 120;

/** Modules that say when they are loaded. Both old ones hand on what the new ones define; `old2` loads them the other way round. */
const modules: Readonly<Record<string, string>> = {
  'new.mjs':
    "log('new');\nexport class A {}\nexport const B = { b: 1 };\nexport function C() {}\nexport default class D {}\n",
  'other.mjs': "log('other');\nexport const X = { x: 1 }, Y = { y: 1 };\nexport default { o: 1 };\n",
  'old1.mjs': "export { A, B as OldB, default } from './new.mjs';\nexport const K = { k: 1 };\n",
  'old2.mjs': "export { X, default as O } from './other.mjs';\nexport { C as default, A as A2 } from './new.mjs';\n",
  'whole.mjs': "export * from './other.mjs';\nexport { default } from './other.mjs';\n",
  'common.cjs': "const log = globalThis.log;\nlog('common');\nexports.P = { p: 1 };\nexports.Q = { q: 1 };\n",
  'oldcommon.cjs': "const common = require('./common.cjs');\nexports.P = common.P;\nexports.Q = common.Q;\n",
  'apart.mjs': "log('apart');\nexport const Z = { z: 1 };\n",
};
const exported: Readonly<Record<string, readonly string[]>> = {
  'new.mjs': ['A', 'B', 'C', 'default'],
  'other.mjs': ['X', 'Y', 'default'],
  'old1.mjs': ['A', 'OldB', 'default', 'K'],
  'old2.mjs': ['default', 'A2', 'X', 'O'],
  'whole.mjs': ['X', 'Y', 'default'],
  'oldcommon.cjs': ['P', 'Q'],
  'apart.mjs': ['Z'],
};
const map = [
  { canonical: './new.mjs#A', legacy: ['./old1.mjs#A', './old2.mjs#A2'] },
  { canonical: './new.mjs#B', legacy: ['./old1.mjs#OldB'] },
  { canonical: './new.mjs#default', legacy: ['./old1.mjs#default'] },
  { canonical: './new.mjs#C', legacy: ['./old2.mjs#default'] },
  { canonical: './other.mjs#X', legacy: ['./old2.mjs#X'] },
  { canonical: './other.mjs#default', legacy: ['./old2.mjs#O'] },
  { canonical: './other.mjs', legacy: ['./whole.mjs'] },
  { canonical: './common.cjs', legacy: ['./oldcommon.cjs'] },
];

/** A module that takes exports in some of the forms there are, and exports all that it binds as `bound`. */
function consumer(random: (below: number) => number): string {
  const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const lines: string[] = [];
  const bound: string[] = [];
  let count = 0;
  for (let statement = 2 + random(5); statement > 0; statement--) {
    const module = pick(Object.keys(exported));
    const names = [...new Set([pick(exported[module] ?? []), pick(exported[module] ?? [])])];
    const local = (name: string): string => {
      bound.push(`${name}_${++count}`);
      return `${name} as ${name}_${count}`;
    };
    const form = random(7);
    if (form === 0) {
      lines.push(`import * as space${++count} from './${module}';`);
      bound.push(...(exported[module] ?? []).map((name) => `space${count}.${name}`));
    } else if (form === 1) lines.push(`import './${module}';`);
    else if (form === 2)
      lines.push(`export { ${names.map((name) => `${name} as given${++count}`).join(', ')} } from './${module}';`);
    else if (form === 3) {
      const [name = ''] = names;
      lines.push(`const got${++count} = (await import('./${module}')).${name};`);
      bound.push(`got${count}`);
    } else lines.push(`import { ${names.map(local).join(', ')} } from './${module}';`);
  }
  return `${lines.join('\n')}\nexport const bound = [${bound.join(', ')}];\n`;
}

/** For each package: the order in which modules were loaded, and which export of which module each name is bound to. */
const observer = `
import { readdirSync } from 'node:fs';
const seen = {};
for (const folder of readdirSync('.').filter((name) => /^p\\d+$/.test(name))) {
  const order = [];
  globalThis.log = (name) => order.push(name);
  try {
    const use = await import('./' + folder + '/use.mjs');
    const loaded = [...order];
    const known = new Map();
    for (const name of ['new.mjs', 'other.mjs', 'old1.mjs', 'common.cjs', 'apart.mjs']) {
      const space = await import('./' + folder + '/' + name);
      for (const [key, value] of Object.entries(space)) if (!known.has(value)) known.set(value, name + '#' + key);
    }
    const { bound, ...given } = use;
    seen[folder] = { loaded, bound: [...bound, ...Object.entries(given).flat()].map((value) => known.get(value) ?? String(value)) };
  } catch (error) {
    seen[folder] = { loaded: [], bound: [String(error)] };
  }
}
console.log(JSON.stringify(seen));
`;

/** The import statements of a text in any order, each with its names in any order: where they stand is not looked at. */
function importsOf(text: string): string[] {
  const statements = text.split('\n').filter((line) => /^(?:import|export \{)/.test(line));
  return statements
    .map((line) =>
      line
        .split(/(?<=\{ )|, |(?= \})/)
        .toSorted()
        .join(', '),
    )
    .toSorted();
}

type Observed = Readonly<Record<string, { readonly loaded: readonly string[]; readonly bound: readonly string[] }>>;

function observe(root: string): Observed {
  const { stdout, stderr } = spawnSync(process.execPath, ['observe.mjs'], { cwd: root, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Observed;
}

test(`${PACKAGES} generated packages: the same objects, effects in the same order, and nothing left for a second run`, async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'ssot-packages-'));
  try {
    const choices = new Random(19);
    const random = (limit: number): number => choices.below(limit);
    const folders = Array.from({ length: PACKAGES }, (_, k) => `p${k}`);
    const write = (file: string, text: string): void => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    };
    const texts = new Map(folders.map((folder) => [folder, consumer(random)]));
    for (const [folder, text] of texts) {
      for (const [file, module] of Object.entries(modules)) write(`${folder}/${file}`, module);
      write(`${folder}/use.mjs`, text);
    }
    write('observe.mjs', observer);
    const at = (folder: string, specifier: string): string => specifier.replace('./', `./${folder}/`);
    const config: UserConfig = {
      javascript: {
        map: folders.flatMap((folder) =>
          map.map(({ canonical, legacy }) => ({
            canonical: at(folder, canonical),
            legacy: legacy.map((specifier) => at(folder, specifier)),
          })),
        ),
      },
    };
    const run = async (includeReview: boolean) => {
      const plan = await makePlan({ root, config, gitignore: false, includeReview });
      await applyPlan(root, plan);
      return plan;
    };
    const used = (): readonly string[] =>
      folders.map((folder) => readFileSync(path.join(root, folder, 'use.mjs'), 'utf8'));

    const before = observe(root);
    const plan = await run(false);
    const after = observe(root);
    expect(plan.summary.filesChanged).toBeGreaterThan(PACKAGES / 2);
    for (const folder of folders) {
      const [old, now] = [before[folder], after[folder]];
      const text = texts.get(folder);
      expect({ folder, text, bound: now?.bound }).toEqual({ folder, text, bound: old?.bound });
      // Modules that nobody imports any more need not be loaded. The others are loaded in the same order.
      const order = old?.loaded.filter((name) => now?.loaded.includes(name));
      expect({ folder, text, loaded: now?.loaded }).toEqual({ folder, text, loaded: order });
    }
    expect((await makePlan({ root, config, gitignore: false })).summary.filesChanged).toBe(0);
    // Reviews that are taken behind a safe run come to the same imports as those of one run.
    await run(true);
    const inTwoRuns = used();
    for (const [folder, text] of texts) write(`${folder}/use.mjs`, text);
    await run(true);
    expect(used().map(importsOf)).toEqual(inTwoRuns.map(importsOf));
  } finally {
    rmSync(root, { recursive: true });
  }
}, 60_000);
