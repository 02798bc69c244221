import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import {
  addFiles,
  git,
  makeFolder,
  makeRepository,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import { smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

/** Files whose diffs are easily wrong: line endings, marks, encodings, final newlines, edits close to each other. */
const oddFiles = {
  'odd/crlf.py': 'import os\r\nfrom app.core.manager import WebSocketManager\r\nx = 1\r\n',
  'odd/mixed.py': 'import os\r\nfrom app.core.manager import WebSocketManager\nx = 1\r\n',
  'odd/cr.py': 'import os\rfrom app.core.manager import WebSocketManager\rx = 1\r',
  'odd/bom.py': '\ufefffrom app.core.manager import WebSocketManager\n',
  'odd/latin.py': Buffer.from(
    '# coding: latin-1\n# d\xe9j\xe0 vu\nfrom app.core.manager import WebSocketManager  # \xfc\n',
    'latin1',
  ),
  'odd/no_newline.py': 'from app.core.manager import WebSocketManager',
  'odd/no_newline_many.py': 'x = 1\nfrom app.core.manager import make_id, WebSocketManager',
  'odd/form_feed.py': '\f\nfrom app.core.manager import WebSocketManager\n\f\n',
  'odd/near.py':
    'from app.core.manager import make_id, WebSocketManager\nfrom app.core import (\n    WebSocketManager as M,\n)\nfrom app.core.manager import WebSocketManager as N, make_id as i\n',
  'odd/name with space.py': 'from app.core.manager import WebSocketManager\n',
  'odd/übung.py': 'from app.core.manager import WebSocketManager\n',
};

/** Names that git quotes in a diff, or that a careless reader of it would cut. */
const oddNames = Object.fromEntries(
  ['"quoted"', 'tab\there', 'new\nline', 'back\\slash', 'blank at the end ', ' -> ', '--stat'].map((name) => [
    `names/${name}.py`,
    'from app.core.manager import WebSocketManager\n',
  ]),
);

/** A module to load first, with which a worker thread ends when it opens a file of that name. */
const diesOf = (name: string): string => `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  import { isMainThread } from 'node:worker_threads';
  const { openSync } = fs;
  if (!isMainThread) fs.openSync = (file, ...rest) => (String(file).endsWith('${name}') ? process.exit(3) : openSync(file, ...rest));
  syncBuiltinESMExports();`;

describe('dry-run', () => {
  test('shows what apply would write, and writes nothing', () => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const { exitCode, stdout, stderr } = codemod(folder, []);
    expect(stdout).toBe(
      [
        'diff --git a/app/one.py b/app/one.py',
        '--- a/app/one.py',
        '+++ b/app/one.py',
        '@@ -1,1 +1,1 @@',
        '-from app.core.manager import WebSocketManager',
        '+from app.core.unified import Manager as WebSocketManager',
        'diff --git a/app/two.py b/app/two.py',
        '--- a/app/two.py',
        '+++ b/app/two.py',
        '@@ -1,2 +1,2 @@',
        ' import os',
        '-from app.core import WebSocketManager as Manager  # noqa',
        '+from app.core.unified import Manager  # noqa',
        'diff --git a/tests/test_three.py b/tests/test_three.py',
        '--- a/tests/test_three.py',
        '+++ b/tests/test_three.py',
        '@@ -1,3 +1,4 @@',
        ' def test():',
        '-    from app.core.manager import WebSocketManager, make_id',
        '+    from app.core.manager import make_id',
        '+    from app.core.unified import Manager as WebSocketManager',
        '     assert WebSocketManager and make_id()',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('3 of 7 files would change: 3 edits\n');
    expect(exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['dry-run']).stdout).toBe(stdout);
  });

  withGit.test('git applies the diff, and gets what apply writes, byte for byte (needs git)', () => {
    const files = { ...smallRepository, ...oddFiles, ...oddNames };
    const [patched, applied] = [makeRepository(files), makeRepository(files)];
    const { output, stderr } = codemod(patched, ['dry-run']);
    expect(stderr).toMatch(/^21 of 25 files would change: 23 edits\n/);
    const patch = path.join(temporaryFolder(), 'moves.patch');
    addFiles(path.dirname(patch), { 'moves.patch': output });
    git(patched, 'apply', '--check', patch);
    git(patched, 'apply', patch);
    expect(codemod(applied, ['apply']).exitCode).toBe(0);
    expect(snapshot(patched)).toEqual(snapshot(applied));
    expect(snapshot(applied).get('app/two.py')).toBe(`644 ${String(smallRepositoryAfter['app/two.py'])}`);
    expect(codemod(applied, ['dry-run', '--exit-code'])).toMatchObject({ exitCode: 0, stdout: '' });
  });

  withGit.test('--stat counts lines as git diff --stat does (needs git)', () => {
    const folder = makeRepository({ ...smallRepository, ...oddFiles });
    const { stdout } = codemod(folder, ['--stat']);
    codemod(folder, ['apply']);
    const rows = stdout.split('\n').flatMap((line) => {
      const [, file, lines] = /^ (\S.*?) +\| +(\d+) [+-]+$/.exec(line) ?? [];
      return file === undefined ? [] : [`${file} ${lines}`];
    });
    const expected = git(folder, '-c', 'core.quotePath=false', 'diff', '--numstat')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([added, deleted, file]) => `${file} ${Number(added) + Number(deleted)}`);
    expect(rows.toSorted()).toEqual(expected.toSorted());
    expect(stdout).toContain(git(folder, 'diff', '--shortstat').trim());
  });

  test('--patch writes the diffs to a file, whatever goes to stdout', () => {
    const folder = makeFolder(smallRepository);
    const { output } = codemod(folder, []);
    const { stdout } = codemod(folder, ['--stat', '--patch', 'moves.patch']);
    expect(stdout).toMatch(/^ app\/one\.py +\| 2 \+-\n/);
    expect(readFileSync(path.join(folder, 'moves.patch'))).toEqual(output);
  });

  test('--format json is a stable document without places of this machine', () => {
    const folder = makeFolder(smallRepository);
    const { stdout } = codemod(folder, ['--format', 'json']);
    const report = JSON.parse(stdout) as { summary: object; files: { path: string; edits: object[] }[] };
    expect(report).toMatchObject({
      schemaVersion: 1,
      command: 'dry-run',
      summary: { filesScanned: 7, filesChanged: 3, edits: 3, safe: 3, review: 0, refused: 0, skipped: 0, failed: 0 },
    });
    expect(report.files.map((file) => file.path)).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
    expect(report.files[2]?.edits).toMatchObject([
      {
        line: 2,
        column: 5,
        transform: 'python/from-import',
        tier: 'safe',
        applied: true,
        from: 'app.core.manager:WebSocketManager',
        to: 'app.core.unified:Manager',
      },
    ]);
    expect(stdout).not.toContain(folder);
    const other = makeFolder(smallRepository);
    expect(codemod(other, ['--format=json']).stdout).toBe(stdout);
    codemod(other, ['--format', 'json', '-o', 'report.json']);
    expect(readFileSync(path.join(other, 'report.json'), 'utf8')).toBe(stdout);
  });

  test('--format jsonl has a line for each file, and the summary last', () => {
    const lines = codemod(makeFolder(smallRepository), ['--format', 'jsonl']).stdout.trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as object);
    expect(entries).toMatchObject([{ path: 'app/one.py' }, {}, {}, { command: 'dry-run', summary: { edits: 3 } }]);
  });

  test('--exit-code is 1 while something would change, and -q changes no exit code', () => {
    const folder = makeFolder(smallRepository);
    expect(codemod(folder, ['--exit-code'])).toMatchObject({ exitCode: 1 });
    expect(codemod(folder, ['--exit-code', '-q'])).toMatchObject({ exitCode: 1, stderr: '' });
    expect(codemod(folder, ['-q'])).toMatchObject({ exitCode: 0, stderr: '' });
    addFiles(folder, smallRepositoryAfter);
    expect(codemod(folder, ['--exit-code', '-q'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('the Plan does not depend on the number of threads', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, k) => [`more/file_${k}.py`, `from app.core import WebSocketManager as m${k}\n`]),
    );
    const folder = makeFolder({ ...smallRepository, ...many });
    const [one, two, three] = ['1', '2', '3'].map((jobs) => codemod(folder, ['--format', 'json', '-j', jobs]));
    expect(one?.stdout).toContain('more/file_399.py');
    expect(two?.stdout).toBe(one?.stdout);
    expect(three?.stdout).toBe(one?.stdout);
  });

  withGit.test('nor on a second thread that looks ahead, or dies', () => {
    const many = Object.fromEntries(Array.from({ length: 2100 }, (_, k) => [`more/${'long'.repeat(8)}_${k}.py`, '']));
    const folder = makeRepository({
      ...smallRepository,
      ...many,
      'app/core/unified.py': 'import app.circle\n\n\nclass Manager:\n    pass\n',
      // Finished again for its cycle, it must not know what the second look knew of patches.
      'app/circle.py':
        'from app.gone import WebSocketManager\n\n\ndef f():\n    from app.core.manager import WebSocketManager as W\n\n    return W\n',
      'ssot.config.json': JSON.stringify({
        python: {
          map: [
            {
              canonical: 'app.core.unified:Manager',
              legacy: ['app.core.manager:WebSocketManager', 'app.core:WebSocketManager', 'app.gone:WebSocketManager'],
            },
          ],
        },
        javascript: { map: [{ canonical: './web/new.ts#start', legacy: ['./web/old.ts#run', './web/older.ts#run'] }] },
      }),
      'web/new.ts': 'export const start = 1;\n',
      'web/old.ts': "export { start as run } from './new';\n",
      'web/older.ts': "export { start as run } from './new';\n",
      'web/use.ts': "import { run } from './old';\n\nrun;\n",
      // A mock that stays holds back what uses its module: that is known when all files have been read.
      'web/use-older.ts': "import { run } from './older';\n\nrun;\n",
      'web/older.test.ts': "jest.mock('./older', () => load());\n",
      'app/module.py': 'import app.core.manager as m\n\nx = m.WebSocketManager()\ny = vars(m)\n',
      'app/late.py': 'def f():\n    from app.core.manager import WebSocketManager\n\n    return WebSocketManager\n',
      'tests/test_patch.py':
        "from unittest.mock import patch\nimport app.core.manager as m\n\n\n@patch('app.core.manager.WebSocketManager')\ndef test(_):\n    m.WebSocketManager()\n",
    });
    const run = (args: readonly string[], preload?: string): unknown => {
      const { stdout, exitCode } = codemod(
        folder,
        ['--format', 'json', ...args],
        preload === undefined ? {} : { preload },
      );
      return { exitCode, report: JSON.parse(stdout) as unknown };
    };
    const alone = run(['-j', '1']);
    expect(JSON.stringify(alone)).toContain('it closes an import cycle: app.circle → app.core.unified → app.circle');
    expect(JSON.stringify(alone)).toContain(
      'a function of app/module.py imports app.core.manager:WebSocketManager, and stays',
    );
    expect(JSON.stringify(alone)).toContain('python/module-import');
    expect(JSON.stringify(alone)).toContain('python/string-target');
    expect(JSON.stringify(alone)).toContain('"path":"web/use.ts","status":"changed"');
    expect(JSON.stringify(alone)).toContain('a test replaces web/older.ts by a mock, which does not move');
    expect(run([])).toEqual(alone);
    expect(run(['-j', '2'])).toEqual(alone);
    const dies = `import { isMainThread } from 'node:worker_threads'; if (!isMainThread)`;
    expect(run([], `${dies} process.exit(1);`)).toEqual(alone);
    expect(run([], `${dies} setTimeout(() => process.exit(1), 30);`)).toEqual(alone);
    expect(run([], diesOf('use.ts'))).toEqual(alone);
  });

  test('colours are for terminals, unless they are asked for', () => {
    const folder = makeFolder(smallRepository);
    const plain = codemod(folder, []).stdout;
    expect(plain).not.toContain('\x1b');
    const colored = codemod(folder, ['--color', 'always']).stdout;
    expect(colored).toContain('\x1b[31m-from app.core.manager import WebSocketManager\x1b[39m\n');
    expect(colored.replaceAll(new RegExp(String.raw`\x1b\[\d+m`, 'g'), '')).toBe(plain);
    expect(codemod(folder, ['--color', 'auto'], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }).stdout).toBe(plain);
    expect(codemod(folder, [], { env: { FORCE_COLOR: '1' } }).stdout).toBe(colored);
    expect(codemod(folder, [], { env: { FORCE_COLOR: '0' } }).stdout).toBe(plain);
    expect(codemod(folder, ['--color', 'never'], { env: { FORCE_COLOR: '1' } }).stdout).toBe(plain);
  });

  test('a file that breaks its worker thread is failed; the others are as they would be', () => {
    const folder = makeFolder({ ...smallRepository, 'app/deadly.py': 'from app.core import WebSocketManager\n' });
    const { exitCode, stdout, stderr } = codemod(folder, ['-j', '2'], { preload: diesOf('deadly.py') });
    expect(stderr).toContain('Failed: 1\n  app/deadly.py: the worker thread ended with code 3\n');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('+++ b/app/one.py\n');
    expect(stdout).toContain('+++ b/tests/test_three.py\n');
  });
});
