import { describe, expect, test } from '@jest/globals';
import { makeFolder, read } from '../support/repository.ts';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';

const javascript = {
  map: [
    { canonical: './src/new#Widget', legacy: ['./src/old#Panel'] },
    { canonical: './src/new#make', legacy: ['./src/old#build'] },
  ],
};
const modules = {
  'src/new.ts': 'export class Widget {}\nexport function make() {}\n',
  'src/old.ts': "export { Widget as Panel, make as build } from './new';\nexport const stays = 1;\n",
};

/** The text after a run with both carriers on, the tiers, the reasons and the notes; a second run must find nothing. */
async function carry(
  file: string,
  text: string,
  uses: 'alias' | 'rename' = 'alias',
): Promise<{ readonly after: string; readonly found: readonly string[] }> {
  const root = makeFolder({ ...modules, [file]: text });
  const map = javascript.map.map((entry) => ({ ...entry, uses }));
  const config: UserConfig = { carriers: ['astro', 'mdx'], javascript: { map } };
  const plan = await makePlan({ root, config });
  const { edits = [], refused = [], diagnostics = [] } = plan.outcomes.find(({ path }) => path === file) ?? {};
  await applyPlan(root, plan);
  const again = await makePlan({ root, config });
  expect(again.outcomes.flatMap((outcome) => outcome.edits.filter(({ applied }) => applied))).toEqual([]);
  const after = read(root, file);
  const found = [
    ...edits.map(({ tier, line }) => `${tier} ${line}`),
    ...refused.map(({ reason, line }) => `${reason} ${line}`),
    ...diagnostics.map(({ ruleId, line }) => `${ruleId} ${line}`),
  ];
  return { after, found };
}

const from = "import { Panel } from '../src/old';";
const to = "import { Widget as Panel } from '../src/new';";

describe('MDX', () => {
  test.each([
    ['an import', `${from}\n\n# Title\n\n<Panel />\n`, `${to}\n\n# Title\n\n<Panel />\n`],
    ['CRLF and frontmatter', `---\r\na: {b\r\n---\r\n\r\n${from}\r\n`, `---\r\na: {b\r\n---\r\n\r\n${to}\r\n`],
    [
      'an export',
      "# T\n\nexport { build } from '../src/old';\n",
      "# T\n\nexport { make as build } from '../src/new';\n",
    ],
    ['code of an export', `export const a = () => {\n\n  return import('../src/old');\n};\n${from}\n`, undefined],
    ['an import behind a component', `<Box>\n${from}\n\n</Box>\n`, `<Box>\n${to}\n\n</Box>\n`],
  ])('moves %s', async (_, before, expected) => {
    const { after } = await carry('docs/a.mdx', before);
    expect(after).toBe(expected ?? before.replace(from, to));
  });

  test.each([
    ['in a block of code', `\`\`\`js\n${from}\n\`\`\`\n`],
    ['in a block in a list', `1. a\n\n   ~~~js\n   ${from}\n   ~~~\n`],
    ['in a template', `<Code code={\`\n${from}\n\n${from}\n\`} />\n`],
    ['in a paragraph', `Text\n${from}\n`],
    ['in an expression', `{/*\n${from}\n*/}\n`],
  ])('lists what is named %s', async (_, text) => {
    const { after, found } = await carry('docs/a.mdx', text);
    expect(after).toBe(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((one) => one.startsWith('javascript/text-mention'))).toBe(true);
  });

  test('refuses a document whose imports are not valid', async () => {
    const text = `import { Panel from '../src/old';\n\n${from}\n`;
    expect(await carry('docs/a.mdx', text)).toEqual({ after: text, found: ['syntax-error 1', 'syntax-error 3'] });
  });

  test('keeps names that the document may use', async () => {
    const { after } = await carry('docs/a.mdx', `${from}\n\n<Panel />\n`, 'rename');
    expect(after).toBe(`${to}\n\n<Panel />\n`);
  });
});

describe('Astro', () => {
  test.each([
    ['frontmatter', `---\n${from}\nif (x) return;\n---\n<Panel />\n`, `---\n${to}\nif (x) return;\n---\n<Panel />\n`],
    ['a script', `<p />\n<script>\n  ${from}\n</script>\n`, `<p />\n<script>\n  ${to}\n</script>\n`],
    [
      'both',
      `---\r\n${from}\r\n---\r\n<script>${from}</script>\r\n`,
      `---\r\n${to}\r\n---\r\n<script>${to}</script>\r\n`,
    ],
  ])('moves imports in %s', async (_, before, expected) => {
    expect((await carry('pages/a.astro', before)).after).toBe(expected);
  });

  test.each([
    ['a script that Astro leaves alone', `<script is:inline>${from}</script>\n`],
    ['a comment of the template', `---\n---\n<!-- <script>${from}</script> -->\n`],
    ['an expression of the template', `---\n---\n{() => import('../src/old')}\n`],
  ])('edits nothing in %s', async (_, text) => {
    expect((await carry('pages/a.astro', text)).after).toBe(text);
  });

  test('keeps names that the template may use', async () => {
    const { after } = await carry('pages/a.astro', `---\n${from}\n---\n<Panel />\n`, 'rename');
    expect(after).toBe(`---\n${to}\n---\n<Panel />\n`);
  });
});

/** Stretches of a document with its imports, and the same with those moved. */
const stretches: Readonly<Record<'mdx' | 'astro', readonly (readonly [string, string])[]>> = {
  mdx: [
    ["import { Panel as @ } from '../src/old';", "import { Widget as @ } from '../src/new';"],
    ["export { build as @ } from '../src/old';", "export { make as @ } from '../src/new';"],
    ["import { stays as @ } from '../src/old';", "import { stays as @ } from '../src/old';"],
    ["export const @ = {\n\n  a: '../src/old',\n};", "export const @ = {\n\n  a: '../src/old',\n};"],
    ['# A title with `code`', '# A title with `code`'],
    ["It's {1 + 1}", "It's {1 + 1}"],
    ["```js\nimport { Panel } from '../src/old';\n```", "```js\nimport { Panel } from '../src/old';\n```"],
    ["<A b={`\nimport x from '../src/old'\n`} />", "<A b={`\nimport x from '../src/old'\n`} />"],
  ],
  astro: [
    [
      "<script>import { Panel } from '../src/old';</script>",
      "<script>import { Widget as Panel } from '../src/new';</script>",
    ],
    ["<script>import { stays } from '../src/old';</script>", "<script>import { stays } from '../src/old';</script>"],
    ["<script is:inline>import '../src/old';</script>", "<script is:inline>import '../src/old';</script>"],
    ["<p title='a'>{'../src/old'} it's</p>", "<p title='a'>{'../src/old'} it's</p>"],
    ['<style>a {}</style>', '<style>a {}</style>'],
  ],
};

test.each(['mdx', 'astro'] as const)('of 200 generated files of %s, nothing but the imports changes', async (kind) => {
  const files: Record<string, string> = { ...modules };
  const expected: Record<string, string> = {};
  let state = 7;
  const random = (below: number): number => (state = (state * 48271) % 2147483647) % below;
  for (let k = 0; k < 200; k++) {
    const chosen = Array.from({ length: 1 + random(8) }, (_, n) => {
      // Statements that are alike would become one.
      const at = (random(stretches[kind].length) + 1) % stretches[kind].length;
      const isSecond = kind === 'mdx' && at < 2 && n !== at;
      const [before = '', after = ''] = stretches[kind][isSecond ? 4 : at] ?? [];
      return [before.replace('@', `n${n}`), after.replace('@', `n${n}`)] as const;
    });
    const head = kind === 'astro' && random(2) === 0 ? [from, to].map((line) => `---\n${line}\n---\n`) : ['', ''];
    const ending = random(3) === 0 ? '\r\n' : '\n';
    const write = (side: 0 | 1): string =>
      `${head[side] ?? ''}${chosen.map((pair) => pair[side]).join('\n\n')}\n`.replace(/\n/g, ending);
    files[`docs/${k}.${kind}`] = write(0);
    expected[`docs/${k}.${kind}`] = write(1);
  }
  const root = makeFolder(files);
  const plan = await makePlan({ root, config: { carriers: [kind], javascript } });
  await applyPlan(root, plan);
  for (const [file, text] of Object.entries(expected)) expect([file, read(root, file)]).toEqual([file, text]);
});
