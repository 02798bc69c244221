import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import type { UserMapEntry } from '../../src/index.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'ssot-behaviour-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The edits that a Map makes in a tree, each `file tier`, and why those for review are. */
async function edits(
  map: readonly UserMapEntry[],
  files: Readonly<Record<string, string>>,
): Promise<{ readonly tiers: readonly string[]; readonly because: string }> {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const { outcomes } = await makePlan({ root, config: { javascript: { map } }, gitignore: false });
  const all = outcomes.flatMap((outcome) => outcome.edits.map((edit) => ({ ...edit, path: outcome.path })));
  return {
    tiers: all.map((edit) => `${edit.path} ${edit.tier}`),
    because: all
      .filter(({ tier }) => tier === 'review')
      .map(({ because }) => because)
      .join('\n'),
  };
}

describe('a mock that stays', () => {
  const map = [
    { canonical: './src/first#first', legacy: ['./src/both#first'] },
    { canonical: './src/second#second', legacy: ['./src/both#second'] },
  ];
  const modules = {
    'src/first.ts': 'export const first = 1;\n',
    'src/second.ts': 'export const second = 2;\n',
    'src/both.ts': "export * from './first';\nexport * from './second';\n",
    'src/use-first.ts': "import { first } from './both';\nexport const doubled = first * 2;\n",
    'src/use-second.ts': "import { second } from './both';\nexport const doubled = second * 2;\n",
  };
  const isPartial: readonly (readonly [string, string])[] = [
    [
      'vitest, by the parameter',
      "vi.mock('./both', async (load) => ({ ...(await load<object>()), first: 5, own: 6 }));\n",
    ],
    [
      'vitest, by its function',
      "vi.mock('./both', async () => ({ ...(await vi.importActual('./both')), first: 5, own: 6 }));\n",
    ],
    ['vitest, by a promise', "vi.mock(import('./both'), async (load) => ({ ...(await load()), first: 5, own: 6 }));\n"],
    ['jest', "jest.mock('./both', () => ({ __esModule: true, ...jest.requireActual('./both'), first: 5, own: 6 }));\n"],
    [
      'jest, by a name',
      "jest.doMock('./both', () => {\n  const real = jest.requireActual('./both');\n  return { ...real, first: jest.fn(), own: 6 };\n});\n",
    ],
    ['a spy', "import * as both from './both';\njest.spyOn(both, 'first').mockReturnValue(5);\nexport { both };\n"],
  ];
  test.each(isPartial)('holds what it replaces and no more: %s', async (_, mock) => {
    const { tiers, because } = await edits(map, { ...modules, 'src/use.test.ts': mock });
    expect(tiers).toEqual(['src/use-first.ts review', 'src/use-second.ts safe']);
    expect(because).toMatch(
      /a test replaces src\/both\.ts#first by a mock, which does not move \(src\/use\.test\.ts:\d\)/,
    );
  });

  const goes: readonly (readonly [string, string])[] = [
    ['vitest', "vi.mock('./both', async (load) => ({ ...(await load<typeof import('./both')>()), first: 5 }));\n"],
    ['vitest, by a promise', "vi.mock(import('./both'), async (load) => ({ ...(await load()), first: 5 }));\n"],
    ['jest', "jest.mock('./both', () => ({ __esModule: true, ...jest.requireActual('./both'), first: 5 }));\n"],
    [
      'jest, by a name',
      "jest.doMock('./both', () => {\n  const real = jest.requireActual('./both');\n  return { ...real, first: jest.fn() };\n});\n",
    ],
  ];
  test.each(goes)('that gives some exports, and all go to one module, goes with them: %s', async (_, mock) => {
    const { tiers } = await edits(map, { ...modules, 'src/use.test.ts': mock });
    expect(tiers).toEqual(['src/use-first.ts safe', 'src/use-second.ts safe', 'src/use.test.ts safe']);
  });

  const isWhole: readonly (readonly [string, string])[] = [
    ['no factory', "jest.mock('./both');\n"],
    ['a factory that gives one name alone', "jest.mock('./both', () => ({ first: 5, other: 6 }));\n"],
    ['a spread of another module', "jest.mock('./both', () => ({ ...jest.requireActual('./other'), first: 5 }));\n"],
    [
      'a factory that changes the module',
      "jest.mock('./both', () => {\n  const real = jest.requireActual('./both');\n  real.second = 6;\n  return { ...real, first: 5 };\n});\n",
    ],
    ['a computed key', "jest.mock('./both', () => ({ ...jest.requireActual('./both'), [name]: 5 }));\n"],
  ];
  test.each(isWhole)('holds all of the module: %s', async (_, mock) => {
    const { tiers } = await edits(map, { ...modules, 'src/use.test.ts': mock });
    expect(tiers).toEqual(['src/use-first.ts review', 'src/use-second.ts review']);
  });

  test('what loads the module beside a mock holds nothing', async () => {
    const { tiers } = await edits(map, {
      ...modules,
      'src/use.test.ts': "const real = jest.requireActual('./both');\n",
    });
    expect(tiers).toEqual(['src/use-first.ts safe', 'src/use-second.ts safe']);
  });
});

describe('a file in __mocks__', () => {
  const map = [{ canonical: './src/next/client', legacy: ['./src/old/client'] }];
  const modules = {
    'src/next/client.ts': "export const client = 'real';\n",
    'src/old/client.ts': "export * from '../next/client';\n",
    'src/use.ts': "import { client } from './old/client';\nexport const used = client;\n",
    'src/use.test.ts': "vi.mock('./old/client');\n",
  };
  test('stands in for the legacy module, and not for the canonical one', async () => {
    const { tiers, because } = await edits(map, {
      ...modules,
      'src/old/__mocks__/client.ts': 'export const client = 1;\n',
    });
    expect(tiers).toEqual(['src/use.test.ts review', 'src/use.ts review']);
    expect(because).toContain('src/old/__mocks__/client.ts stands in for the module, and nothing would');
  });
  test('would stand in for the canonical module, and does not for the legacy one', async () => {
    const { because } = await edits(map, { ...modules, 'src/next/__mocks__/client.ts': 'export const client = 1;\n' });
    expect(because).toContain('src/next/__mocks__/client.ts would stand in for the module, and does not now');
  });
  test('is none of a mock with a factory', async () => {
    const { tiers } = await edits(map, {
      ...modules,
      'src/old/__mocks__/client.ts': 'export const client = 1;\n',
      'src/use.test.ts': "vi.mock('./old/client', () => ({ client: 2 }));\n",
    });
    expect(tiers).toEqual(['src/use.test.ts safe', 'src/use.ts safe']);
  });
});

describe('an import cycle that is there already', () => {
  const cycle = {
    'src/index.js': "export * from './first.js';\nexport * from './second.js';\nexport * from './base.js';\n",
    'src/second.js': "import { first } from './index.js';\nexport const second = () => first;\n",
    'src/base.js': 'export const base = 1;\n',
  };
  test('would be loaded in another order', async () => {
    const first =
      "import { base } from '../src/base.js';\nimport { second } from '../src/second.js';\nexport const first = [base, second];\n";
    const map = [{ canonical: './src/index.js', legacy: ['./src/base.js'] }];
    const index = cycle['src/index.js'].replace('./first.js', '../app/first.js');
    const { tiers, because } = await edits(map, { ...cycle, 'src/index.js': index, 'app/first.js': first });
    expect(tiers).toEqual(['app/first.js review']);
    expect(because).toBe(
      'it changes the order in which an import cycle is loaded: app/first.js → src/index.js → app/first.js',
    );
  });
  test('is loaded in the same order where the legacy module loads nothing else of it', async () => {
    const map = [{ canonical: './src/index.js', legacy: ['./src/old.js'] }];
    const { tiers } = await edits(map, {
      ...cycle,
      'src/old.js': "import './base.js';\nexport * from './index.js';\n",
      'src/first.js': "import { base } from './old.js';\nexport const first = () => base;\n",
    });
    expect(tiers).toEqual(['src/first.js safe']);
  });
  test('does not matter to types', async () => {
    const map = [{ canonical: './src/index', legacy: ['./src/base'] }];
    const { tiers } = await edits(map, {
      'src/index.ts': "export * from './first';\nexport * from './base';\n",
      'src/base.ts': 'export interface Base {}\n',
      'src/first.ts': "import type { Base } from './base';\nexport const first: Base = {};\n",
    });
    expect(tiers).toEqual(['src/first.ts safe']);
  });
});

describe('a legacy module with effects', () => {
  const map = [{ canonical: './src/next#Service', legacy: ['./src/old#Service'] }];
  const tree = (old: string): Record<string, string> => ({
    'src/next.ts': 'export class Service {}\n',
    'src/old.ts': `export { Service } from './next';\n${old}`,
    'src/use.ts': "import { Service } from './old';\nexport const service = new Service();\n",
  });
  const effects = [
    'register();\n',
    "import './polyfill';\n",
    "import './old.css';\n",
    'globalThis.legacy = true;\n',
    'export const kept = connect();\n',
    'for (const name of []) use(name);\n',
    'export class Kept { static all = load(); }\n',
    'export class Kept { static { start(); } }\n',
    '@register\nexport class Kept {}\n',
    'namespace Own { start(); }\n',
    'import { other } from "./next";\nother.count = 1;\n',
    'export default start();\n',
    'void import("./lazy");\n',
    'export const bag = { ...load() };\n',
  ];
  test.each(effects)('is not left unloaded without a look: %j', async (old) => {
    const { tiers, because } = await edits(map, tree(old));
    expect(tiers).toEqual(['src/use.ts review']);
    expect(because).toMatch(/^loading src\/old\.ts has an effect \(line \d\), and nothing would load it any more$/);
  });

  const harmless = [
    "import { other } from './other';\nexport { other };\n",
    'export const kept = new Map([[1, { a: [2] }]]), text = `a${1 + 1}`;\n',
    'export function kept() { start(); }\nkept.displayName = "Kept";\n',
    'export class Kept { static all = []; #own = start(); run() { start(); } }\n',
    'export const made = /* #__PURE__ */ make();\n',
    'export enum Mode { On = 1 }\nexport interface Shape {}\nexport type Name = string;\ndeclare global { interface Window { old: 1 } }\n',
    '"use strict";\nexport default () => start();\n',
    'namespace Own { export const a = 1; }\nexport const b = Symbol("b") as unknown;\n',
  ];
  test.each(harmless)('is not one that only binds names: %j', async (old) => {
    expect((await edits(map, tree(old))).tiers).toEqual(['src/use.ts safe']);
  });

  test('is still loaded where another file takes what does not move', async () => {
    const stays = { 'src/stays.ts': "import { kept } from './old';\nexport { kept };\n" };
    const old = 'export const kept = 1;\nregister();\n';
    expect((await edits(map, { ...tree(old), ...stays })).tiers).toEqual(['src/use.ts safe']);
  });
  test('is not kept by what takes a type of it', async () => {
    const stays = {
      'src/stays.ts':
        "import { type Kept } from './old';\nimport type { Kept as K } from './old';\nexport type { Kept, K };\n",
    };
    const old = 'export interface Kept {}\nregister();\n';
    expect((await edits(map, { ...tree(old), ...stays })).tiers).toEqual(['src/use.ts review']);
  });
  test('is loaded by the canonical module', async () => {
    const next = { 'src/next.ts': "import './old';\nexport class Service {}\n" };
    expect((await edits(map, { ...tree('register();\n'), ...next })).tiers).toEqual(['src/use.ts safe']);
  });
  test.each([
    ['false', 'safe'],
    ['["./src/old.ts"]', 'review'],
    ['["*.css"]', 'safe'],
    ['true', 'review'],
  ])('may have none by the word of its owner: %s', async (sideEffects, tier) => {
    const manifest = { 'package.json': `{ "sideEffects": ${sideEffects} }` };
    expect((await edits(map, { ...tree('register();\n'), ...manifest })).tiers).toEqual([`src/use.ts ${tier}`]);
  });
  test('does not matter to types', async () => {
    const files = {
      ...tree('register();\n'),
      'src/use.ts': "import type { Service } from './old';\nexport type { Service };\n",
    };
    expect((await edits(map, files)).tiers).toEqual(['src/use.ts safe']);
  });
});

describe('modules with effects that one statement takes', () => {
  const map = [
    { canonical: './src/a#a', legacy: ['./src/old#a'] },
    { canonical: './src/b#b', legacy: ['./src/old#b'] },
  ];
  const a = { 'src/a.ts': "console.log('a');\nexport const a = 1;\n" };
  const b = { 'src/b.ts': "console.log('b');\nexport const b = 2;\n" };
  const old = { 'src/old.ts': "export { b } from './b';\nexport { a } from './a';\n" };
  const use = (text: string) => ({ 'src/use.ts': `${text} { a, b } from './old';\n` });
  const because = 'src/a.ts and src/b.ts have effects, and would be loaded in another order';

  test.each(['import', 'export'])('would be loaded in another order: %s', async (keyword) => {
    const found = await edits(map, { ...a, ...b, ...old, ...use(keyword) });
    expect(found.tiers).toEqual(['src/use.ts review', 'src/use.ts review']);
    expect(found.because).toBe(`${because}\n${because}`);
  });

  const safe = ['src/use.ts safe', 'src/use.ts safe'];
  test('are loaded in the same order', async () => {
    const inOrder = { 'src/old.ts': "export { a } from './a';\nexport { b } from './b';\n" };
    expect((await edits(map, { ...a, ...b, ...inOrder, ...use('import') })).tiers).toEqual(safe);
  });
  test('do not matter where one of them has none', async () => {
    const plain = { 'src/b.ts': 'export const b = 2;\n' };
    expect((await edits(map, { ...a, ...plain, ...old, ...use('import') })).tiers).toEqual(safe);
  });
  test('do not matter to types', async () => {
    expect((await edits(map, { ...a, ...b, ...old, ...use('import type') })).tiers).toEqual(safe);
  });
});

describe("a file of the root's __mocks__", () => {
  const map = [{ canonical: 'new-lib', legacy: ['old-lib'], replaces: true }];
  const files = {
    'node_modules/old-lib/index.js': 'exports.x = 1;\n',
    'node_modules/new-lib/index.js': 'exports.x = 1;\n',
    'use.test.js': "const { x } = require('old-lib');\n",
    '__mocks__/old-lib.js': 'exports.x = 2;\n',
  };
  test('stands in for the legacy package alone', async () => {
    const { tiers, because } = await edits(map, files);
    expect(tiers).toEqual(['use.test.js review']);
    expect(because).toBe('__mocks__/old-lib.js stands in for the module, and nothing would');
  });
  test('stands in for both packages', async () => {
    const { tiers } = await edits(map, { ...files, '__mocks__/new-lib.js': 'exports.x = 2;\n' });
    expect(tiers).toEqual(['use.test.js declared']);
  });
});

describe('an export that is set by way of the legacy module', () => {
  const map = [{ canonical: './src/new', legacy: ['./src/old'] }];
  const files = {
    'src/new.js': 'exports.x = () => 1;\nexports.y = 2;\n',
    'src/old.js': "const given = require('./new');\nexports.x = given.x;\nexports.y = given.y;\n",
    'src/use.js': "const { x } = require('./old');\nexports.called = () => x();\n",
    'src/other.js': "const { y } = require('./old');\nexports.read = y;\n",
  };
  const both = ['src/other.js safe', 'src/use.js review'];
  const all = ['src/other.js review', 'src/use.js review'];
  test.each<[string, readonly string[]]>([
    ["const old = require('./old');\nold.x = 5;\n", both],
    ["const old = require('./old');\nold['x']++;\n", both],
    ["const old = require('./old');\ndelete old.x;\n", both],
    ["const old = require('./old');\nold[name] = 5;\n", all],
    ["const old = require('./old');\nObject.assign(old, { x: 5 });\n", both],
    ["const old = require('./old');\nObject.assign(old, others);\n", all],
    ["const old = require('./old');\nObject.defineProperty(old, 'x', { value: 5 });\n", both],
    ["const old = require('./old');\njest.spyOn(old, 'x');\n", both],
    ["const old = require('./old');\nsinon.stub(old);\n", all],
    ["const old = require('./old');\ntd.replace(old, 'x');\n", both],
    ["sinon.stub(require('./old'), 'x').returns(1);\n", both],
    ["require('./old').x = 5;\n", both],
    ["import old from './old';\nold.x = 5;\n", both],
    ["const old = await import('./old');\nvi.spyOn(old, 'x');\n", both],
    [
      "const old = require('./old');\nexports.z = old.x === 5 && Object.assign({}, old);\n",
      ['src/other.js safe', 'src/use.js safe'],
    ],
    ["const rewire = require('rewire');\nrewire('./old').__set__('x', 5);\n", ['src/other.js safe', 'src/use.js safe']],
  ])('%j', async (text, expected) => {
    const { tiers } = await edits(map, { ...files, 'src/set.js': text });
    expect(tiers.filter((line) => !line.startsWith('src/set.js'))).toEqual(expected);
    expect(tiers).not.toContain('src/set.js safe');
  });

  test('is seen behind a cast', async () => {
    const { because } = await edits(map, {
      ...files,
      'src/set.ts': "import * as old from './old';\n(old as any).x = 5;\n",
    });
    expect(because).toContain('src/old.js#x is set from outside, which does not move (src/set.ts:2)');
  });
});
