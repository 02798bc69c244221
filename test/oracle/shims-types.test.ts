import { spawnSync } from 'node:child_process';
import { expect } from '@jest/globals';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { onlyWhere } from '../support/only-where.ts';
import { makeRepository } from '../support/repository.ts';

const mypy = process.env['SSOT_TEST_MYPY'] ?? 'mypy';
const withMypy = onlyWhere(spawnSync(mypy, ['--version']).status === 0);

const files = {
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'app.unified:Manager', legacy: ['app.manager:WebSocketManager'] },
        { canonical: 'app.unified:make', legacy: ['app.manager:make'] },
        { canonical: 'app.unified:_secret', legacy: ['app.manager:_hidden'] },
        { canonical: 'app.unified:LIMIT', legacy: ['app.manager:LIMIT'] },
      ],
    },
  }),
  'app/__init__.py': '',
  'app/unified.py':
    'class Manager:\n    pass\n\n\nLIMIT = 3\n\n\ndef make(limit: int) -> Manager:\n    return Manager()\n\n\ndef _secret() -> None:\n    pass\n',
  'app/manager.py':
    'import json as json\nfrom app.unified import LIMIT as LIMIT, Manager as WebSocketManager, _secret, make\n\n_hidden = _secret\n__all__ = ["WebSocketManager", "make"]\n\n\ndef helper() -> str:\n    return ""\n',
  'app/user.py': [
    'import app.manager',
    'from app.manager import LIMIT, WebSocketManager, _hidden, helper, make',
    '',
    'for each in (WebSocketManager, make, _hidden, LIMIT, helper, app.manager.make, app.manager.json):',
    '    pass',
    'reveal_type(WebSocketManager)',
    'reveal_type(make)',
    'reveal_type(_hidden)',
    'reveal_type(LIMIT)',
    'reveal_type(helper)',
    'reveal_type(app.manager.make)',
    'reveal_type(app.manager.json)',
    'app.manager.Misspelt',
    '',
    '',
    'def f(a: WebSocketManager) -> app.manager.WebSocketManager:',
    '    return a',
    '',
  ].join('\n'),
};

withMypy.test('mypy --strict sees the same types through a shim (needs mypy: SSOT_TEST_MYPY)', () => {
  const folder = makeRepository(files);
  const look = (): string =>
    spawnSync(mypy, ['--strict', '--cache-dir=/dev/null', 'app'], { cwd: folder, encoding: 'utf8' }).stdout;
  const before = look();
  expect(before).toContain('Revealed type is "def (limit: int) -> app.unified.Manager"');
  expect(before).toContain('Module has no attribute "Misspelt"');
  expect(codemod(folder, ['shim', '--keep-old', '--apply']).exitCode).toBe(0);
  // The summary counts files, of which there are more now.
  expect(look().replace(/checked .*/, '')).toBe(before.replace(/checked .*/, ''));
});
