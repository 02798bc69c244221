import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { javascriptTree, refusals } from '../support/javascript-tree.ts';

const { read, root, run, write } = javascriptTree();
const importOf = (specifier: string): string => `import { A } from '${specifier}';\nconsole.log(A);\n`;

/** The errors that the compiler finds in the project of the tree. */
function compilerErrors(): string[] {
  const file = path.join(root(), 'tsconfig.json');
  const parsed = ts.parseJsonConfigFileContent(
    ts.readConfigFile(file, (name) => ts.sys.readFile(name)).config,
    ts.sys,
    root(),
  );
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('what a specifier ends with', () => {
  const bundler = { module: 'esnext', moduleResolution: 'bundler' };
  const nodenext = { module: 'nodenext' };
  const paths = { paths: { '@/*': ['./src/*'] } };

  test.each<[string, object, string, string, string]>([
    ['bundler: none stays none', bundler, './src/new.ts', './old', './new'],
    ['bundler: .js stays .js', bundler, './src/new.ts', './old.js', './new.js'],
    [
      'bundler: .ts where it may be',
      { ...bundler, allowImportingTsExtensions: true },
      './src/new',
      './old.ts',
      './new.ts',
    ],
    [
      'nodenext, rewritten: .js for an alias',
      { ...nodenext, ...paths, rewriteRelativeImportExtensions: true },
      '@/new',
      './old.ts',
      '@/new.js',
    ],
    [
      'nodenext: .ts for an alias where it may be',
      { ...nodenext, ...paths, allowImportingTsExtensions: true },
      '@/new',
      './old.ts',
      '@/new.ts',
    ],
    ['nodenext: .js', nodenext, './src/new.ts', './old.js', './new.js'],
    [
      'nodenext, rewritten: .ts',
      { ...nodenext, rewriteRelativeImportExtensions: true },
      './src/new',
      './old.ts',
      './new.ts',
    ],
    ['nodenext: the index of a folder', nodenext, './src/folder', './old.js', './folder/index.js'],
    ['nodenext: a module of ES', nodenext, './src/es.mts', './old.js', './es.mjs'],
    ['nodenext: from an alias to a path', { ...nodenext, ...paths }, './src/new', '@/old.js', './new.js'],
    ['nodenext: from a path to an alias', { ...nodenext, ...paths }, '@/new', './old.js', '@/new.js'],
    ['nodenext: the index of an alias', { ...nodenext, ...paths }, '@/folder', './old.js', '@/folder/index.js'],
    ['bundler: an alias that says .ts', { ...bundler, ...paths }, '@/new.ts', './old', '@/new'],
    ['bundler: from an alias to a path', { ...bundler, ...paths }, './src/new.ts', '@/old', './new'],
    ['bundler: .tsx', { ...bundler, jsx: 'preserve' }, './src/view.tsx', './old.js', './view.js'],
  ])(
    '%s',
    async (_, compilerOptions, canonical, legacy, expected) => {
      const options = {
        types: [],
        noEmit: true,
        strict: true,
        skipLibCheck: true,
        target: 'es2022',
        ...compilerOptions,
      };
      write({
        'tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['src'] }),
        'package.json': '{ "type": "module" }',
        'src/old.ts': 'export const A = 1;\n',
        'src/new.ts': 'export const A = 1;\n',
        'src/es.mts': 'export const A = 1;\n',
        'src/view.tsx': 'export const A = 1;\n',
        'src/folder/index.ts': 'export const A = 1;\n',
        'src/a.ts': importOf(legacy),
      });
      expect(compilerErrors()).toEqual([]);
      await run([{ canonical: `${canonical}#A`, legacy: ['./src/old#A'], replaces: true }], {
        javascript: { tsconfig: ['tsconfig.json'] },
      });
      expect(read('src/a.ts')).toBe(importOf(expected));
      expect(compilerErrors()).toEqual([]);
    },
    60_000,
  );
});

describe('packages of a repository', () => {
  const packages = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/a/package.json': '{ "name": "@s/a", "exports": { ".": "./src/index.ts", "./*": "./src/*.ts" } }',
    'packages/a/src/index.ts': "export * from './old';\n",
    'packages/a/src/old.ts': "export * from './deep/new';\n",
    'packages/a/src/deep/new.ts': 'export const A = 1;\n',
    'packages/a/src/use.ts': importOf('./old'),
    'packages/a/src/by-name.ts': importOf('@s/a/old'),
    'packages/b/package.json': '{ "name": "@s/b", "exports": "./use.ts" }',
    'packages/b/use.ts': importOf('@s/a/old'),
    'packages/b/by-path.ts': importOf('../a/src/old'),
  };

  test.each(['./packages/a/src/deep/new', '@s/a/deep/new'])(
    'each import keeps its style, onto %s',
    async (canonical) => {
      write(packages);
      await run([{ canonical, legacy: ['./packages/a/src/old'] }]);
      expect(read('packages/a/src/use.ts')).toBe(importOf('./deep/new'));
      expect(read('packages/a/src/by-name.ts')).toBe(importOf('@s/a/deep/new'));
      expect(read('packages/b/use.ts')).toBe(importOf('@s/a/deep/new'));
      expect(read('packages/b/by-path.ts')).toBe(
        importOf(canonical.startsWith('.') ? '../a/src/deep/new' : '@s/a/deep/new'),
      );
    },
  );

  test('what a package does not let others import is refused', async () => {
    write({ ...packages, 'packages/a/package.json': '{ "name": "@s/a", "exports": { "./old": "./src/old.ts" } }' });
    const plan = await run([{ canonical: './packages/a/src/deep/new', legacy: ['./packages/a/src/old'] }]);
    expect(refusals(plan)).toEqual(['packages/b/use.ts:1 target-not-found ./packages/a/src/old#A']);
    expect(read('packages/a/src/by-name.ts')).toBe(importOf('./deep/new'));
  });
});
