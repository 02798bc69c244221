import type { File } from '@babel/types';
import { describe, expect, test } from '@jest/globals';
import type { Range } from '../../../src/model/range.ts';
import { moduleReferences } from '../../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../../src/parse/javascript/module-references.ts';
import { nativeTree } from '../../../src/parse/javascript/native-tree.ts';
import { parseProgram } from '../../../src/parse/javascript/program.ts';
import { scriptBlocks } from '../../../src/parse/javascript/script-blocks.ts';
import { quotedTexts } from '../../../src/parse/javascript/specifiers-in-text.ts';
import { dialectOf, parseJavaScript, walk } from '../../../src/parse/javascript/syntax-tree.ts';
import { readFixtures } from '../../support/fixtures.ts';

/** Every text between quotes may name a module. */
const placesIn = (text: string): readonly Range[] => quotedTexts(text, () => true, undefined);

/** The references to modules in some places of a tree: form, ranges, and the nodes around. */
function named(file: File, places: readonly Range[]): string[] {
  const describeNode = ({ type, start, end }: ModuleReference['node']): string => `${type} ${start}-${end}`;
  return moduleReferences(file)
    .filter(({ start }) => places.some((place) => place.start === start))
    .map(({ form, specifier, start, end, node, parents }) =>
      [form, specifier, start, end, ...[...parents.slice(1), node].map(describeNode)].join(' '),
    );
}

/** Every node of a tree that has something to do with modules, as far as both parsers give it. */
function shapeOf(file: File): string[] {
  const nodes: string[] = [];
  walk(file.program, (node) => {
    if (node.type !== 'Program') nodes.push(`${node.type} ${node.start}-${node.end}`);
  });
  return nodes.toSorted();
}

describe('the tree of the native parser', () => {
  test('names the same modules as that of Babel, in the same places, in each fixture', () => {
    const programs = readFixtures('javascript').flatMap(({ path, input }) =>
      scriptBlocks(path, input.toString().replace(/^\ufeff/, '')),
    );
    let count = 0;
    for (const { text, dialect } of programs) {
      const places = placesIn(text);
      const [whole, part] = [nativeTree(text, dialect, undefined), nativeTree(text, dialect, places)];
      if (!whole || !part) continue;
      count++;
      const { file } = parseJavaScript(text, dialect);
      expect(named(whole, places)).toEqual(named(file, places));
      expect(named(part, places)).toEqual(named(file, places));
      // Import and export statements alone, which are parsed apart from the rest.
      const heads = placesIn(text).filter(({ start }) =>
        moduleReferences(part).some(
          (reference) => reference.start === start && /^(?:import|export-from)$/.test(reference.form),
        ),
      );
      const head = nativeTree(text, dialect, heads);
      expect(head && named(head, heads)).toEqual(named(file, heads));
    }
    expect(count).toBeGreaterThan(150);
  });

  test.each([
    ["import a, { b as c, default as d, type E, 'f g' as h } from 'x' with { type: 'json' };"],
    ["import * as a from 'x'; import 'y'; import type { B } from 'z'; import {} from 'w'"],
    ["export { a, type B, c as 'd e' } from 'x'; export * from 'y'; export type { F } from 'z'"],
    ["export /* * */ * /* as * */ as name from 'x';"],
    ["import a = require('x'); export import b = require('y'); import type c = require('z');"],
    ["const { a, 'b': c, d = 1, ...e } = require('x'), [f] = [require('y').g];"],
    ["import('x').then(({ a }) => a); const m = await import('y', { with: { type: 'json' } });"],
    ["require('x')?.a; require?.('y').b!.c; (require('z')?.d).e; a?.[require('w')]!;"],
    ["jest.mock('x', () => ({ a: 1, b() { return 2 }, get c() { return 3 }, async *d() {}, [e]: 4, ...f }));"],
    ["class A { #p = require('x'); #m() { require('y') } static { require('z') } get a() { return import('w') } }"],
    [
      "abstract class A { abstract a(): import('x').B; declare b: 1; m(): void; m(n?: 2) {} constructor(private c = require('y')) {} }",
    ],
    [
      "declare module './x' { interface A {} } declare module a.b { const c: 1 } namespace d { export const f = require('y') }",
    ],
    ["type A = import('./x').B.C<import('y').D>; let v: typeof import('z');"],
    ['const s = require(`x`), t = `${require("y")}`, r = /["\']/, n = 10n;'],
    ['function f(require) { require("x") }\nlabel: for (const a of require("y")) continue label;'],
  ])('has the shape of that of Babel: %s', (text) => {
    const { file } = parseJavaScript(text, 'ts');
    const native = nativeTree(text, 'ts', undefined);
    // Other nodes of another shape are not read: a comma, a template's text, a name with parts.
    const isRead = (node: string): boolean =>
      !/^(?:TemplateElement|NumericLiteral|BigIntLiteral|RegExpLiteral|Literal|TSModule\w+|Identifier|PrivateName|Import|TSLiteralType|TSTypeQuery) /.test(
        node,
      );
    expect(native && shapeOf(native).filter(isRead)).toEqual(shapeOf(file).filter(isRead));
    expect(native && named(native, placesIn(text))).toEqual(named(file, placesIn(text)));
  });

  const text = [
    '#!/usr/bin/env node',
    "import a from 'a' // no semicolon",
    'const text = `import z from "z"`, { b } = other;',
    "export { b } from './b';export {a}",
    'export const c = { d() {} }',
    '/** @type {import("./d").D} */',
    'function unrelated() { /* 😀 */ }',
    "jest.mock('./e', () => ({ e: jest.fn() }))",
    "type F = import('./f').F;\r",
    '',
  ].join('\n');

  test('holds the statements that may name a module, where they stand, and nothing else', () => {
    const lines = (places: readonly Range[]): (number | undefined)[] | undefined => {
      const tree = nativeTree(text, 'ts', places);
      return [...(tree?.program.body ?? []), ...(tree?.comments ?? [])].map(
        ({ start }) => text.slice(0, start ?? 0).split('\n').length,
      );
    };
    expect(lines([])).toEqual([2, 4]);
    const placeOf = (quoted: string): Range => ({
      start: text.indexOf(quoted),
      end: text.indexOf(quoted) + quoted.length,
    });
    expect(lines([placeOf("'./b'")])).toEqual([2, 4]);
    expect(lines([placeOf("'./e'")])).toEqual([2, 4, 8]);
    expect(lines([placeOf('"./d"')])).toEqual([2, 4, 6]);
    expect(lines([placeOf('"z"'), placeOf("'./f'")])).toEqual([2, 3, 4, 9]);
  });

  test.each([
    ['a syntax error', 'a.ts', "import a from 'a';\nfunction ("],
    ['a name that is declared twice', 'a.ts', "import a from 'a';\nlet b; let b;"],
    ['Flow with a pragma', 'a.js', "// @flow\nimport type { A } from 'a';"],
    ['Flow without one', 'a.js', "import { type A } from 'a';\nconst b: A = 1;"],
    ['a script', 'a.js', "var a = require('a');\nwith (a) {}"],
    ['a return at the top', 'a.cjs', "const a = require('a');\nreturn a;"],
  ])('is not taken of %s', (_, path, program) => {
    expect(nativeTree(program, dialectOf(path, program), undefined)).toBeUndefined();
  });
});

test.each([
  ['ts', "import { a } from './a';\n"],
  ['flow', "// @flow\nimport { type A } from './a';\nconst a: ?A = null;\n"],
] as const)('what a program in %s became is parsed again', (dialect, text) => {
  const program = parseProgram({ text, dialect }, undefined);
  expect(program.errorIn(text.replace('./a', './b'))).toBeUndefined();
  expect(program.errorIn(text.replace('from', ''))).toEqual(expect.any(String));
  expect(program.errorIn(`${text}let x;\nlet x;\n`)).toEqual(expect.any(String));
});
