import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const folder = makeFolder({
  ...smallRepository,
  'tests/test_patch.py': [
    'from unittest.mock import patch',
    'TEXT = "see app.core.manager.WebSocketManager"',
    'import importlib',
    'importlib.import_module("app.core.manager")',
    'with patch("app.core.WebSocketManager"):',
    '    pass',
    '',
  ].join('\n'),
  'app/many.py': 'from app.core.manager import (\n    WebSocketManager,\n    make_id,\n)\n',
  'docs/readme.md': 'from app.core.manager import WebSocketManager\n',
});

const explain = (...args: string[]): ReturnType<typeof codemod> => codemod(folder, ['explain', ...args]);

describe('explain', () => {
  test('an import: where it goes, through which names, why, and with which edit', () => {
    expect(explain('app/one.py:1')).toMatchObject({
      exitCode: 0,
      stdout: [
        'app/one.py:1:1 app.core.manager:WebSocketManager → app.core.unified:Manager',
        '  form   python/from-import',
        '  tier   safe: both lead to app.core.unified:Manager',
        '  chain  app.core.manager:WebSocketManager → app.core.unified:Manager',
        '  edit   apply makes it',
        '  - from app.core.manager import WebSocketManager',
        '  + from app.core.unified import Manager as WebSocketManager',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test('any line of a statement will do', () => {
    for (const line of [1, 2, 3, 4])
      expect(explain(`app/many.py:${line}`).stdout).toContain('app/many.py:1:1 app.core');
  });

  test('a patch, as the look at all files judges it', () => {
    const { stdout } = explain('tests/test_patch.py:5:7');
    expect(stdout).toContain('  form   python/string-target\n  tier   safe: both lead to app.core.unified:Manager\n');
    expect(stdout).toContain('  - "app.core.WebSocketManager"\n  + "app.core.unified.Manager"\n');
  });

  test('what is refused, and text', () => {
    expect(explain('tests/test_patch.py:4').stdout).toContain(
      '  left   dynamic-use: names of app.core.manager move one by one, and which of them are used here is not known\n',
    );
    expect(explain('tests/test_patch.py:2').stdout).toContain(
      'tests/test_patch.py:2:8 python/text-mention\n  the text names app.core.manager:WebSocketManager; text is not edited\n',
    );
  });

  test('uses that are renamed with their import', () => {
    const config = JSON.stringify({
      python: {
        uses: 'rename',
        map: [{ canonical: 'app.core.unified:Manager', legacy: ['app.core.manager:WebSocketManager'] }],
      },
    });
    const renaming = makeFolder({
      ...smallRepository,
      'ssot.config.json': config,
      'app/one.py': 'from app.core.manager import WebSocketManager\n\nmade = WebSocketManager()\n',
    });
    expect(codemod(renaming, ['explain', 'app/one.py:3']).stdout).toBe(
      'app/one.py:3 uses of a name that moves get its new name\n  - made = WebSocketManager()\n  + made = Manager()\n',
    );
  });

  test('a line without a reference, and a file that is not looked at', () => {
    const { exitCode, stdout } = explain('app/two.py:1');
    expect([exitCode, stdout.split('\n')]).toEqual([
      0,
      [
        'app/two.py:1 holds no reference to a legacy path',
        '  looked for, in imports, attributes of modules and strings:',
        '    app.core.manager:WebSocketManager',
        '    app.core:WebSocketManager',
        '',
      ],
    ]);
    expect(explain('docs/readme.md:1').stdout).toBe(
      'docs/readme.md is not looked at: the configuration does not include it\n',
    );
  });

  test('as JSON', () => {
    const { stdout } = explain('app/two.py:2', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'explain',
      path: 'app/two.py',
      line: 2,
      edits: [{ from: 'app.core:WebSocketManager', to: 'app.core.unified:Manager', tier: 'safe', applied: true }],
      refused: [],
    });
  });

  test('JavaScript, too', () => {
    const web = makeFolder({
      'ssot.config.json':
        '{ "javascript": { "map": [{ "canonical": "./new", "legacy": ["./old"], "replaces": true }] } }',
      'new.ts': 'export const a = 1;\n',
      'old.ts': 'export const a = 1;\n',
      'use.ts': "import { a } from './old';\nconsole.log(a);\n",
    });
    expect(codemod(web, ['explain', 'use.ts:1']).stdout).toContain("  - import { a } from './old';\n");
  });

  test.each([
    [['app/one.py'], 'explain takes one place: FILE:LINE'],
    [[], 'explain takes one place: FILE:LINE'],
    [['app/one.py:0'], 'explain takes one place: FILE:LINE'],
    [['app/one.py:1', 'app/two.py:1'], 'explain takes one place: FILE:LINE'],
    [['app/one.py:9'], 'app/one.py has 1 line, and no line 9'],
    [['app/nowhere.py:1'], 'app/nowhere.py cannot be read'],
    [['../elsewhere.py:1'], 'is outside of'],
  ])('%j is wrong usage', (args, message) => {
    const { exitCode, stderr } = explain(...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
