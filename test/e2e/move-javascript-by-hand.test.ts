/** Files of JavaScript and TypeScript that somebody has moved already: `move --from-git`. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { git, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'tsconfig.json': `{
  // ours
  "compilerOptions": { "paths": { "@/*": ["./src/*"], "@tool": ["./src/lib/tool.ts"], "@widgets/*": ["./src/widgets/*"] } }
}
`,
  'package.json':
    '{ "name": "kit", "imports": { "#lib/*": "./src/lib/*.ts" }, "exports": { "./tool": "./src/lib/tool.ts" } }\n',
  'src/lib/tool.ts':
    "import { near } from './near';\nimport type { Page } from '../pages/page.js';\nexport * from './more';\nimport { big } from './big';\nimport { button } from '../widgets/button';\nexport class Tool { page?: Page; near = near; big = big; button = button }\n",
  'src/lib/near.ts': 'export const near = 1;\n',
  'src/lib/big.ts':
    "import { near } from './near';\nimport { Tool } from './tool';\nexport const big = [near, Tool];\n",
  'src/lib/more/index.ts': 'export const more = 1;\n',
  'src/pages/page.ts': 'export class Page {}\n',
  'src/widgets/index.ts': "export { button } from './button';\n",
  'src/widgets/button.ts': "import { Tool } from '@/lib/tool';\nexport const button = () => Tool;\n",
  'src/main.ts': [
    "import { Tool } from './lib/tool';",
    "import { Tool as B } from './lib/tool.js';",
    "import { Tool as C } from '@/lib/tool';",
    "import { Tool as D } from '@tool';",
    "import { Tool as E } from 'kit/tool';",
    "import { Tool as F } from '#lib/tool';",
    "export { near } from './lib/near';",
    "export const later = () => import('./lib/tool');",
    "export type T = import('./lib/tool').Tool;",
    "import { button } from './widgets';",
    "import { button as same } from '@/widgets/index';",
    "import { button as other } from '@widgets/button';",
    "jest.mock('./lib/tool');",
    "vi.mock('@/lib/tool', () => ({}));",
    "new URL('./lib/tool.ts', import.meta.url);",
    "require.resolve('./lib/tool');",
    "console.log('./lib/tool');",
    '',
  ].join('\n'),
  'src/page.vue': "<script>\nimport { Tool } from '../src/lib/tool';\n</script>\n",
};
const moves = [
  ['src/lib/tool.ts', 'src/core/net/socket.ts'],
  ['src/lib/big.ts', 'src/core/big.ts'],
  ['src/widgets/index.ts', 'src/gadgets/index.ts'],
  ['src/widgets/button.ts', 'src/gadgets/button.ts'],
] as const;

/** The files in a repository after renames by hand. */
function byHand(isTracked: boolean, changes: Files = {}): string {
  const folder = makeRepository({ ...files, ...changes });
  for (const [from, to] of moves) {
    mkdirSync(path.join(folder, path.dirname(to)), { recursive: true });
    if (isTracked) git(folder, 'mv', from, to);
    else renameSync(path.join(folder, from), path.join(folder, to));
  }
  return folder;
}

withGit.test.each([true, false])('are repaired as a move would have left them, tracked: %s', (isTracked) => {
  const folder = makeRepository(files);
  expect(
    codemod(folder, ['move', '--no-record', ...moves.slice(0, 2).flat(), 'src/widgets', 'src/gadgets']),
  ).toMatchObject({
    exitCode: 0,
  });
  expect(read(folder, 'src/main.ts')).toContain("import { Tool as C } from '@/core/net/socket';");
  const moved = byHand(isTracked);
  const before = snapshot(moved);
  expect(codemod(moved, ['move', '--from-git', 'HEAD', '--no-record'])).toMatchObject({ exitCode: 0 });
  expect(snapshot(moved)).toEqual(snapshot(folder));
  // Nothing is left for a second run, and rollback gives back the files as somebody had moved them.
  expect(codemod(moved, ['move', '--from-git', 'HEAD', '--no-record'])).toMatchObject({
    exitCode: 0,
    stderr: 'Nothing is left to move\n',
  });
  expect(codemod(moved, ['rollback'])).toMatchObject({ exitCode: 0 });
  expect(snapshot(moved)).toEqual(before);
});

withGit.test('what somebody has written anew stays, and the Map gets entries', () => {
  const filler = '// The same at both places.\n'.repeat(9);
  const folder = byHand(true, {
    'ssot.config.json': '{}\n',
    'src/lib/big.ts': `import { near } from './near';\nimport { Tool } from './tool';\n${filler}export const big = [near, Tool];\n`,
    // A file of the same name is where the old specifier leads from the new place.
    'src/core/near.ts': 'export const near = 2;\n',
  });
  const written = `import { near } from './near';\nimport { Tool } from './net/socket';\n${filler}export const big = [near, Tool];\n`;
  writeFileSync(path.join(folder, 'src/core/big.ts'), written);
  expect(codemod(folder, ['move', '--from-git', 'HEAD'])).toMatchObject({ exitCode: 0 });
  expect(read(folder, 'src/core/big.ts')).toBe(written);
  expect(read(folder, 'src/core/net/socket.ts')).toContain("from '../big'");
  expect(read(folder, 'ssot.config.json')).toContain('"./src/lib/tool"');
  expect(codemod(folder, ['check'])).toMatchObject({ exitCode: 0 });
});
