import { describe, expect, test } from '@jest/globals';
import { javascriptTree, moves, refusals } from '../support/javascript-tree.ts';

const { plan, read, run, write } = javascriptTree();
const toNew = [{ canonical: './src/new#A', legacy: ['./src/lib/old#A'] }];
const modules = { 'src/lib/old.ts': "export { A } from '../new';\n", 'src/new.ts': 'export const A = 1;\n' };
const importOf = (specifier: string): string => `import { A } from '${specifier}';\n`;

describe('aliases of bundlers and test runners', () => {
  test.each<[string, string, string]>([
    ['package.json', '{ "jest": { "moduleNameMapper": { "^~/(.*)$": "<rootDir>/src/$1" } } }', '~/lib/old'],
    ['jest.config.json', '{ "moduleNameMapper": { "^legacy$": ["<rootDir>/src/lib/old"] } }', 'legacy'],
    ['vite.config.ts', "export default { resolve: { alias: { '~': path.resolve(__dirname, 'src') } } };", '~/lib/old'],
    [
      'vitest.config.mts',
      "export default defineConfig({ resolve: { alias: [{ find: /^~\\//, replacement: fileURLToPath(new URL('./src/', import.meta.url)) }] } });",
      '~/lib/old',
    ],
    [
      'webpack.config.js',
      "const alias = { old$: __dirname + '/src/lib/old.ts' };\nmodule.exports = { resolve: { alias } };",
      'old',
    ],
    [
      'next.config.mjs',
      "export default { webpack(c) { c.resolve.alias['~'] = `${process.cwd()}/src`; return c; } };",
      '~/lib/old',
    ],
    ['.babelrc', '{ "plugins": [["module-resolver", { "alias": { "~": "./src" } }]] }', '~/lib/old'],
    ['svelte.config.js', 'export default {};', '$lib/old'],
  ])('%s', async (config, text, specifier) => {
    write({ ...modules, [config]: text, 'src/a.ts': importOf(specifier) });
    await run(toNew);
    expect(read('src/a.ts')).toBe(importOf('./new'));
  });

  test('nothing of a configuration is executed, and expressions that anybody wrote are not matched', async () => {
    write({
      ...modules,
      'jest.config.js':
        "throw new Error('executed');\nmodule.exports = { moduleNameMapper: { '^(a+)+~/(.*)$': '<rootDir>/src/$2' } };",
      'src/a.ts': importOf('~/lib/old'),
    });
    expect(refusals(await run(toNew))).toEqual(['src/a.ts:1 unknown-alias ./src/lib/old#A']);
  });
});

describe('a specifier that leads nowhere and looks like a legacy module', () => {
  test('is listed', async () => {
    const text = `${importOf('~/lib/old')}jest.mock('@/lib/old');\nexport * from 'app/lib/old';\nconst x = \`\${x}/lib/old\`;\n`;
    write({ ...modules, 'package.json': '{ "dependencies": { "lodash": "4" } }', 'src/a.ts': text });
    const applied = await run([{ canonical: './src/new', legacy: ['./src/lib/old'] }]);
    expect(refusals(applied)).toEqual([
      'src/a.ts:1 unknown-alias ./src/lib/old#A',
      'src/a.ts:3 unknown-alias ./src/lib/old',
      'src/a.ts:2 unknown-alias ./src/lib/old',
    ]);
    expect(applied.outcomes[0]?.diagnostics).toEqual([]);
    expect(applied.outcomes[0]?.refused[0]?.message).toBe(
      'it looks like the legacy module src/lib/old.ts, but ~ is not known here',
    );
  });

  test.each([
    'lodash/lib/old',
    'other/old',
    'node:lib/old',
    'https://example.org/lib/old',
    '~/other/old',
    './missing/lib/old',
  ])('is not %s', async (specifier) => {
    write({ ...modules, 'package.json': '{ "dependencies": { "lodash": "4" } }', 'src/a.ts': importOf(specifier) });
    expect((await run(toNew)).outcomes).toEqual([]);
  });
});

describe('configurations of TypeScript', () => {
  const paths = '"paths": { "@/*": ["./src/*"] }';

  test('one that extends what is not there counts with what it says itself', async () => {
    write({
      ...modules,
      'tsconfig.json': `{ "extends": ["@tsconfig/strictest/tsconfig.json", "./.svelte-kit/tsconfig.json"], "compilerOptions": { ${paths} } }`,
      'src/a.ts': importOf('@/lib/old'),
      'src/b.ts': importOf('@/lib/old'),
    });
    expect((await plan(toNew)).warnings).toEqual([
      'tsconfig.json extends "./.svelte-kit/tsconfig.json", which does not exist: its settings are ignored',
      'tsconfig.json extends "@tsconfig/strictest/tsconfig.json", which does not exist: its settings are ignored',
    ]);
    await run(toNew);
    expect(read('src/a.ts')).toBe(importOf('./new'));
  });

  test('two that extend each other', async () => {
    write({
      ...modules,
      'tsconfig.json': `{ "extends": "./tsconfig.base.json", "compilerOptions": { ${paths} } }`,
      'tsconfig.base.json': '{ "extends": "./tsconfig.json" }',
      'src/a.ts': importOf('@/lib/old'),
    });
    await run(toNew);
    expect(read('src/a.ts')).toBe(importOf('./new'));
  });

  test('of several in a folder, the one that includes the file', async () => {
    write({
      ...modules,
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./tools" }] }',
      'tsconfig.app.json': `{ "compilerOptions": { ${paths} }, "include": ["src"] }`,
      'tools/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
      'src/a.ts': importOf('@/lib/old'),
      'src/page.vue': `<script>\n${importOf('@/lib/old')}</script>\n`,
      'vite.config.ts': importOf('./src/lib/old'),
      'tools/b.ts': importOf('@/lib/old'),
    });
    const applied = await run([{ canonical: '@/new', legacy: ['@/lib/old'] }]);
    expect(read('src/a.ts')).toBe(importOf('@/new'));
    expect(read('src/page.vue')).toContain(importOf('@/new'));
    // This one does not know the alias.
    expect(refusals(applied)).toEqual(['vite.config.ts:1 target-not-found ./src/lib/old#A'.replace('./src', '@')]);
    expect(read('tools/b.ts')).toBe(importOf('@/lib/old'));
  });

  test('modules that are gone, by references, baseUrl and several targets', async () => {
    write({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json':
        '{ "compilerOptions": { "baseUrl": "src", "paths": { "@/*": ["./generated/*", "./*"] } }, "include": ["src"] }',
      'src/new.ts': 'export const A = 1;\n',
      'src/lib/kept.ts': '',
      'src/a.ts': importOf('@/lib/old') + importOf('lib/old') + importOf('./lib/old.js') + importOf('react/old'),
    });
    const applied = await run([{ canonical: './src/new#A', legacy: ['@/lib/old#A'] }]);
    expect(moves(applied).map((move) => move.split(' ')[0])).toEqual(['src/a.ts:1', 'src/a.ts:2', 'src/a.ts:3']);
  });

  test('rootDirs, and what the Map names by an alias of a folder further down', async () => {
    write({
      'web/tsconfig.json': `{ "compilerOptions": { ${paths}, "rootDirs": ["./src", "./generated"] } }`,
      'web/src/new.ts': 'export const A = 1;\n',
      'web/generated/old.ts': "export { A } from '../src/new';\n",
      'web/src/a.ts': importOf('./old'),
      'web/src/b.ts': importOf('@/older'),
    });
    const applied = await run([
      { canonical: '@/new', legacy: ['@/older'] },
      { canonical: '@/new', legacy: ['./web/generated/old'] },
    ]);
    expect(refusals(applied)).toEqual([]);
    expect([read('web/src/a.ts'), read('web/src/b.ts')]).toEqual([importOf('@/new'), importOf('@/new')]);
  });
});

describe('packages of a workspace that are not linked', () => {
  const core = (manifest: object) => ({
    'packages/core/package.json': JSON.stringify({ name: '@s/core', ...manifest }),
    'packages/core/src/index.ts': "export { A } from './fresh';\n",
    'packages/core/src/deep/old.ts': "export { A } from '../fresh';\n",
    'packages/core/src/fresh.ts': 'export const A = 1;\n',
  });
  const map = [
    { canonical: './src/new#A', legacy: ['./packages/core/src/index.ts#A', './packages/core/src/deep/old#A'] },
  ];

  test.each<[string, object, Record<string, string>]>([
    [
      'a condition of its own',
      { exports: { '.': { '@s/source': './src/index.ts', default: './dist/index.js' }, './*': './src/*.ts' } },
      { 'package.json': '{ "workspaces": ["packages/*"] }' },
    ],
    [
      'what it is built to, with pnpm',
      { exports: { '.': './dist/index.js', './deep/*': './dist/deep/*.js' } },
      { 'pnpm-workspace.yaml': 'packages:\n  # all\n  - "packages/*"\n  - \'!packages/other\'\n' },
    ],
    [
      'main, with yarn',
      { main: 'dist/cjs/index.js' },
      { 'package.json': '{ "workspaces": { "packages": ["./packages/**"] } }' },
    ],
  ])('%s', async (_, manifest, top) => {
    write({
      ...core(manifest),
      ...top,
      'src/new.ts': 'export const A = 1;\n',
      'src/a.ts': importOf('@s/core') + importOf('@s/core/deep/old'),
    });
    const applied = await run(map);
    expect(moves(applied).map((move) => move.split(' ')[0])).toEqual(['src/a.ts:1', 'src/a.ts:2']);
  });

  test('imports of package.json that lead to what is gone', async () => {
    write({
      'package.json': '{ "imports": { "#lib/*": { "default": "./src/lib/*.ts" } } }',
      'src/new.ts': 'export const A = 1;\n',
      'src/a.ts': importOf('#lib/old'),
    });
    await run(toNew);
    expect(read('src/a.ts')).toBe(importOf('./new'));
  });
});
