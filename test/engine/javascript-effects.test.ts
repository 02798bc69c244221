import { expect, test } from '@jest/globals';
import type { UserMapEntry } from '../../src/index.ts';
import { javascriptTree } from '../support/javascript-tree.ts';

const tree = javascriptTree();
const map: readonly UserMapEntry[] = [
  { canonical: './lib/button#Button', legacy: ['./lib/index#Button'] },
  { canonical: './lib/field#Field', legacy: ['./lib/index#Field'] },
];
const modules = {
  'lib/index.js': "export { Button } from './button.js';\nexport { Field } from './field.js';\n",
  'lib/button.js': 'export class Button {}\n',
  'lib/field.js': 'export class Field {}\n',
  'app.js': "import { Button } from './lib/index.js';\nexport default Button;\n",
};

type Files = Readonly<Record<string, string>>;

/** Each edit of the file: its tier, and why a person should look. */
async function judged(files: Files, file = 'app.js', entries = map): Promise<string[]> {
  tree.write({ ...modules, ...files });
  const { outcomes } = await tree.plan(entries);
  const edits = outcomes.find(({ path }) => path === file)?.edits ?? [];
  return edits.map(({ tier, because }) => (tier === 'review' ? `review: ${because}` : tier));
}

const safe: readonly (readonly [string, Files])[] = [
  ['the barrel loads nothing that does more than to give values names', {}],
  ['what a call makes for a name is a value', { 'lib/field.js': 'export const Field = styled(Base);\n' }],
  ['a class that Angular describes', { 'lib/field.js': "@Component({ selector: 'x' })\nexport class Field {}\n" }],
  [
    'the file imports the other module, too',
    {
      'lib/field.js': 'export class Field {}\nregistry.add(Field);\n',
      'app.js':
        "import { Field } from './lib/field.js';\nimport { Button } from './lib/index.js';\nexport { Button, Field };\n",
    },
  ],
  [
    'the new module loads it as well',
    {
      'lib/field.js': 'export class Field {}\nregistry.add(Field);\n',
      'lib/button.js': "import { Field } from './field.js';\nexport class Button extends Field {}\n",
    },
  ],
  [
    'another export of the barrel is still imported',
    {
      'lib/index.js': "export { Button } from './button.js';\nexport * from './other.js';\n",
      'lib/other.js': 'export const rest = 1;\nregistry.add(rest);\n',
      'app.js': "import { Button, rest } from './lib/index.js';\nexport { Button, rest };\n",
    },
  ],
  [
    'another file goes on to load the barrel',
    {
      'lib/index.js': "export { Button } from './button.js';\nexport * from './other.js';\n",
      'lib/other.js': 'export const rest = 1;\nregistry.add(rest);\n',
      'main.js': "import { rest } from './lib/index.js';\nexport default rest;\n",
    },
  ],
  [
    'plain JavaScript goes on to hand on what is not known to be a value',
    {
      'lib/field.js': 'export class Field {}\nregistry.add(Field);\n',
      'app.js': "export { Button, missing } from './lib/index.js';\n",
    },
  ],
  [
    'the package says that its modules have no effects',
    { 'lib/package.json': '{ "sideEffects": false }', 'lib/field.js': 'export class Field {}\nregistry.add(Field);\n' },
  ],
];
test.each(safe)('safe: %s', async (_, files) => {
  expect(await judged(files)).toEqual(['safe']);
});

const keepers: readonly (readonly [string, string])[] = [
  ['main.js', "export * from './lib/index.js';\n"],
  ['main.js', "export { Field } from './lib/index.js';\n"],
  ['main.js', "import './lib/index.js';\n"],
  ['main.js', "import * as lib from './lib/index.js';\nconsole.log(lib);\n"],
  ['main.js', "const { Field } = require('./lib/index.js');\nnew Field();\n"],
  ['main.ts', "import { Field } from './lib/index.js';\nnew Field();\n"],
];
test.each(keepers)('safe: another file goes on to load the barrel: %s %s', async (file, text) => {
  const acting = { 'lib/field.js': 'export class Field {}\nregistry.add(Field);\n', [file]: text };
  expect(await judged(acting, 'app.js', map.slice(0, 1))).toEqual(['safe']);
});

test.each([
  ['main.js', "export const load = () => require('./lib/index.js').Field;\n"],
  ['main.ts', "import type { Field } from './lib/index.js';\nexport type X = Field;\n"],
  ['main.ts', "export type * from './lib/index.js';\n"],
])('for review: another file loads the barrel perhaps, or never: %s %s', async (file, text) => {
  const acting = { 'lib/field.js': 'export class Field {}\nregistry.add(Field);\n', [file]: text };
  expect(await judged(acting, 'app.js', map.slice(0, 1))).toEqual([`review: ${lost}`]);
});

const lost = 'lib/index.js loads lib/field.js, which has an effect (line 2), and nothing here would load it any more';
const reviews: readonly (readonly [string, Files, string])[] = [
  ['a statement', { 'lib/field.js': 'export class Field {}\nregistry.add(Field);\n' }, lost],
  ['a condition', { 'lib/field.js': 'export class Field {}\nif (!globalThis.x) globalThis.x = 1;\n' }, lost],
  [
    'a class that a decorator registers',
    { 'lib/field.js': "@customElement('x-field')\nexport class Field {}\n" },
    lost,
  ],
  [
    'what a module is imported for that a module is imported for',
    {
      'lib/index.js': "export { Button } from './button.js';\nexport { Field } from './field.js';\n",
      'lib/field.js': "import './deep.js';\nexport class Field {}\n",
      'lib/deep.js': 'const done = install();\n',
    },
    'lib/index.js loads lib/deep.js, which has an effect (line 1), and nothing here would load it any more',
  ],
  [
    'a package that another module is imported with',
    { 'lib/field.js': "// All of it\nimport 'core-js/stable';\nexport class Field {}\n" },
    lost,
  ],
  [
    'a module that is loaded when a function runs',
    {
      'lib/field.js': 'export class Field {}\nregistry.add(Field);\n',
      'app.js': "export const load = async () => (await import('./lib/index.js')).Button;\n",
    },
    lost,
  ],
  [
    'a namespace',
    {
      'lib/field.js': 'export class Field {}\nregistry.add(Field);\n',
      'app.js': "import * as lib from './lib/index.js';\nexport default lib.Button;\n",
    },
    lost,
  ],
  [
    'modules in another order',
    {
      'lib/index.js': "export { Field } from './field.js';\nexport { Button } from './button.js';\n",
      'lib/button.js': 'export class Button {}\nlog("button");\n',
      'lib/field.js': 'export class Field {}\nlog("field");\n',
      'app.js':
        "import { Button } from './lib/index.js';\nimport { Field } from './lib/field.js';\nexport { Button, Field };\n",
    },
    'lib/field.js:2 and lib/button.js:2 have effects, and would be loaded in another order',
  ],
];
test.each(reviews)('for review: %s', async (_, files, because) => {
  expect(await judged(files)).toEqual([`review: ${because}`]);
});

test('a canonical module that does something, and was not loaded', async () => {
  const facade = [{ canonical: './lib/index#Button', legacy: ['./lib/button#Button'] }];
  const files = {
    'lib/index.js': "export { Button } from './button.js';\nregistry.start();\n",
    'app.js': "import { Button } from './lib/button.js';\nexport default Button;\n",
  };
  expect(await judged(files, 'app.js', facade)).toEqual([
    'review: loading lib/index.js has an effect (line 2), and this file does not load it now',
  ]);
});

test.each([
  ['import', "import { Field, Button } from './lib/index.js';\nexport { Button, Field };\n"],
  ['require', "const { Field, Button } = require('./lib/index.js');\nmodule.exports = [Button, Field];\n"],
])(
  'names of one %s that go to two modules: for review where these would be loaded in another order',
  async (_, app) => {
    const acting = {
      'lib/button.js': 'export class Button {}\nlog("button");\n',
      'lib/field.js': 'export class Field {}\nlog("field");\n',
      'app.js': app,
    };
    const because = 'lib/field.js and lib/button.js have effects, and would be loaded in another order';
    expect(await judged(acting)).toEqual([`review: ${because}`, `review: ${because}`]);
    expect(await judged({ ...acting, 'lib/field.js': 'export class Field {}\n' })).toEqual(['safe', 'safe']);
  },
);
