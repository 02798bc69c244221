import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { check, clean, places } from '../support/check.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, snapshot } from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

test('names each fragmented import with its place, the canonical path and the fix, and writes nothing', () => {
  const folder = makeFolder(smallRepository);
  const before = snapshot(folder);
  const run = check(folder);
  expect(run.stdout).toBe(
    [
      'app/one.py:1:1 app.core.manager:WebSocketManager → app.core.unified:Manager',
      '    from app.core.unified import Manager as WebSocketManager',
      'app/two.py:2:1 app.core:WebSocketManager → app.core.unified:Manager',
      '    from app.core.unified import Manager',
      'tests/test_three.py:2:5 app.core.manager:WebSocketManager → app.core.unified:Manager',
      '    from app.core.manager import make_id',
      '        from app.core.unified import Manager as WebSocketManager',
      '',
    ].join('\n'),
  );
  expect(run.stderr).toBe('3 imports on legacy paths in 3 files of 7\nFix with: ssot-codemod apply\n');
  expect(run.exitCode).toBe(1);
  expect(snapshot(folder)).toEqual(before);
});

test('passes after an apply, but for what apply refuses', () => {
  const folder = makeFolder({
    ...smallRepository,
    'app/twice.py': 'from app.core.manager import WebSocketManager as X, make_id as X\n',
  });
  expect(codemod(folder, ['apply', '--strict']).exitCode).toBe(1);
  const run = check(folder);
  expect(run.exitCode).toBe(1);
  expect(places(run)).toEqual([expect.stringMatching(/^app\/twice\.py:1:/)]);
  expect(run.stdout).toContain('by hand');
  rmSync(path.join(folder, 'app/twice.py'));
  expect(check(folder)).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: 'No import on a legacy path in 7 files\n',
  });
});

test('a comment with a reason lets an import be, and one without does not', () => {
  const folder = makeFolder({
    ...clean,
    'app/one.py': `${legacy.trim()}  # ssot: allow[fragmented-import] the plugin API names it\n`,
    'app/two.py': `${legacy.trim()}  # ssot: allow[fragmented-import]\n`,
    'app/four.py': `${legacy.trim()}  # ssot: allow[another-rule] because\n`,
  });
  const run = check(folder, '-v');
  expect(run.exitCode).toBe(1);
  expect(places(run).slice(0, 2)).toEqual(['app/four.py:1:1', 'app/two.py:1:1']);
  expect(run.stdout).toContain('gives no reason');
  expect(run.stdout).toContain(
    'Allowed:\n  app/one.py:1:30 app.core.manager:WebSocketManager (the plugin API names it)\n',
  );
  expect(run.stderr).toContain('2 imports on legacy paths in 2 files of 8; 1 allowed by comments');
});

test('comments of JavaScript and of templates let imports be, too', () => {
  const entry = { canonical: './src/new/socket#Socket', legacy: ['./src/old/socket#Socket'] };
  const folder = makeFolder({
    'ssot.config.json': JSON.stringify({ javascript: { map: [entry] } }),
    'src/new/socket.ts': 'export class Socket {}\n',
    'src/old/socket.ts': "export { Socket } from '../new/socket';\n",
    'src/one.ts': "import { Socket } from './old/socket'; // ssot: allow[fragmented-import] until v2\n",
    'src/two.ts': "import {\n  Socket, /* ssot: allow[fragmented-import] until v3 */\n} from './old/socket';\n",
    'src/three.ts': "import { Socket } from './old/socket';\n",
  });
  const run = check(folder, '-v');
  expect(places(run)[0]).toBe('src/three.ts:1:1');
  expect(run.stdout).toMatch(/Allowed:\n {2}src\/one\.ts:1:10 .*\(until v2\)\n {2}src\/two\.ts:2:3 .*\(until v3\)\n$/);
  expect(run.exitCode).toBe(1);
});

test.each([
  [['--staged', '--since', 'x'], 'give one of them'],
  [['--staged', '--files-from', '-'], 'give one of them'],
  [['--staged', 'app'], 'take no further paths'],
  [['--update-baseline'], 'needs --baseline'],
  [['--allow-growth'], 'needs --update-baseline'],
  [['--baseline', 'x', '--update-baseline', 'app'], 'looks at the whole root'],
  [['--baseline', 'x', '--update-baseline', '--staged'], 'looks at the whole root'],
])('%j is refused', (args, message) => {
  const run = check(makeFolder(clean), ...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(message);
});

test('a whole root without a file is a mistake, a list without one is not', () => {
  const folder = makeFolder({ 'ssot.config.json': smallRepository['ssot.config.json'] ?? '', 'a.txt': '' });
  expect(check(folder).exitCode).toBe(2);
  expect(check(folder, 'a.txt').exitCode).toBe(0);
  expect(codemod(folder, ['check', '--files-from', '-'], { input: 'a.txt\n' }).exitCode).toBe(0);
});

test('what nobody can set right where it stands is counted, listed with -v, and fails nothing', () => {
  const folder = makeFolder({
    ...clean,
    'app/core/manager.py': 'class WebSocketManager:\n    pass\n',
    // The canonical module is built on the legacy one.
    'app/core/unified.py': `${legacy}\n\nclass Manager(WebSocketManager):\n    pass\n`,
    'app/core/__init__.py': 'from .unified import Manager\n\nWebSocketManager = Manager\n',
    'app/made.py': `# @generated by a tool\n${legacy}`,
  });
  const run = check(folder);
  expect(run).toMatchObject({ exitCode: 0, stdout: '' });
  expect(run.stderr).toBe('No import on a legacy path in 8 files; 2 that stay, and fail nothing (-v lists them)\n');
  const verbose = check(folder, '-v').stdout;
  expect(verbose).toContain('app/core/unified.py:1:30 app.core.manager:WebSocketManager is a legacy path, and stays');
  expect(verbose).toContain('app/made.py:2:');
  addFiles(folder, { 'app/star.py': 'from app.core.manager import WebSocketManager as X, make_id as X\n' });
  expect(check(folder).exitCode).toBe(1);
});
