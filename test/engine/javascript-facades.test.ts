import { describe, expect, test } from '@jest/globals';
import { javascriptTree, moves, refusals } from '../support/javascript-tree.ts';

describe('a canonical module that hands on what is defined elsewhere', () => {
  const { read, run, write } = javascriptTree();

  test('its own import of the implementation stays, and is no finding', async () => {
    write({
      'src/index.ts': "export { A } from './impl';\nexport * from './more';\nimport './effect';\n",
      'src/impl.ts': 'export const A = 1;\n',
      'src/more.ts': 'export const B = 1;\nconst hidden = 2;\nexport { hidden as C };\n',
      'src/effect.ts': 'globalThis.x = 1;\n',
      'src/use.ts': "import { A } from './impl';\nimport { B } from './more';\n",
    });
    const plan = await run([
      { canonical: './src/index#A', legacy: ['./src/impl#A'] },
      { canonical: './src/index', legacy: ['./src/more', './src/effect'] },
    ]);
    expect(refusals(plan)).toEqual([]);
    expect(moves(plan).map((move) => move.split(' ')[0])).toEqual(['src/use.ts:1', 'src/use.ts:2']);
    expect(read('src/index.ts')).toBe("export { A } from './impl';\nexport * from './more';\nimport './effect';\n");
  });

  test('one that takes the name for itself only', async () => {
    write({
      'src/index.ts': "import { A, helper } from './impl';\nexport { A };\nconsole.log(helper);\n",
      'src/impl.ts': 'export const A = 1;\nexport const helper = 2;\n',
    });
    expect(refusals(await run([{ canonical: './src/index', legacy: ['./src/impl'] }]))).toEqual([]);
  });

  const parts = {
    'core/index.ts': "export { A } from './parts/a';\nexport { B } from './parts/b';\n",
    'core/parts/a.ts': "import { B } from './b';\nimport * as all from './b';\nexport const A = [B, all.B];\n",
    'core/parts/b.ts': 'export class B {}\n',
    'core/parts/a.test.ts': "import { B } from './b';\nnew B();\n",
    'use.ts': "import { B } from './core/parts/b';\nnew B();\n",
  };
  test.each([
    ['by module', [{ canonical: './core', legacy: ['./core/parts/a', './core/parts/b'] }]],
    [
      'by export',
      [
        { canonical: './core#A', legacy: ['./core/parts/a#A'] },
        { canonical: './core#B', legacy: ['./core/parts/b#B'] },
      ],
    ],
  ])('imports between the parts that it loads stay, %s', async (_, map) => {
    write(parts);
    const plan = await run(map);
    expect(moves(plan).map((move) => move.split(' ', 2).join(' '))).toEqual([
      'core/parts/a.test.ts:1 safe',
      'use.ts:1 safe',
    ]);
    expect(refusals(plan)).toEqual([]);
    expect(read('core/parts/a.ts')).toBe(parts['core/parts/a.ts']);
  });

  test.each([
    ['a mock', "jest.mock('./core/parts/b');\n"],
    ['a factory', "vi.mock('./core/parts/b', async (load) => ({ ...(await load()), B: 5 }));\n"],
    ['a spy', "import * as parts from './core/parts/b';\njest.spyOn(parts, 'B');\n"],
    ['a spy on what is required', "const parts = require('./core/parts/b');\nsinon.stub(parts, 'B');\n"],
  ])('%s of a part stays, and holds nothing: the canonical module takes it from there', async (_, text) => {
    write({ ...parts, 'use.test.ts': text });
    const plan = await run([{ canonical: './core', legacy: ['./core/parts/b'] }]);
    expect(moves(plan).map((move) => move.split(' ', 2).join(' '))).toEqual([
      'core/parts/a.test.ts:1 safe',
      'use.ts:1 safe',
    ]);
    expect(refusals(plan)).toEqual([]);
    expect(read('use.test.ts')).toBe(text);
  });

  test('a part that takes a name from where it is only handed on', async () => {
    write({
      ...parts,
      'core/parts/a.ts': "import { B } from '../../old';\nexport const A = [B];\n",
      'old.ts': "export { B } from './core/parts/b';\n",
    });
    const plan = await run([{ canonical: './core', legacy: ['./old'] }]);
    expect(moves(plan)).toEqual(['core/parts/a.ts:1 review ./old#B → ..#B']);
  });

  test('a module that is loaded with it, and stands elsewhere', async () => {
    write({
      ...parts,
      'core/index.ts': `import '../other/start';\n${parts['core/index.ts']}`,
      'other/start.ts': "import { B } from '../core/parts/b';\nnew B();\n",
    });
    const plan = await run([{ canonical: './core', legacy: ['./core/parts/b'] }]);
    expect(moves(plan)[1]).toMatch(/^other\/start\.ts:1 review /);
  });

  test('an import that leads back to its own definition is refused', async () => {
    write({
      'src/index.ts': "import { A as Old } from './old';\nexport class A {}\n",
      'src/old.ts': "export { A } from './index';\n",
    });
    expect(refusals(await run([{ canonical: './src/index#A', legacy: ['./src/old#A'] }]))).toEqual([
      'src/index.ts:1 self-import ./src/old#A',
    ]);
  });

  test('an import of another definition of that name is refused', async () => {
    write({
      'src/index.ts': "import { A as Old } from './old';\nexport class A extends Old {}\n",
      'src/old.ts': 'export class A {}\n',
    });
    expect(refusals(await run([{ canonical: './src/index#A', legacy: ['./src/old#A'], replaces: true }]))).toEqual([
      'src/index.ts:1 self-import ./src/old#A',
    ]);
  });
});

describe('a package of which some exports move elsewhere', () => {
  const { read, run, write } = javascriptTree();

  test('the others go with the package', async () => {
    write({
      'node_modules/new/styles.js': 'export const a = 1;\nexport const undecided = 1;\n',
      'node_modules/styles/index.js': 'export const b = 1;\n',
      'a.ts':
        "import { a } from 'old/styles';\nimport { b } from 'old/styles';\nimport { undecided } from 'old/styles';\n",
    });
    await run(
      [
        { canonical: 'new', legacy: ['old'] },
        { canonical: 'styles#b', legacy: ['old/styles#b'] },
      ],
      { javascript: { unmapped: ['old/styles#undecided'] } },
    );
    expect(read('a.ts')).toBe(
      "import { a } from 'new/styles';\nimport { b } from 'styles';\nimport { undecided } from 'old/styles';\n",
    );
  });
});

describe('files of kinds that are not read', () => {
  const { run, write } = javascriptTree();

  test('are skipped, listed, and not counted; what they name is refused', async () => {
    write({
      'old.ts': "export { A } from './new';\n",
      'new.ts': 'export const A = 1;\n',
      'page.astro': "---\nimport { A } from './old';\n---\n<p>{A}</p>\n",
      'other.mdx': '# Nothing\n',
    });
    const plan = await run([{ canonical: './new#A', legacy: ['./old#A'] }], { include: ['**/*.{ts,astro,mdx}'] });
    expect(plan.summary).toMatchObject({ filesScanned: 2, skipped: 2 });
    expect(plan.outcomes).toMatchObject([
      { path: 'other.mdx', status: 'skipped', reason: 'unknown-language' },
      { path: 'page.astro', status: 'skipped', reason: 'unknown-language' },
    ]);
    expect(refusals(plan)).toEqual(['page.astro:2 unknown-language old.ts']);
  });

  test('are so in a repository of Python, too', async () => {
    write({ 'a.py': 'import old\n', 'new.py': '', 'b.rst': 'old\n', tool: 'import old\n' });
    const plan = await run([], {
      include: ['**/*'],
      python: { map: [{ canonical: 'new', legacy: ['old'] }] },
    });
    expect(plan.summary).toMatchObject({ filesScanned: 3, skipped: 1, edits: 2 });
    expect(plan.outcomes).toMatchObject([
      { path: 'a.py' },
      { path: 'b.rst', reason: 'unknown-language' },
      { path: 'tool' },
    ]);
  });
});
