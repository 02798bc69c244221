import { describe, expect, test } from '@jest/globals';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { judgedByTypeScript } from '../support/language-service.ts';
import { pruned, verdicts } from '../support/pruned.ts';
import { git, makeRepository, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'ssot.config.json': JSON.stringify({
    javascript: {
      map: [
        { canonical: 'src/services/socket#Socket', legacy: ['src/lib/ws#WebSocketManager', 'src/legacy#Socket'] },
        { canonical: 'src/services/socket#Socket', legacy: ['src/lib/first#Socket'] },
      ],
    },
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
  'src/services/socket.ts': 'export class Socket {}\n',
  'src/lib/ws.ts': "export { Socket as WebSocketManager } from '../services/socket';\n",
  'src/lib/first.ts': "export { WebSocketManager as Socket } from './ws';\n",
  'src/legacy/index.ts': "export * from '../services/socket';\n",
  'src/main.ts': "import { Socket } from './services/socket';\nexport const socket = new Socket();\n",
};

withGit.describe('prune of JavaScript', () => {
  test('modules that only hand on exports can go when nothing names them, one after another', () => {
    const folder = makeRepository(files);
    expect(verdicts(folder)).toEqual({
      'src/legacy/index.ts': 'legacy-module safe unreferenced',
      'src/lib/first.ts': 'legacy-module safe unreferenced',
      'src/lib/ws.ts': 'legacy-module safe unreferenced',
    });
    const before = snapshot(folder);
    expect(codemod(folder, ['prune', '--apply']).exitCode).toBe(0);
    expect(judgedByTypeScript(folder, ['src/main.ts', 'src/services/socket.ts']).errors).toEqual([]);
    expect(git(folder, 'status', '--short').split('\n').filter(Boolean)).toHaveLength(3);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, 'status', '--short')).toBe('');
  });

  const staying: [string, Files, string][] = [
    ['an import', { 'src/a.ts': "import { WebSocketManager } from './lib/ws';\n" }, 'refused has-importers'],
    [
      'an import by an alias',
      { 'src/a.ts': "import { WebSocketManager } from '@/lib/ws';\n" },
      'refused has-importers',
    ],
    [
      'an import with an ending',
      { 'src/a.mts': "import { WebSocketManager } from './lib/ws.js';\n" },
      'refused has-importers',
    ],
    ['a re-export', { 'src/a.ts': "export * from './lib/ws';\n" }, 'refused has-importers'],
    ['require', { 'src/a.js': "const ws = require('./lib/ws');\n" }, 'refused has-importers'],
    ['a lazy import', { 'src/a.ts': "export const load = () => import('./lib/ws');\n" }, 'refused has-importers'],
    ['a type', { 'src/a.ts': "export type A = import('./lib/ws').WebSocketManager;\n" }, 'refused has-importers'],
    [
      'a component',
      { 'src/a.vue': "<script setup>\nimport { WebSocketManager } from './lib/ws';\n</script>\n" },
      'refused has-importers',
    ],
    ['a worker', { 'src/a.ts': "new Worker(new URL('./lib/ws.ts', import.meta.url));\n" }, 'refused has-importers'],
    ['an import with a query', { 'src/a.ts': "import text from './lib/ws?raw';\n" }, 'refused has-importers'],
    [
      'a file with errors',
      { 'src/a.ts': "import { WebSocketManager } from './lib/ws'\nconst = ;\n" },
      'refused has-importers',
    ],
    ['a test', { 'src/a.test.ts': "import { WebSocketManager } from './lib/ws';\n" }, 'review only-tests'],
    ['a mock in a test', { 'src/__tests__/a.ts': "jest.mock('../lib/ws');\n" }, 'review only-tests'],
    ['a manifest', { 'package.json': '{ "exports": { "./ws": "./src/lib/ws.ts" } }' }, 'refused entry-point'],
    [
      'an alias of its own',
      { 'tsconfig.app.json': '{ "compilerOptions": { "paths": { "ws-lib": ["./src/lib/ws.ts"] } } }' },
      'refused named-by-string',
    ],
    ['a bundler', { 'webpack.config.js': "module.exports = { entry: 'src/lib/ws.ts' };\n" }, 'refused named-by-string'],
    ['a page', { 'index.html': '<script type="module" src="/src/lib/ws.ts"></script>\n' }, 'refused named-by-string'],
    ['a workflow', { '.github/workflows/a.yml': 'run: node src/lib/ws.ts\n' }, 'refused named-by-string'],
    ['a string that ends like it', { 'other/a.ts': "export const file = 'lib/ws';\n" }, 'review near-string'],
    [
      'a composed import',
      { 'src/a.ts': 'export const load = (name: string) => import(`./lib/${name}`);\n' },
      'review folder-loading',
    ],
    [
      'a composed require',
      { 'src/a.js': "exports.load = (name) => require('./lib/' + name);\n" },
      'review folder-loading',
    ],
    ['a glob', { 'src/a.ts': "export const all = import.meta.glob('./lib/*.ts');\n" }, 'review folder-loading'],
    [
      'a context',
      { 'src/a.js': "module.exports = require.context('./lib', false, /ts$/);\n" },
      'review folder-loading',
    ],
    ['text', { 'docs/a.md': 'See src/lib/ws.ts.\n' }, 'review named-in-text'],
    ['an own export', { 'src/lib/ws.ts': 'export const port = 1;\n' }, 'refused unmapped-names'],
    [
      'an export that is not shown',
      { 'src/lib/ws.js': 'module.exports = make();\n', 'src/lib/ws.ts': 'export = make();\n' },
      'refused unmapped-names',
    ],
    [
      'an effect',
      { 'src/lib/ws.ts': "export { Socket as WebSocketManager } from '../services/socket';\nstart();\n" },
      'review loads-others',
    ],
    [
      'a comment',
      {
        'src/lib/ws.ts':
          "// ssot: allow[leftover] until May\nexport { Socket as WebSocketManager } from '../services/socket';\n",
      },
      'refused allowed-by-comment',
    ],
  ];

  test.each(staying)('keeps what is named by %s', (_, more, verdict) => {
    const found = pruned(makeRepository({ ...files, 'src/lib/first.ts': 'export {};\n', ...more })).get(
      'src/lib/ws.ts',
    );
    expect(`${found?.tier ?? ''} ${found?.reason ?? ''}`).toBe(verdict);
  });

  test.each<[string, Files]>([
    [
      'another module of the name',
      { 'other/lib/ws.ts': 'export const a = 1;\n', 'other/a.ts': "import { a } from './lib/ws';\n" },
    ],
    ['a word', { 'src/a.ts': 'export const ws = "ws";\n' }],
    [
      'an import of another folder that is composed',
      { 'src/a.ts': 'export const load = (name: string) => import(`./pages/${name}`);\n' },
    ],
    ['an import that may be anything', { 'src/a.ts': 'export const load = (name: string) => import(name);\n' }],
  ])('is not kept by %s', (_, more) => {
    expect(verdicts(makeRepository({ ...files, ...more }))['src/lib/ws.ts']).toBe('legacy-module safe unreferenced');
  });

  describe('of the index of a folder', () => {
    test.each<[string, Files]>([
      ['by dots', { 'src/legacy/a.ts': "import { Socket } from '.';\n" }],
      ['by more dots', { 'src/legacy/deep/a.ts': "import { Socket } from '..';\n" }],
      ['by the folder', { 'src/a.ts': "import { Socket } from './legacy';\n" }],
      ['by its name', { 'src/a.ts': "import { Socket } from './legacy/index';\n" }],
    ])('an import %s counts', (_, more) => {
      expect(verdicts(makeRepository({ ...files, ...more }))['src/legacy/index.ts']).toBe(
        'legacy-module refused has-importers',
      );
    });
  });

  test('a shim goes when its last importer has gone', () => {
    const folder = makeRepository({
      ...files,
      'src/a.ts': "import { WebSocketManager } from './lib/ws';\nexport const w = new WebSocketManager();\n",
    });
    codemod(folder, ['shim', 'src/lib/ws', '--apply']);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'shim');
    expect(verdicts(folder)['src/lib/ws.ts']).toBe('shim refused has-importers');
    codemod(folder, ['apply']);
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', 'move');
    expect(verdicts(folder)['src/lib/ws.ts']).toBe('shim safe unreferenced');
  });

  test('files that git does not track are never deleted', () => {
    const folder = makeRepository({ ...files, '.gitignore': '' });
    git(folder, 'rm', '-q', '--cached', 'src/lib/first.ts');
    git(folder, 'commit', '-qm', 'untracked');
    expect(verdicts(folder)['src/lib/first.ts']).toBe('legacy-module refused untracked');
    expect(verdicts(folder)['src/lib/ws.ts']).toBe('legacy-module refused has-importers');
  });
});
