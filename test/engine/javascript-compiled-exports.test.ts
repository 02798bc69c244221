import { expect, test } from '@jest/globals';
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
  ['tslib', 'tslib_1.__exportStar(require("./map"), exports);\n', 'has an effect'],
  ['swc', '_export(exports, { map: function () { return map; } });\nconst map = 1;\n', 'cannot be told'],
  [
    'a loop',
    'var _x = require("./x");\nObject.keys(_x).forEach(function (key) { exports[key] = _x[key]; });\n',
    'has an effect',
  ],
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
