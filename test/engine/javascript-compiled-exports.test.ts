import { expect, test } from '@jest/globals';
import { javascriptTree } from '../support/javascript-tree.ts';

const { plan, write } = javascriptTree();

test.each<[string, string, string]>([
  [
    'tsc',
    'exports.map = void 0;\nvar map_1 = require("./map");\nObject.defineProperty(exports, "map", { enumerable: true, get: function () { return map_1.map; } });\n',
    'safe',
  ],
  [
    'babel',
    'exports.map = void 0;\nvar _map = _interopRequireWildcard(require("./map"));\nObject.defineProperty(exports, "map", { get: () => _map.map });\n',
    'safe',
  ],
  ['tslib', 'tslib_1.__exportStar(require("./map"), exports);\n', 'safe'],
  ['swc', '_export(exports, { map: function () { return map; } });\nconst map = 1;\n', 'review'],
  [
    'a loop',
    'var _x = require("./x");\nObject.keys(_x).forEach(function (key) { exports[key] = _x[key]; });\n',
    'review',
  ],
  ['another definition', 'exports.map = function () {};\n', 'review'],
])('what a module that was compiled hands on: %s', async (_, ops, tier) => {
  write({
    'node_modules/lib/index.js': 'exports.map = require("./map").map;\n',
    'node_modules/lib/map.js': 'function map() {}\nexports.map = map;\n',
    'node_modules/lib/ops.js': `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${ops}`,
    'use.ts': "import { map } from 'lib/ops';\n",
  });
  const { outcomes } = await plan([{ canonical: 'lib#map', legacy: ['lib/ops#map'] }]);
  expect(outcomes.flatMap(({ edits }) => edits.map((edit) => edit.tier))).toEqual([tier]);
});
