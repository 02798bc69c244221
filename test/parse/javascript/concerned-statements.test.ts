import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { blank } from '../../../src/parse/javascript/concerned-statements.ts';
import { quotedTexts } from '../../../src/parse/javascript/specifiers-in-text.ts';
import { readFixtures } from '../../support/fixtures.ts';

/** What a run of Node gives of each text: jest cannot load the native parser. */
interface Judged {
  readonly part: string | null;
  /** Where modules are named in the whole program and in the part, as far as these are places that were asked for. */
  readonly whole: readonly string[];
  readonly ofPart: readonly string[];
}

interface Case {
  readonly path: string;
  readonly text: string;
}

const script = `
import { readFileSync } from 'node:fs';
import { concernedStatements } from '${distOf('concerned-statements')}';
import { moduleReferences } from '${distOf('module-references')}';
import { dialectOf, parseJavaScript } from '${distOf('syntax-tree')}';
const named = (text, dialect, places) => {
  try {
    const references = moduleReferences(parseJavaScript(text, dialect).file);
    return references
      .filter(({ start }) => places.some((place) => place.start === start))
      .map(({ form, start, end, specifier, parents }) => [form, start, end, specifier, ...parents.map(({ type }) => type)].join(' '));
  } catch (error) { return [error.message]; }
};
const judge = ({ path, text, places }) => {
  const dialect = dialectOf(path, text);
  const part = concernedStatements(text, dialect, places);
  return { part: part ?? null, whole: named(text, dialect, places), ofPart: part === undefined ? [] : named(part, dialect, places) };
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(judge)));
`;

function distOf(module: string): string {
  return fileURLToPath(new URL(`../../../dist/src/parse/javascript/${module}.js`, import.meta.url));
}

/** Every text between quotes is a place that may name a module. */
function judge(cases: readonly Case[]): Judged[] {
  const input = cases.map(({ path, text }) => ({ path, text, places: quotedTexts(text, () => true) }));
  const args = ['--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, args, { input: JSON.stringify(input), encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Judged[];
}

describe('the statements that name modules', () => {
  test('name the same modules, in the same places, as the whole of each fixture', () => {
    const cases = readFixtures('javascript')
      .filter(({ path }) => !/\.(?:vue|svelte)$/.test(path))
      .map(({ path, input }) => ({ path, text: input.toString().replace(/^\ufeff/, '') }));
    const judged = judge(cases);
    for (const { part, whole, ofPart } of judged) if (part !== null) expect(ofPart).toEqual(whole);
    expect(judged.filter(({ part }) => part !== null).length).toBeGreaterThan(150);
  });

  const text = [
    '#!/usr/bin/env node',
    "import a from 'a' // no semicolon",
    'const text = `import z from "z"`, { b } = other;',
    "export { b } from './b';",
    'export const c = { d() {} }',
    '/** @type {import("./d").D} */',
    'function unrelated() { /* 😀 */ }',
    "jest.mock('./e', () => ({ e: jest.fn() }))",
    "type F = import('./f').F;\r",
    '',
  ].join('\n');

  test('stand where they stood, and nothing else does', () => {
    const [judged] = judge([{ path: 'a.ts', text }]);
    const kept = [
      "import a from 'a'",
      "export { b } from './b';",
      '/** @type {import("./d").D} */',
      "type F = import('./f').F;",
    ];
    const lines = text.split('\n');
    expect(judged?.part).toBe(
      [
        blank(lines[0] ?? ''),
        `${kept[0]}${blank(' // no semicolon')}`,
        // What stands between quotes is a place.
        lines[2],
        kept[1],
        blank(lines[4] ?? ''),
        kept[2],
        blank(lines[6] ?? ''),
        lines[7],
        `${kept[3]}\r`,
        '',
      ].join('\n'),
    );
    expect(judged?.ofPart).toEqual(judged?.whole);
  });

  test.each([
    ['a syntax error', 'a.ts', "import a from 'a';\nfunction ("],
    ['a name that is declared twice', 'a.ts', "import a from 'a';\nlet b; let b;"],
    ['Flow with a pragma', 'a.js', "// @flow\nimport type { A } from 'a';"],
    ['Flow without one', 'a.js', "import { type A } from 'a';\nconst b: A = 1;"],
    ['a script', 'a.js', "var a = require('a');\nwith (a) {}"],
    ['a return at the top', 'a.cjs', "const a = require('a');\nreturn a;"],
  ])('are not taken from %s', (_, path, program) => {
    expect(judge([{ path, text: program }])[0]?.part).toBeNull();
  });
});
