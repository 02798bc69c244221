import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

const tsconfig = (paths: Readonly<Record<string, readonly string[]>>): string =>
  JSON.stringify({
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler', strict: true, noEmit: true, types: [], paths },
    include: ['src'],
  });

const files: Files = {
  'tsconfig.json': tsconfig({ '@/*': ['./src/*'], '@tool': ['./src/lib/tool.ts'], '@lib/*': ['./src/lib/*'] }),
  'src/lib/tool.ts': [
    "import { near } from './near';",
    "import type { Page } from '../pages/page.js';",
    "export * from './more';",
    "export const later = () => import('./near');",
    'export class Tool { page?: Page; near = near }',
    '',
  ].join('\n'),
  'src/lib/near.ts': 'export const near = 1;\n',
  'src/lib/more/index.ts': 'export const more = 1;\n',
  'src/pages/page.ts': 'export class Page {}\n',
  'src/widgets/index.ts': "export { button } from './button';\n",
  'src/widgets/button.ts': 'export const button = 1;\n',
};

/** The errors of tsc in a folder; empty when there are none. */
function compiled(folder: string): string {
  return spawnSync(process.execPath, [compiler, '-p', '.'], { cwd: folder, encoding: 'utf8' }).stdout;
}

/** A folder after a move. */
function moved(before: Files, args: readonly string[]): string {
  const folder = makeFolder(before);
  const { exitCode, stderr } = codemod(folder, ['move', '--no-record', ...args]);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return folder;
}

describe('move, in JavaScript and TypeScript', () => {
  test.each([
    ["import { Tool } from './lib/tool';", "import { Tool } from './core/net/socket';"],
    ["import { Tool } from './lib/tool.js';", "import { Tool } from './core/net/socket.js';"],
    ["import { Tool } from '@/lib/tool';", "import { Tool } from '@/core/net/socket';"],
    // The alias does not lead to the new place.
    ['import { Tool } from "@lib/tool";', 'import { Tool } from "./core/net/socket";'],
    // The configuration follows.
    ["import { Tool } from '@tool';", "import { Tool } from '@tool';"],
    ["export { Tool } from './lib/tool';", "export { Tool } from './core/net/socket';"],
    ["export const later = () => import('./lib/tool');", "export const later = () => import('./core/net/socket');"],
    ["export type T = import('./lib/tool').Tool;", "export type T = import('./core/net/socket').Tool;"],
    ["import { button } from './widgets';", "import { button } from './gadgets';"],
    ["import { button } from '@/widgets/index';", "import { button } from '@/gadgets/index';"],
    ["import { near } from './lib/near';", "import { near } from './lib/near';"],
  ])('%s', (before, after) => {
    const folder = moved({ ...files, 'src/main.ts': `${before}\n` }, [
      ...['src/lib/tool.ts', 'src/core/net/socket.ts'],
      ...['src/widgets', 'src/gadgets'],
    ]);
    expect(read(folder, 'src/main.ts')).toBe(`${after}\n`);
    expect(read(folder, 'src/core/net/socket.ts')).toBe(
      [
        "import { near } from '../../lib/near';",
        "import type { Page } from '../../pages/page.js';",
        "export * from '../../lib/more';",
        "export const later = () => import('../../lib/near');",
        'export class Tool { page?: Page; near = near }',
        '',
      ].join('\n'),
    );
    expect(read(folder, 'src/gadgets/index.ts')).toBe(files['src/widgets/index.ts']);
    expect(compiled(folder)).toBe('');
  });

  test.each([
    ["jest.mock('./lib/tool');", "jest.mock('./core/tool');"],
    ["vi.mock('@/lib/tool', () => ({}));", "vi.mock('@/core/tool', () => ({}));"],
    ["new URL('./lib/tool.ts', import.meta.url);", "new URL('./core/tool.ts', import.meta.url);"],
    ["require.resolve('./lib/tool');", "require.resolve('./core/tool');"],
    ["const { Tool } = require('./lib/tool');", "const { Tool } = require('./core/tool');"],
    ["/** @type {import('./lib/tool').Tool} */\nlet a;", "/** @type {import('./core/tool').Tool} */\nlet a;"],
    ["log('./lib/tool');", "log('./lib/tool');"],
  ])('in a script: %s', (before, after) => {
    const folder = moved({ ...files, 'src/main.js': `${before}\n` }, ['src/lib/tool.ts', 'src/core/tool.ts']);
    expect(read(folder, 'src/main.js')).toBe(`${after}\n`);
  });

  test('paths of tsconfig.json and package.json follow, with their comments', () => {
    const folder = moved(
      {
        'tsconfig.json':
          '{ "compilerOptions": { "paths": { "@tool": ["src/lib/tool.ts"], "@lib/*": ["src/lib/*"] } } } // ours\n',
        'package.json':
          '{ "name": "kit", "main": "./src/lib/tool.ts", "exports": { "./tool": "./src/lib/tool.ts" } }\n',
        'src/lib/tool.ts': 'export const tool = 1;\n',
        'src/main.ts': "import { tool } from '@tool';\nimport { tool as own } from 'kit/tool';\n",
      },
      ['src/lib', 'src/core'],
    );
    expect(read(folder, 'tsconfig.json')).toBe(
      '{ "compilerOptions": { "paths": { "@tool": ["src/core/tool.ts"], "@lib/*": ["src/core/*"] } } } // ours\n',
    );
    expect(read(folder, 'package.json')).toBe(
      '{ "name": "kit", "main": "./src/core/tool.ts", "exports": { "./tool": "./src/core/tool.ts" } }\n',
    );
    expect(read(folder, 'src/main.ts')).toBe(
      "import { tool } from '@tool';\nimport { tool as own } from 'kit/tool';\n",
    );
  });

  test('is held back where a file looks for others by its place', () => {
    const folder = makeFolder({
      'src/lib/tool.ts': "import { join } from 'node:path';\nexport const data = join(__dirname, 'data.json');\n",
      'src/lib/load.ts': 'export const load = (name: string) => import(`./pages/${name}`);\n',
    });
    const held = codemod(folder, ['move', 'src/lib/tool.ts', 'src/tool.ts', 'src/lib/load.ts', 'src/load.ts']);
    expect(held.exitCode).toBe(1);
    expect(held.stderr).toContain('src/lib/tool.ts:2 place');
    expect(held.stderr).toContain('src/lib/load.ts:1 place');
  });

  test('rollback gives everything back, and the Map gets an entry that check finds again', () => {
    const folder = makeFolder({
      ...files,
      'ssot.config.json': '{}\n',
      'src/main.ts': "import { Tool } from './lib/tool';\n",
    });
    codemod(folder, ['move', 'src/lib/tool.ts', 'src/core/tool.ts']);
    expect(codemod(folder, ['check']).exitCode).toBe(0);
    expect(JSON.parse(read(folder, 'ssot.config.json'))).toEqual({
      javascript: { map: [{ canonical: './src/core/tool', legacy: ['./src/lib/tool'], absent: 'ok' }] },
    });
    codemod(folder, ['rollback']);
    expect(read(folder, 'src/main.ts')).toBe("import { Tool } from './lib/tool';\n");
    expect(read(folder, path.join('src', 'lib', 'tool.ts'))).toBe(files['src/lib/tool.ts']);
  });
});
