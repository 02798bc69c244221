import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Plan, UserConfig, UserMapEntry } from '../../src/index.ts';

describe('what a specifier leads to', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'ssot-resolution-')));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
  }
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  async function run(map: readonly UserMapEntry[], tsconfig: readonly string[] = []): Promise<Plan> {
    const config: UserConfig = { javascript: { tsconfig, map } };
    return applyPlan(root, await makePlan({ root, config, gitignore: false }));
  }
  const alias = (target: string): string => `{ "compilerOptions": { "paths": { "@/*": ["${target}/*"] } } }`;

  test('the nearest tsconfig of each file counts: one alias is two modules', async () => {
    write({
      'web/tsconfig.json': alias('./src'),
      'admin/tsconfig.base.json': alias('./lib'),
      'admin/tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
      'web/src/ws.ts': 'export class A {}\n',
      'web/src/old.ts': "export { A } from './ws';\n",
      'admin/lib/old.ts': 'export class A {}\n',
      'web/src/app/one.ts': "import { A } from '@/old';\n",
      'admin/lib/one.ts': "import { A } from '@/old';\n",
    });
    await run([{ canonical: '@/ws#A', legacy: ['@/old#A'] }], ['web/tsconfig.json']);
    expect(read('web/src/app/one.ts')).toBe("import { A } from '@/ws';\n");
    expect(read('admin/lib/one.ts')).toBe("import { A } from '@/old';\n");
  });

  test('a canonical alias that a file does not know is refused there', async () => {
    write({
      'web/tsconfig.json': alias('./src'),
      'web/src/ws.ts': 'export class A {}\n',
      'tool.js': "import { A } from './web/src/ws';\n",
    });
    const plan = await run([{ canonical: '@/ws', legacy: ['web/src/ws'] }], ['web/tsconfig.json']);
    expect(plan.outcomes.flatMap(({ refused }) => refused.map(({ reason }) => reason))).toEqual(['target-not-found']);
    expect(read('tool.js')).toBe("import { A } from './web/src/ws';\n");
  });

  test('an alias that does not say the name of the file, in tsconfig.json or package.json', async () => {
    write({
      'tsconfig.json':
        '{ "compilerOptions": { "paths": { "sockets": ["./lib/legacy-implementation.ts"], "~*": ["./mods/*/main.ts"] } } }',
      'package.json': '{ "name": "app", "imports": { "#io": "./lib/legacy-implementation.ts" } }',
      'lib/legacy-implementation.ts': "export { A } from '../new';\n",
      'mods/chat/main.ts': "export { A } from '../../new';\n",
      'new.ts': 'export class A {}\n',
      'a.ts': "import { A } from 'sockets';\n",
      'b.ts': "import { A } from '#io';\n",
      'c.ts': "import { A } from '~chat';\n",
    });
    await run([{ canonical: './new#A', legacy: ['./lib/legacy-implementation#A', './mods/chat/main#A'] }]);
    for (const file of ['a.ts', 'b.ts', 'c.ts']) expect(read(file)).toBe("import { A } from './new';\n");
  });

  test('parts of a package that moves as a whole go with it, where the new one has them', async () => {
    const text =
      "import { A } from '@app/old/deep';\nimport '@app/old/style.css';\nimport { B } from '@app/old/gone';\n" +
      "jest.mock('@app/old/deep');\nexport * from '@app/old/kept';\n";
    write({
      'node_modules/@app/new/package.json': '{ "name": "@app/new" }',
      'node_modules/@app/new/index.js': '',
      'node_modules/@app/new/deep.js': 'export class A {}\n',
      'node_modules/@app/new/style.css': '',
      'kept.ts': 'export class K {}\n',
      'a.ts': text,
    });
    const plan = await run([
      { canonical: '@app/new', legacy: ['@app/old'] },
      { canonical: './kept', legacy: ['@app/old/kept'] },
    ]);
    expect(read('a.ts')).toBe(
      text
        .replaceAll('@app/old/deep', '@app/new/deep')
        .replace('@app/old/style', '@app/new/style')
        .replace('@app/old/kept', './kept'),
    );
    expect(plan.outcomes.flatMap(({ refused }) => refused.map(({ reason, from }) => [reason, from]))).toEqual([
      ['target-not-found', '@app/old/gone#B'],
    ]);
  });

  test('a package that gets another entry keeps its parts', async () => {
    write({
      'node_modules/one/compat.js': 'export class A {}\n',
      'a.ts': "import { A } from 'one';\nimport { B } from 'one/compat';\nimport { C } from 'one/deep';\n",
    });
    const plan = await run([{ canonical: 'one/compat', legacy: ['one'] }]);
    expect(plan.outcomes.flatMap(({ refused }) => refused)).toEqual([]);
    expect(read('a.ts')).toBe("import { B, A } from 'one/compat';\nimport { C } from 'one/deep';\n");
  });

  test('packages of a workspace: by main, by exports, by the path', async () => {
    write({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/old/package.json':
        '{ "name": "@app/old", "exports": { ".": "./src/entry.js", "./deep": "./src/deep.js" } }',
      'packages/old/src/entry.js': "export { A } from '@app/core';\n",
      'packages/old/src/deep.js': "export { B } from '@app/core';\n",
      'packages/core/package.json': '{ "name": "@app/core", "main": "./lib/start.js" }',
      'packages/core/lib/start.js': 'export class A {}\nexport class B {}\n',
      'packages/web/one.js': "import { A } from '@app/old';\nimport { B } from '@app/old/deep';\n",
      'packages/web/two.js': "import { A } from '../old/src/entry.js';\nimport { A as C } from '../core/lib/start';\n",
    });
    mkdirSync(path.join(root, 'node_modules/@app'), { recursive: true });
    for (const name of ['old', 'core'])
      symlinkSync(path.join(root, 'packages', name), path.join(root, 'node_modules/@app', name));
    await run([
      { canonical: '@app/core#A', legacy: ['@app/old#A'] },
      { canonical: '@app/core#B', legacy: ['@app/old/deep#B'] },
      { canonical: '@app/core', legacy: ['packages/core/lib/start.js'] },
    ]);
    expect(read('packages/web/one.js')).toBe("import { A, B } from '@app/core';\n");
    expect(read('packages/web/two.js')).toBe("import { A, A as C } from '@app/core';\n");
  });

  test('an index file that is named by dots alone', async () => {
    write({
      'old/index.ts': "export { A } from '../new';\n",
      'new.ts': 'export class A {}\n',
      'old/x.ts': "import { A } from '.';\n",
      'old/deep/y.ts': "import { A } from '../';\n",
    });
    await run([{ canonical: './new#A', legacy: ['./old#A'] }]);
    expect(read('old/x.ts')).toBe("import { A } from '../new';\n");
    expect(read('old/deep/y.ts')).toBe("import { A } from '../../new';\n");
  });

  test('one module under two spellings with two canonical paths is a wrong configuration', async () => {
    write({ 'a.ts': 'export const x = 1;\n', 'b.ts': '', 'c.ts': '' });
    const map = [
      { canonical: './b#x', legacy: ['./a#x'] },
      { canonical: './c#x', legacy: ['./a.ts#x'] },
    ];
    await expect(run(map)).rejects.toThrow('are one module, and have two canonical paths');
  });

  test('a mock that stays in one file makes the moves of another one for review', async () => {
    write({
      'new.ts': 'export class A {}\n',
      'old.ts': "export { A } from './new';\nexport const other = 1;\n",
      'view.ts': "import { A } from './old';\n",
      'view.test.ts': "import './view';\njest.mock('./old');\n",
    });
    const plan = await run([{ canonical: './new#A', legacy: ['./old#A'] }]);
    const [edit] = plan.outcomes.find(({ path: file }) => file === 'view.ts')?.edits ?? [];
    expect(edit).toMatchObject({ tier: 'review', applied: false });
    expect(edit?.because).toContain('a test replaces old.ts by a mock');
    expect(read('view.ts')).toBe("import { A } from './old';\n");
  });

  test('a new import cycle is for review', async () => {
    write({
      'new.ts': "import { help } from './view';\nexport class A { x = help; }\n",
      'old.ts': 'export class A {}\n',
      'view.ts': "import { A } from './old';\nexport const help = () => A;\n",
      'types.ts': "import type { A } from './old';\n",
    });
    const plan = await run([{ canonical: './new#A', legacy: ['./old#A'], replaces: true }]);
    const tiers = plan.outcomes.flatMap(({ path: file, edits }) => edits.map(({ tier }) => `${file} ${tier}`));
    expect(tiers).toEqual(['types.ts declared', 'view.ts review']);
  });
});
