import { SourceTextModule } from 'node:vm';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { moduleExports } from '../../../src/parse/javascript/module-exports.ts';
import type { JavaScriptProject } from '../../../src/resolve/javascript/javascript-project.ts';
import { StaticExports } from '../../../src/resolve/javascript/static-exports.ts';

const files = ['a.mjs', 'b.mjs', 'c.mjs', 'd.mjs'];
const names = ['X', 'Y'];
const questions = files.flatMap((file) => names.map((name) => [file, name] as const));
const order = fc.shuffledSubarray([...questions], { minLength: questions.length });
const file = fc.constantFrom(...files);
const name = fc.constantFrom(...names);
const star = file.map((from) => `export * from './${from}';`);
const local = name.map((bound) => `export const ${bound} = {};`);
const named = fc
  .tuple(file, name, name)
  .map(([from, imported, exported]) => `export { ${imported} as ${exported} } from './${from}';`);

function sources(statement: fc.Arbitrary<string>): fc.Arbitrary<Readonly<Record<string, string>>> {
  const source = fc
    .uniqueArray(statement, { maxLength: 3, selector: (text) => /(?:const|as) \w/.exec(text)?.[0].at(-1) ?? text })
    .map((statements) => statements.join('\n'));
  return fc
    .tuple(source, source, source, source)
    .map((texts) => Object.fromEntries(files.map((each, k) => [each, texts[k] ?? ''])));
}

function exportsOf(texts: Readonly<Record<string, string>>): StaticExports {
  const project: JavaScriptProject = {
    locate: (_, specifier) => ({ key: specifier.slice(2), isFound: true, others: [] }),
    locateInMap: (specifier) => ({ key: specifier, isFound: false, isRootPath: true, others: [] }),
    elementFactories: () => [],
    allowsSourceEndings: () => false,
    isPackage: () => false,
    packageOf: () => undefined,
    needsEndings: () => false,
    warnings: new Set(),
    exportsOf: (path) => moduleExports(path, texts[path] ?? ''),
    callableOf: () => undefined,
    declarationsOf: () => undefined,
    hasRootMocks: false,
    isFreeOfEffects: () => false,
    importsOf: () => [],
    isConsulted: true,
    root: '/',
  };
  return new StaticExports(project);
}

test('what an export leads to does not depend on what was asked before', () => {
  fc.assert(
    fc.property(sources(fc.oneof(star, local, named)), order, (texts, asked) => {
      const exports = exportsOf(texts);
      for (const [path, exported] of asked)
        expect(exports.define(path, exported)).toEqual(exportsOf(texts).define(path, exported));
    }),
    { numRuns: 2000 },
  );
});

test('modules that export each other have the names that Node gives them', async () => {
  await fc.assert(
    fc.asyncProperty(sources(fc.oneof(star, local)), order, async (texts, asked) => {
      const modules = new Map(files.map((path) => [path, new SourceTextModule(texts[path] ?? '')]));
      for (const module of modules.values())
        if (module.status === 'unlinked')
          await module.link((specifier) => modules.get(specifier.slice(2)) ?? Promise.reject(new Error(specifier)));
      const exports = exportsOf(texts);
      for (const [path, exported] of asked) {
        const { state } = exports.define(path, exported);
        const isExported = exported in (modules.get(path)?.namespace ?? {});
        // Two modules may bring one name: Node's answer depends on which one it comes to first, where they lead to each other.
        if (state !== 'unknown')
          expect([path, exported, state]).toEqual([path, exported, isExported ? 'found' : 'missing']);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the names of a module that many ways of `export *` lead to', () => {
  const layers = 60;
  const texts: Record<string, string> = { 'end.mjs': 'export const X = {};\nexport default {};\n' };
  for (let layer = 0; layer < layers; layer++)
    for (const side of ['l', 'r'])
      texts[`${side}${layer}.mjs`] =
        layer + 1 === layers
          ? "export * from './end.mjs';\nexport * from './l0.mjs';\n"
          : `export * from './l${layer + 1}.mjs';\nexport * from './r${layer + 1}.mjs';\n`;
  expect(exportsOf({ ...texts, 'a.mjs': "export * from './l0.mjs';\nexport default {};\n" }).names('a.mjs')).toEqual(
    new Set(['default', 'X']),
  );
  expect(exportsOf(texts).names('l0.mjs')).toEqual(new Set(['X']));
});
