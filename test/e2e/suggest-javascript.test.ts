import { describe, expect, test } from '@jest/globals';
import { parse } from 'jsonc-parser';
import type { UserConfig } from '../../src/index.ts';
import type { Suggestion } from '../../src/model/suggestion.ts';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, git, makeFolder, makeRepository, read, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

function suggestIn(folder: string, ...args: readonly string[]): Suggestion {
  const { exitCode, stdout, stderr } = codemod(folder, ['suggest', '--format', 'json', ...args]);
  expect([exitCode, stderr.includes('ssot-codemod:')]).toEqual([0, false]);
  return JSON.parse(stdout) as Suggestion;
}

const suggest = (files: Files, ...args: readonly string[]): Suggestion => suggestIn(makeFolder(files), ...args);

const entriesOf = ({ entries }: Suggestion): string[] =>
  entries.map(
    ({ canonical, legacy, class: kind, isDecided }) =>
      `${isDecided ? '' : '// '}${canonical} <- ${legacy.join(' ')} (${kind})`,
  );

/** A class that a barrel hands on, and which files import from both. */
const barrel: Files = {
  'src/lib/index.ts': "export { Store } from './store';\n",
  'src/lib/store.ts': 'export class Store {}\n',
  'src/one.ts': "import { Store } from './lib';\nnew Store();\n",
  'src/two.ts': "import { Store } from './lib/store';\nnew Store();\n",
  'src/three.tsx': "import { Store } from './lib/store';\nnew Store();\n",
};

describe('several paths of JavaScript', () => {
  test('the definition wins where it is used most', () => {
    const found = suggest(barrel);
    expect(entriesOf(found)).toEqual(['./src/lib/store#Store <- ./src/lib#Store (several-paths)']);
    expect(found.severalPaths).toMatchObject([
      {
        section: 'javascript',
        definition: 'src/lib/store.ts#Store',
        moving: 1,
        candidates: [{ reasons: ['defined here', 'most used in production'] }, {}],
      },
    ]);
    expect(found.facades).toMatchObject([{ module: './src/lib', uses: { production: 1 } }]);
  });

  test('an alias that files use most is how the Map writes a module', () => {
    const found = suggest({
      ...barrel,
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
      'src/two.ts': "import { Store } from '@/lib/store';\nnew Store();\n",
      'src/three.tsx': "import { Store } from '@/lib/store';\nnew Store();\n",
    });
    expect(entriesOf(found)).toEqual(['@/lib/store#Store <- ./src/lib#Store (several-paths)']);
  });

  test.each<[string, Files]>([
    ['the barrel alone', { ...barrel, 'src/two.ts': '', 'src/three.tsx': '' }],
    ['packages', { 'one.ts': "import { a } from 'pkg';\na();\n", 'two.ts': "import { a } from 'pkg/a';\na();\n" }],
    ['two definitions', { ...barrel, 'src/lib/index.ts': 'export class Store {}\n' }],
  ])('%s is no fragmentation', (_, files) => {
    expect(suggest(files).severalPaths).toEqual([]);
  });

  test('an import that is exported again is no use of its own', () => {
    const index = "import { Store } from './store';\nexport { Store };\n";
    expect(
      suggest({ ...barrel, 'src/lib/index.ts': index, 'src/two.ts': '', 'src/three.tsx': '' }).severalPaths,
    ).toEqual([]);
  });

  test('another name is listed apart', () => {
    const found = suggest({
      'a.ts': 'class Store {}\nexport { Store, Store as Keeper };\n',
      'one.ts': "import { Store } from './a';\nnew Store();\n",
      'two.ts': "import { Keeper } from './a';\nnew Keeper();\n",
    });
    expect(found.severalPaths).toEqual([]);
    expect(found.roleAliases).toMatchObject([{ definition: 'a.ts#Store', paths: [{ path: './a#Keeper' }] }]);
  });
});

describe('imports of JavaScript that fail', () => {
  const use = "import { Store } from './gone';\nnew Store();\n";

  test.each<[string, Files, readonly string[]]>([
    ['the one definition', { 'src/new.ts': 'export class Store {}\n' }, ['./src/new#Store <- ./gone#Store (dangling)']],
    ['two definitions', { 'a.ts': 'export class Store {}\n', 'b.ts': 'export class Store {}\n' }, []],
    ['none', { 'a.ts': 'export class Other {}\n' }, []],
  ])('%s', (_, files, entries) => {
    const found = suggest({ 'one.ts': use, ...files });
    expect(found.dangling.map(({ path }) => path)).toEqual(['./gone#Store']);
    expect(entriesOf(found)).toEqual(entries);
  });

  test('packages and styles are none', () => {
    const found = suggest({
      'one.ts': "import a from 'pkg';\nimport b from './style.css';\nimport c from '@scope/x/y';\na(b, c);\n",
    });
    expect(found.dangling).toEqual([]);
  });
});

test('what is written moves the imports, and is not proposed again', () => {
  const folder = makeFolder({ ...barrel, 'src/four.ts': "import { Store } from './gone';\nnew Store();\n" });
  codemod(folder, ['suggest', '--write', 'ssot.config.json']);
  const config = parse(read(folder, 'ssot.config.json'), [], { allowTrailingComma: true }) as UserConfig;
  expect(config.javascript?.map).toHaveLength(2);
  expect(codemod(folder, ['apply']).exitCode).toBe(0);
  expect(read(folder, 'src/one.ts')).toContain("from './lib/store'");
  expect(read(folder, 'src/four.ts')).toContain("from './lib/store'");
  expect(suggestIn(folder)).toMatchObject({ severalPaths: [], dangling: [], entries: [] });
});

test('what the Map cannot say is no entry', () => {
  const folder = makeFolder({
    ...barrel,
    'lib/index.ts': "export { a as 'a-b', c } from './x#y';\n",
    'lib/x#y.ts': 'export const a = 1;\nexport const c = 2;\n',
    'one.ts': "import { 'a-b' as d, c } from './lib';\nd(c);\n",
    'two.ts': "import { a, c } from './lib/x#y';\nimport { 'e-f' as g } from './lib/gone#z';\na(c, g);\n",
    'three.ts': "import { c } from './lib/x#y';\nc();\n",
  });
  codemod(folder, ['suggest', '--choose', 'definition', '--write', 'ssot.config.json']);
  expect(codemod(folder, ['dry-run']).exitCode).toBe(0);
});

test('a file that cannot be parsed is said', () => {
  expect(suggest({ ...barrel, 'bad.ts': 'const = ;\n' }).unreadable).toMatchObject([{ path: 'bad.ts' }]);
});

withGit.test('--from-git follows files and exports (needs git)', () => {
  const folder = makeRepository({
    'src/a.ts': 'export class Store {\n  get() {}\n}\nexport const other = 1;\n',
    'src/whole.ts': 'export function whole() {\n  return 1;\n}\n',
    'one.ts': "import { Store } from './src/a';\nimport { whole } from './src/whole';\nwhole(Store);\n",
  });
  addFiles(folder, { 'src/a.ts': 'export const other = 1;\n', 'src/b.ts': 'export class Store {\n  get() {}\n}\n' });
  git(folder, 'mv', 'src/whole.ts', 'src/part.ts');
  commitAll(folder);
  const found = suggestIn(folder, '--from-git', 'HEAD~1');
  expect(found.moved.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    './src/a#Store -> ./src/b#Store',
    './src/whole -> ./src/part',
  ]);
});
