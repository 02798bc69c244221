import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { installedPythons } from '../support/installed-pythons.ts';
import { onlyWhere } from '../support/only-where.ts';
import { makeRepository, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  '.gitignore': '__pycache__/\nhits-*\n',
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'app.unified:Manager', legacy: ['app.manager:WebSocketManager'] },
        { canonical: 'app.unified:make', legacy: ['app.manager:make'] },
        { canonical: 'app.unified:_secret', legacy: ['app.manager:_secret'] },
        { canonical: 'app.unified:Own', legacy: ['app.own:Own', 'app.own_too:Same'] },
      ],
    },
  }),
  'app/__init__.py': '',
  'app/unified.py': [
    'class Manager:',
    '    def go(self) -> int:',
    '        return 1',
    'class Own:',
    '    pass',
    'def make() -> Manager:',
    '    return Manager()',
    'def late() -> object:',
    '    return Manager',
    'def _secret() -> None:',
    '    pass',
    '',
  ].join('\n'),
  'app/manager.py': [
    'import json',
    'import warnings',
    'from app.unified import Manager as WebSocketManager, _secret, make',
    'warnings.warn("app.manager is deprecated", DeprecationWarning, stacklevel=2)',
    '__all__ = ["WebSocketManager", "make"]',
    '',
  ].join('\n'),
  'app/own.py': 'class Own:\n    pass\n\n\ndef helper() -> Own:\n    return Own()\n',
  'app/own_too.py': 'from app.own import Own as Same\n',
  'app/settings.py':
    'def old() -> list[str]:\n    return ["app.own", "app.own_too"]\n\n\ndef none() -> list[str]:\n    return []\n',
  'app/one.py': '\nfrom app.manager import WebSocketManager\n',
  'app/two.py':
    'from app.manager import WebSocketManager\n\n\ndef again() -> None:\n    from app.manager import make\n',
};

/** The row of each behaviour; the same in every version. */
const table = {
  'importing a shim imports no canonical module': 'False',
  'same object: class': true,
  'same object: function': true,
  'warns at the line of the caller, and again for a second importer': [
    'one.py:2 DeprecationWarning app.manager:WebSocketManager is legacy: use app.unified:Manager',
    'two.py:1 DeprecationWarning app.manager:WebSocketManager is legacy: use app.unified:Manager',
    'two.py:5 DeprecationWarning app.manager:make is legacy: use app.unified:make',
  ],
  star: ['WebSocketManager', 'make'],
  'private name': true,
  dir: ['WebSocketManager', '_secret', 'json', 'make', 'warnings'],
  find_spec: ['app.manager', 'app/manager.py'],
  reload: [true, true],
  'pickle by the legacy path': true,
  'a patch on the legacy path reaches a late look-up on the canonical one': [true, true, true],
  'a patch on the canonical path is seen through the legacy one': true,
  'a patch leaves no trace': [true, true, true],
  'unknown name': "module 'app.manager' has no attribute 'Misspelt'",
  'a name that is set on the shim stays its own': [1, false],
  'the module is one by its names': ['app.manager', 'app', 'module'],
  'settings name what stays old': [
    'app.unified',
    'app._legacy_own',
    'app._legacy_own',
    'app._legacy_own',
    'app.unified',
  ],
  'a group that is split':
    'app._ssot_shims.SwitchError: SSOT_OLD names app.own without app.own_too: they share definitions, so name both',
  'a whole group is of one class': 'True',
  'a module without old code':
    'app._ssot_shims.SwitchError: SSOT_OLD names app.manager, whose old code is not kept: see `ssot-codemod shim --keep-old`',
  strict:
    'app._ssot_shims.LegacyImportError: app.manager is legacy: use app.unified:Manager, app.unified:_secret, app.unified:make, json, warnings',
  'a name without canonical path comes from the old code, without a warning': ['app._legacy_own', 0],
  'threads: one count for each hit': [4096],
  'threads: the first access at once': '8 1',
  'fork and SIGKILL: at least half of the hits of each worker': ['9 9 9 9', 5, [1, 256]],
  on_hit: [true, null, ["on_hit is called no more: ValueError('metrics')"]],
  'a folder for hits that cannot be written stops nothing': 'make',
};

const pythons = installedPythons();
if (pythons.length < 2)
  process.stderr.write('Fewer than two CPythons from 3.9 up were found: what shims do is tested on no more.\n');

withGit.describe('shims, run', () => {
  onlyWhere(pythons.length > 0).test('there is a CPython to run them', () => {
    expect(pythons.length).toBeGreaterThan(0);
  });

  describe.each(pythons)('by CPython $version', ({ command }) => {
    test('behave as the table says', () => {
      const folder = makeRepository(files);
      const { exitCode, stderr } = codemod(folder, ['shim', '--keep-old', '--include-review', '--apply']);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Undo with')]);
      const program = fileURLToPath(new URL('shims_table.py', import.meta.url));
      const result = spawnSync(command, ['-W', 'ignore', program, folder], { encoding: 'utf8' });
      expect(result.stderr).toBe('');
      expect(JSON.parse(result.stdout)).toEqual(table);
    });
  });
});
