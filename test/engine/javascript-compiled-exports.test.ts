import { describe, expect, test } from '@jest/globals';
import { javascriptTree } from '../support/javascript-tree.ts';

const { plan, write } = javascriptTree();

test.each<[string, string, string]>([
  [
    'tsc',
    'exports.map = void 0;\nvar map_1 = require("./map");\nObject.defineProperty(exports, "map", { enumerable: true, get: function () { return map_1.map; } });\n',
    'both lead to',
  ],
  [
    'babel',
    'exports.map = void 0;\nvar _map = _interopRequireWildcard(require("./map"));\nObject.defineProperty(exports, "map", { get: () => _map.map });\n',
    'both lead to',
  ],
  ['tslib', 'const tslib_1 = require("tslib");\ntslib_1.__exportStar(require("./map"), exports);\n', 'both lead to'],
  [
    'tsc, all',
    `var __createBinding = (this && this.__createBinding) || (Object.create ? (function (o, m, k) {}) : (function (o, m, k) {}));
var __exportStar = (this && this.__exportStar) || function (m, exports) {};
var __importStar = (this && this.__importStar) || (function () { return function (mod) {}; })();
__exportStar(require("./map"), exports);\n`,
    'both lead to',
  ],
  [
    'swc',
    '_export(exports, { map: function () { return _map.map; } });\nconst _map = require("./map");\n',
    'both lead to',
  ],
  ['swc, all', '_export_star(require("./map"), exports);\nfunction _export_star(from, to) {}\n', 'both lead to'],
  [
    'esbuild',
    `var __export = (target, all) => {};
var ops_exports = {};
__export(ops_exports, { map: () => import_map.map });
module.exports = __toCommonJS(ops_exports);
var import_map = require("./map");\n`,
    'both lead to',
  ],
  [
    'esbuild, all',
    'module.exports = __toCommonJS(ops_exports);\n__reExport(ops_exports, require("./map"), module.exports);\n',
    'both lead to',
  ],
  [
    'babel, all',
    `var _map = require("./map");
Object.keys(_map).forEach(function (key) {
  if (key === "default" || key === "__esModule") return;
  if (Object.prototype.hasOwnProperty.call(_exportNames, key)) return;
  if (key in exports && exports[key] === _map[key]) return;
  Object.defineProperty(exports, key, { enumerable: true, get: function () { return _map[key]; } });
});\n`,
    'both lead to',
  ],
  [
    'a loop that does more',
    'var _x = require("./map");\nObject.keys(_x).forEach(function (key) { if (log(key)) return; exports[key] = _x[key]; });\n',
    'has an effect',
  ],
  ['a loop over what is not known', 'Object.keys(x).forEach((key) => { exports[key] = x[key]; });\n', 'cannot be told'],
  ['a function of a name like those', 'copyProps(require("./map"), exports);\n', 'has an effect'],
  ['a function of its own', 'register(require("./map"), exports);\n', 'has an effect'],
  ['another definition', 'exports.map = function () {};\n', 'another definition'],
])('what a module that was compiled hands on: %s', async (_, ops, because) => {
  write({
    'node_modules/lib/index.js': 'exports.map = require("./map").map;\n',
    'node_modules/lib/map.js': 'function map() {}\nexports.map = map;\n',
    'node_modules/lib/ops.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${ops}`,
    'use.ts': "import { map } from 'lib/ops';\n",
  });
  const { outcomes } = await plan([{ canonical: 'lib#map', legacy: ['lib/ops#map'] }]);
  expect(outcomes.flatMap(({ edits }) => edits.map((edit) => edit.because))).toEqual([
    expect.stringContaining(because),
  ]);
});

test('a type that only the declarations of an installed package name', async () => {
  const declared = 'export interface Theme { dark: boolean }\nexport declare function Button(): void;\n';
  write({
    'node_modules/new-ui/index.js': 'export function Button() {}\n',
    'node_modules/new-ui/index.d.ts': declared,
    'node_modules/old-ui/index.js': 'export function Button() {}\n',
    'node_modules/old-ui/index.d.ts': declared,
    'use.ts': "import { Button, Theme } from 'old-ui';\nimport type { Gone } from 'old-ui';\n",
  });
  const { outcomes } = await plan([{ canonical: 'new-ui', legacy: ['old-ui'], replaces: true }]);
  expect(outcomes.flatMap(({ edits }) => edits.map(({ from }) => from))).toEqual(['old-ui#Button', 'old-ui#Theme']);
  expect(outcomes.flatMap(({ refused }) => refused.map(({ from }) => from))).toEqual(['old-ui#Gone']);
});

describe('the declarations of a package that hold a type', () => {
  const index = 'module.exports = { Button() {} };\n';
  const type = 'export interface Theme { dark: boolean }\n';
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'the condition types',
      {
        'new-ui/package.json': '{ "exports": { ".": { "types": "./d/t.d.ts", "default": "./index.js" } } }',
        'new-ui/d/t.d.ts': "export * from './theme.js';\nexport declare function Button(): void;\n",
        'new-ui/d/theme.d.ts': type,
      },
      'new-ui',
    ],
    ['typings', { 'new-ui/package.json': '{ "typings": "d/t.d.ts" }', 'new-ui/d/t.d.ts': type }, 'new-ui'],
    [
      'beside the entry',
      {
        'new-ui/package.json': '{ "exports": { ".": "./d/i.js" } }',
        'new-ui/d/i.js': index,
        'new-ui/d/i.d.ts': type,
      },
      'new-ui',
    ],
    [
      'typesVersions',
      {
        'new-ui/package.json':
          '{ "typesVersions": { "<4.1": { "*": ["old/*"] }, ">=4.1": { "theme": ["d/t.d.ts"] } } }',
        'new-ui/theme.js': index,
        'new-ui/d/t.d.ts': type,
      },
      'new-ui/theme',
    ],
    ['DefinitelyTyped', { '@types/new-ui/index.d.ts': type }, 'new-ui'],
    ['DefinitelyTyped, of a scope', { '@acme/ui/index.js': index, '@types/acme__ui/index.d.ts': type }, '@acme/ui'],
    [
      'taken from another package',
      {
        'new-ui/package.json': '{ "types": "t.d.ts" }',
        'new-ui/t.d.ts': "export type { Theme } from 'core';\n",
        'core/index.js': index,
        'core/index.d.ts': type,
      },
      'new-ui',
    ],
  ])('%s', async (_, files, canonical) => {
    const installed = {
      'new-ui/index.js': index,
      'old-ui/index.js': index,
      'old-ui/index.d.ts': 'export interface Theme { dark: boolean }\nexport declare function Button(): void;\n',
      ...files,
    };
    write(Object.fromEntries(Object.entries(installed).map(([file, text]) => [`node_modules/${file}`, text])));
    write({ 'use.ts': "import type { Theme } from 'old-ui';\nimport { type Theme as T, Gone } from 'old-ui';\n" });
    const { outcomes } = await plan([{ canonical, legacy: ['old-ui'], replaces: true }]);
    expect(outcomes.flatMap(({ edits }) => edits.map(({ from, tier }) => `${from} ${tier}`))).toEqual([
      'old-ui#Theme declared',
      'old-ui#Theme declared',
    ]);
    expect(outcomes.flatMap(({ refused }) => refused.map(({ from }) => from))).toEqual(['old-ui#Gone']);
  });

  test('do not name what the package exports: the compiler would not find it', async () => {
    write({
      'node_modules/new-ui/index.js': 'exports.Button = function () {};\n',
      'node_modules/new-ui/index.d.ts': 'export declare function Other(): void;\n',
      'node_modules/old-ui/index.js': 'exports.Button = function () {};\n',
      'node_modules/old-ui/index.d.ts': 'export declare function Button(): void;\n',
      'use.ts': "import { Button } from 'old-ui';\n",
      'plain.js': "import { Button } from 'old-ui';\n",
    });
    const { outcomes } = await plan([{ canonical: 'new-ui', legacy: ['old-ui'], replaces: true }]);
    expect(outcomes.flatMap(({ path, refused }) => refused.map(({ message }) => `${path}: ${message}`))).toEqual([
      'use.ts: the declarations of new-ui do not name Button',
    ]);
    expect(outcomes.flatMap(({ path, edits }) => edits.map(({ tier }) => `${path} ${tier}`))).toEqual([
      'plain.js declared',
    ]);
  });

  test('lead to one declaration: a type that both packages hand on is the same', async () => {
    write({
      'node_modules/new-ui/index.js': index,
      'node_modules/new-ui/index.d.ts': "export { Theme } from 'core';\n",
      'node_modules/old-ui/index.js': index,
      'node_modules/old-ui/index.d.ts': "export { Theme } from 'core';\n",
      'node_modules/core/index.js': index,
      'node_modules/core/index.d.ts': type,
      'use.ts': "import type { Theme } from 'old-ui';\n",
    });
    const { outcomes } = await plan([{ canonical: 'new-ui#Theme', legacy: ['old-ui#Theme'] }]);
    expect(outcomes.flatMap(({ edits }) => edits.map(({ tier, because }) => `${tier}: ${because}`))).toEqual([
      'safe: both lead to node_modules/core/index.d.ts#Theme',
    ]);
  });
});
