import { expect, test } from '@jest/globals';
import { growthOf } from '../../scripts/growth-run.ts';
import type { HostileText } from '../../scripts/hostile-texts.ts';

const python = 'import app.older as older, app\nfrom app.old import Name\n';
const javascript = "import { Name } from './lib/old';\nimport * as old from './lib/old';\n";

/** One for each kind of reader, that takes seconds where it looks at all of a file for each thing in it. */
const texts: readonly (readonly [string, string, (k: number) => string, string])[] = [
  ['app/x.py', `# @generated\n${python}app.older.x `, () => 'app.', '\n'],
  ['app/x.py', `# @generated\n${python}app.older.x `, () => '"app.old.Name"\n', '\n'],
  ['app/x.py', python, () => 'import app.older\n', 'app.older.x\n'],
  ['app/x.py', python, () => 'from app import older\n', 'older.x\n'],
  ['app/x.py', python, () => 'app = ', '1\n'],
  ['app/x.py', python, (k) => `from app.old import Name as N${k}\n`, 'N0\n'],
  ['app/x.py', python, () => 'from app.old import Name\n', 'Name\n'],
  ['app/x.py', python, () => 'def f():\n    from app.old import Name\n    return Name\n', ''],
  ['app/x.py', python, () => 'def f():\n    import app.older\n    return app.older.x\n', ''],
  ['app/x.py', python, (k) => `X${k} = "app.old" + ".Name"\n`, ''],
  ['app/x.py', python, () => 'importlib.import_module("app.older")\n', ''],
  ['app/x.py', 'from app.old import (', (k) => `Name as n${k},\n`, ')\n'],
  ['app/x.py', 'import app.older', (k) => `, app.older as m${k}`, '\n'],
  ['x.js', javascript, () => "export { Name } from './lib/old';\n", ''],
  ['x.ts', javascript, (k) => `import { Name as N${k} } from './lib/old';\n`, ''],
  ['x.ts', 'import { ', (k) => `Name as n${k}, `, "} from './lib/old';\n"],
  ['x.ts', javascript, () => '// "./lib/old"\n', ''],
  ['x.ts', javascript, () => "import x = require('./lib/old');\n", ''],
  ['x.ts', javascript, () => "import('./lib/old');\n", ''],
  ['x.js', javascript, () => 'old.Name;\n', ''],
  ['x.ts', javascript, () => "jest.mock('./lib/old', () => ({ Name: 1 }));\n", ''],
  ['app/x.py', python, () => 'X = "app.old"\n', ''],
  ['app/x.py', python, (k) => `f${k}("app.old.Name")\n`, ''],
  ['x.js', javascript, () => 'let a;', ''],
  ['x.ts', javascript, () => '\\\\', ''],
  ['x.ts', javascript, () => 'a:', 'a'],
  ['app/x.py', python, () => 'from app.old import *\n', 'Name\n'],
  ['app/x.py', 'try:\n pass\n', () => 'except E:\n from app.old import Name\n', ''],
  ['x.vue', '', () => "<script>import { Name } from './lib/old';</script>\n", ''],
];

/** The same for readers so fast that it takes a long text to see them grow: so many characters, and the text. */
const longTexts: readonly (readonly [number, ...(typeof texts)[number]])[] = [
  [640_000, 'app/x.py', `# @generated\n${python}app.older.x `, () => 'from app.old import Name; ', '\n'],
  [160_000, 'app/x.py', `${python}x.older\n`, () => '= (# ', '\n'],
  [160_000, 'app/x.py', `${python}x.older\n`, () => 'app = ', '1\n'],
  [160_000, 'app/x.py', python, () => '\\"""', '\nfrom app.old import Name\n'],
];

function hostile([file, before, part, behind]: (typeof texts)[number]): HostileText {
  const text = (size: number): string => {
    const parts = Array.from({ length: Math.ceil(size / part(0).length) }, (_, k) => part(k));
    return before + parts.join('') + behind;
  };
  return { name: `${file} ${part(0)}`, file, text };
}

/** A legacy module with thousands of statements on one line, which commands read that look at what modules bind. */
const moduleTexts: typeof texts = ['global a; ', '__all__ = ["Name"]; ', '__all__ += ["n0"]; '].map(
  (statement) => ['app/old.py', 'from app.new import Name\n', () => statement, '\n'] as const,
);

async function isFasterThanSize(text: HostileText, size: number, command?: readonly string[]): Promise<boolean> {
  for await (const { isBad } of growthOf([text], size, command)) if (isBad) return true;
  return false;
}

async function growsFasterThanSize(text: HostileText, size: number, command?: readonly string[]): Promise<boolean> {
  // A busy machine makes one measurement bad; what really grows faster is so each time.
  for (let k = 0; k < 3; k++) if (!(await isFasterThanSize(text, size, command))) return false;
  return true;
}

test.each(texts)('reads four times as much of %s in about four times the time: %j', async (...text) => {
  expect(await growsFasterThanSize(hostile(text), 40_000)).toBe(false);
});

test.each(longTexts)(
  'reads %d characters of %s in about four times the time of a quarter: %j',
  async (size, ...text) => {
    expect(await growsFasterThanSize(hostile(text), size)).toBe(false);
  },
);

test.each(moduleTexts)('suggest reads four times as much of %s in about four times the time', async (...text) => {
  expect(await growsFasterThanSize(hostile(text), 40_000, ['suggest'])).toBe(false);
});
