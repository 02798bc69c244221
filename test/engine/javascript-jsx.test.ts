import { expect, test } from '@jest/globals';
import type { UserMapEntry } from '../../src/index.ts';
import { javascriptTree, moves, refusals } from '../support/javascript-tree.ts';

const { plan, read, run, write } = javascriptTree();
const map: readonly UserMapEntry[] = [
  { canonical: './src/make#create', legacy: ['./src/old#h'] },
  { canonical: './src/make#Space', legacy: ['./src/old#default'] },
  { canonical: './src/make#other', legacy: ['./src/old#createElement'] },
];
const modules = {
  'src/make.ts': 'export function create() {}\nexport const Space = { create };\nexport const other = create;\n',
  'src/old.ts': "export { create as h, Space as default, other as createElement } from './make';\n",
};
const tsconfig = (compilerOptions: object): string => JSON.stringify({ compilerOptions });

const kept: readonly (readonly [string, object, string, string])[] = [
  [
    'a comment',
    { jsx: 'react-jsx' },
    "/** @jsx h */\nimport { h } from './old';\nexport default <div />;\n",
    "/** @jsx h */\nimport { create as h } from './make';\nexport default <div />;\n",
  ],
  [
    'the configuration',
    { jsx: 'react', jsxFactory: 'h' },
    "import { h } from './old';\nexport default <></>;\n",
    "import { create as h } from './make';\nexport default <></>;\n",
  ],
  [
    'a namespace',
    { jsx: 'react', jsxFactory: 'dom.create' },
    "import dom from './old';\nexport default <p />;\n",
    "import { Space as dom } from './make';\nexport default <p />;\n",
  ],
  [
    'no word of anybody',
    { jsx: 'react' },
    "import React from './old';\nexport default <p />;\n",
    "import { Space as React } from './make';\nexport default <p />;\n",
  ],
];
test.each(kept)('what makes elements keeps its name under rename: by %s', async (_, options, before, after) => {
  write({ ...modules, 'tsconfig.json': tsconfig(options), 'src/use.tsx': before });
  await run(map, { javascript: { uses: 'rename' } });
  expect(read('src/use.tsx')).toBe(after);
});

test.each([
  [
    'nothing makes elements of it',
    { jsx: 'react-jsx' },
    "import React from './old';\nexport default <p>{React.create}</p>;\n",
  ],
  ['there are none', { jsx: 'react' }, "import React from './old';\nexport default React.create;\n"],
])('its name follows where %s', async (_, options, before) => {
  write({ ...modules, 'tsconfig.json': tsconfig(options), 'src/use.tsx': before });
  await run(map, { javascript: { uses: 'rename' } });
  expect(read('src/use.tsx')).toBe(
    before.replace("React from './old'", "{ Space } from './make'").replace('React.', 'Space.'),
  );
});

test('a namespace that makes elements stays, and is listed', async () => {
  write({
    ...modules,
    'tsconfig.json': tsconfig({ jsx: 'react' }),
    'src/use.tsx': "import * as React from './old';\nexport default [<p />, React.h];\n",
  });
  const plan = await run(map);
  expect(refusals(plan)).toEqual(['src/use.tsx:1 dynamic-use ./src/old#createElement']);
  expect(moves(plan)).toEqual(['src/use.tsx:1 safe ./src/old#h → ./make#create']);
  expect(read('src/use.tsx')).toContain("import * as React from './old';");
});

test.each(['../elements/old', '@/elements/old'])(
  'a pragma that names the folder %s follows its runtime',
  async (source) => {
    write({
      'tsconfig.json': tsconfig({ jsx: 'react-jsx', baseUrl: '.', paths: { '@/*': ['src/*'] } }),
      'src/elements/old/jsx-runtime.ts': "export * from '../new/jsx-runtime';\n",
      'src/elements/new/jsx-runtime.ts': 'export const jsx = 1;\nexport const jsxs = 1;\nexport const Fragment = 1;\n',
      'src/pages/one.tsx': `/** @jsxImportSource ${source} */\nexport default <p />;\n`,
    });
    await run([{ canonical: '@/elements/new/jsx-runtime', legacy: ['@/elements/old/jsx-runtime'] }]);
    expect(read('src/pages/one.tsx')).toMatch(/^\/\*\* @jsxImportSource (?:@|..)\/elements\/new \*\/\n/);
  },
);

test.each([
  [
    'old-elements',
    'tsconfig.json: jsxImportSource is "old-elements", so every element imports the legacy old-elements',
  ],
  ['new-elements', undefined],
])('jsxImportSource of a configuration, %j, is named where it is legacy', async (source, warning) => {
  write({
    'tsconfig.json': tsconfig({ jsx: 'react-jsx', jsxImportSource: source }),
    'src/one.tsx': 'export default <p />;\n',
  });
  const { warnings } = await plan([{ canonical: 'new-elements', legacy: ['old-elements'], external: true }]);
  expect(warnings).toEqual(warning === undefined ? undefined : [expect.stringContaining(warning)]);
});
