import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';

/** Consumers that export everything they bind as `bound`. */
interface Package {
  readonly type: 'module' | 'commonjs';
  readonly modules: Readonly<Record<string, string>>;
  readonly consumers: Readonly<Record<string, string>>;
  /** The files that have nothing to move, or only imports for review. */
  readonly untouched: readonly string[];
}

const esm: Package = {
  type: 'module',
  untouched: ['index'],
  modules: {
    'core/new.js':
      'export class Manager { name = 1 }\nexport const mode = { m: 1 };\nexport function connect() {}\nexport default class Main {}\n',
    'core/index.js': 'export const state = { s: 1 };\n',
    'lib/old.js':
      "export { Manager as Old, mode, connect as open, default } from '../core/new.js';\nexport const kept = { k: 1 };\n",
    'lib/state.js': "export * from '../core/index.js';\n",
  },
  consumers: {
    named: "import { Old, mode } from '../lib/old.js';\nexport const bound = { Old, mode };\n",
    alias: "import { Old as A, open as B } from '../lib/old.js';\nexport const bound = { A, B };\n",
    split: "import { kept, Old, mode as m } from '../lib/old.js';\nexport const bound = { kept, Old, m };\n",
    default: "import Main, { Old, kept } from '../lib/old.js';\nexport const bound = { Main, Old, kept };\n",
    defaultAs: "import { default as D } from '../lib/old.js';\nexport const bound = { D };\n",
    namespace: "import * as old from '../lib/old.js';\nexport const bound = { a: old.Old, b: old.kept };\n",
    namespaceMoved: "import * as old from '../lib/old.js';\nexport const bound = { a: old.Old, b: old.mode };\n",
    wholeNamespace:
      "import * as s from '../lib/state.js';\nexport const bound = { a: s.state, keys: Object.keys(s) };\n",
    exported:
      "export { Old, mode as m, default } from '../lib/old.js';\nimport * as self from './exported.mjs';\nexport const bound = () => ({ ...self });\n",
    starred:
      "export * from '../lib/state.js';\nimport * as self from './starred.mjs';\nexport const bound = () => ({ ...self });\n",
    starAs:
      "export * as s from '../lib/state.js';\nimport { s } from './starAs.mjs';\nexport const bound = () => ({ ...s });\n",
    dynamic:
      "const { Old, open: o } = await import('../lib/old.js');\nconst M = (await import('../lib/old.js')).mode;\nexport const bound = { Old, o, M };\n",
    dynamicSplit: "const { Old, kept } = await import('../lib/old.js');\nexport const bound = { Old, kept };\n",
    then: "const a = await import('../lib/old.js').then(({ Old }) => Old);\nconst b = await import('../lib/old.js').then((m) => m.mode);\nexport const bound = { a, b };\n",
    shadowed:
      "import { Old } from '../lib/old.js';\nfunction f(Old) { return Old; }\nconst g = () => { { let Old = 7; f(Old); } return Old; };\nexport const bound = { a: f(3), b: g(), Old, c: { Old }.Old };\n",
    index: "import { state } from '../core/index.js';\nexport const bound = { state };\n",
  },
};

const commonjs: Package = {
  type: 'commonjs',
  untouched: ['dynamic', 'resolved'],
  modules: {
    'core/new.js': 'class Manager {}\nconst mode = { m: 1 };\nmodule.exports = { Manager, mode, connect() {} };\n',
    'core/index.js': 'exports.state = { s: 1 };\n',
    'lib/old.js':
      "const core = require('../core/new');\nexports.Old = core.Manager;\nexports.mode = core.mode;\nexports.open = core.connect;\nexports.kept = { k: 1 };\n",
    'lib/state.js': "module.exports = require('../core');\n",
  },
  consumers: {
    destructured: "const { Old, mode: m } = require('../lib/old');\nexports.bound = { Old, m };\n",
    split: "const { kept, Old, open } = require('../lib/old.js');\nexports.bound = { kept, Old, open };\n",
    member: "const Old = require('../lib/old').Old;\nexports.bound = { Old, m: require('../lib/old').mode };\n",
    lazy: "function f() {\n  const { Old } = require('../lib/old');\n  return Old;\n}\nexports.bound = { a: f() };\n",
    whole: "const s = require('../lib/state');\nexports.bound = { a: s.state, s };\n",
    resolved: "exports.bound = { a: require(require.resolve('../lib/state')) };\n",
    dynamic: "exports.bound = import('../lib/old.js').then(({ default: d }) => ({ a: d.kept }));\n",
    default: "const { Old = 1 } = require('../lib/old');\nexports.bound = { Old };\n",
  },
};

const config = (uses: 'alias' | 'rename'): UserConfig => ({
  javascript: {
    uses,
    map: [
      { canonical: './core/new.js#Manager', legacy: ['./lib/old.js#Old'] },
      { canonical: './core/new.js#mode', legacy: ['./lib/old.js#mode'] },
      { canonical: './core/new.js#connect', legacy: ['./lib/old.js#open'] },
      { canonical: './core/new.js#default', legacy: ['./lib/old.js#default'] },
      { canonical: './core/index.js', legacy: ['./lib/state.js'] },
    ],
  },
});

/** For each consumer, which object of which module each of its names is bound to. */
const observer = `
const names = new Map();
const list = JSON.parse(process.argv[2]);
for (const module of list.modules) {
  const space = await import(module);
  for (const source of [space, space.default]) {
    if (source === undefined || source === null) continue;
    for (const [name, value] of Object.entries(source)) if (Object(value) === value && !names.has(value)) names.set(value, module + '#' + name);
  }
}
const seen = {};
for (const consumer of list.consumers) {
  const space = await import(consumer);
  const given = await (space.bound ?? space.default.bound);
  const bound = typeof given === 'function' ? given() : given;
  seen[consumer] = Object.fromEntries(Object.entries(bound).filter(([key]) => key !== 'bound').map(([key, value]) => [key, names.get(value) ?? JSON.stringify(value)]));
}
console.log(JSON.stringify(seen));
`;

function observe(root: string, { type, modules, consumers }: Package): unknown {
  // The facades export objects of the canonical modules, so those modules are asked first.
  const lists = {
    modules: Object.keys(modules).map((file) => `./${file}`),
    consumers: Object.keys(consumers).map((name) => `./app/${name}.${type === 'module' ? 'mjs' : 'cjs'}`),
  };
  const result = spawnSync(process.execPath, ['observe.mjs', JSON.stringify(lists)], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout);
}

describe.each([
  ['ES modules', esm, 'alias'],
  ['ES modules, uses renamed', esm, 'rename'],
  ['CommonJS', commonjs, 'alias'],
] as const)('Node runs %s', (_, example, uses) => {
  test('and every name is bound to the same object before and after', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'ssot-oracle-'));
    try {
      const extension = example.type === 'module' ? 'mjs' : 'cjs';
      const write = (file: string, text: string): void => {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      };
      write('package.json', JSON.stringify({ name: 'example', type: example.type }));
      write('observe.mjs', observer);
      for (const [file, text] of Object.entries(example.modules)) write(file, text);
      for (const [name, text] of Object.entries(example.consumers)) write(`app/${name}.${extension}`, text);
      const before = observe(root, example);
      const plan = await makePlan({ root, config: config(uses), gitignore: false });
      await applyPlan(root, plan);
      expect(observe(root, example)).toEqual(before);
      const changed = plan.outcomes.filter(({ status }) => status === 'changed').map(({ path: file }) => file);
      const expected = Object.keys(example.consumers)
        .filter((name) => !example.untouched.includes(name))
        .map((name) => `app/${name}.${extension}`);
      expect(changed.filter((file) => file.startsWith('app/'))).toEqual(expected.toSorted());
      const again = await makePlan({ root, config: config(uses), gitignore: false });
      expect(again.summary.filesChanged).toBe(0);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
