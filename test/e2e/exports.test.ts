import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { crossFileConfig, crossFileRepository } from '../../scripts/cross-file-repository.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, read } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const config = JSON.stringify({
  python: {
    map: [
      { canonical: 'app.unified:Manager', legacy: ['app.manager:WebSocketManager', 'app.other:Manager'] },
      { canonical: 'app.unified:make', legacy: ['app.manager:make'] },
    ],
  },
});

const library: Files = {
  'ssot.config.json': config,
  'app/__init__.py': '',
  'app/unified.py': 'class Manager:\n    pass\n\n\ndef make():\n    return Manager()\n',
  'app/manager.py': 'from app.unified import Manager as WebSocketManager\n\n\ndef make():\n    return 1\n',
  'app/other.py': 'from app.unified import Manager\nfrom app.registry import add\n\nadd(Manager)\n',
  'app/registry.py': 'def add(one):\n    pass\n',
};

const service: Files = {
  'ssot.config.json': config,
  'service.py': 'from app.manager import WebSocketManager, make\n',
};

/** A library with its exports written beside it, and a repository that uses it. */
function two(more: Files = {}, used: Files = {}): { folder: string; exports: string } {
  const owner = makeFolder({ ...library, ...more });
  const folder = makeFolder({ ...service, ...used });
  const exports = path.join(owner, 'app.json');
  const { exitCode, stderr } = codemod(owner, ['plan', '--write-exports', 'app.json']);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('--exports app.json')]);
  return { folder, exports };
}

interface Reported {
  readonly path: string;
  readonly edits: readonly { readonly from: string; readonly tier: string; readonly because: string }[];
}

function edits(folder: string, ...args: readonly string[]): Record<string, string> {
  const { stdout } = codemod(folder, ['dry-run', '--format', 'json', ...args]);
  const { files } = JSON.parse(stdout) as { files: Reported[] };
  return Object.fromEntries(
    files.flatMap((file) => file.edits.map(({ from, tier, because }) => [from, `${tier}: ${because}`])),
  );
}

describe('plan --write-exports and --exports', () => {
  test('prove a move across repositories', () => {
    const { folder, exports } = two();
    expect(codemod(folder, ['dry-run']).stderr).toContain('target-not-found app.manager:WebSocketManager');
    expect(edits(folder, '--exports', exports)).toEqual({
      'app.manager:WebSocketManager': 'safe: both lead to app.unified:Manager',
      'app.manager:make': 'review: app.manager:make is a different object than app.unified:make',
    });
    expect(codemod(folder, ['apply', '--exports', exports]).exitCode).toBe(0);
    expect(read(folder, 'service.py')).toBe(
      'from app.manager import make\nfrom app.unified import Manager as WebSocketManager\n',
    );
  });

  test.each<[string, Files, Files, string, string]>([
    [
      'an effect that would be lost',
      {},
      { 'service.py': 'from app.other import Manager\n' },
      'app.other:Manager',
      'review: nothing would import app.other any more, which does more than bind names (app/other.py:4)',
    ],
    [
      'a function there that looks a patched name up itself',
      {
        'app/manager.py':
          'from app.unified import Manager as WebSocketManager\n\n\ndef run():\n    return WebSocketManager()\n',
      },
      { 'test_service.py': 'from unittest.mock import patch\n\npatch("app.manager.WebSocketManager")\n' },
      'app.manager:WebSocketManager',
      'review: app.manager looks WebSocketManager up itself (line 5), and stays',
    ],
    [
      'a function of another file there that imports a patched name when it runs',
      {
        'app/unified.py': 'class Manager:\n    pass\n',
        'app/routes.py': 'def run():\n    from app.manager import WebSocketManager\n    return WebSocketManager()\n',
      },
      {
        'service.py': 'def run():\n    from app.manager import WebSocketManager\n    return WebSocketManager()\n',
        'test_service.py': 'from unittest.mock import patch\n\npatch("app.manager.WebSocketManager")\n',
      },
      'app.manager:WebSocketManager',
      'imports app.manager:WebSocketManager, and stays',
    ],
    [
      'a name that is bound anew there',
      {
        'ssot.config.json': JSON.stringify({
          python: { map: [{ canonical: 'app.unified:current', legacy: ['app.manager:current'] }] },
        }),
        'app/unified.py': 'current = None\n',
        'app/manager.py': 'from app.unified import current\n',
        'app/setup.py': 'import app.unified\n\napp.unified.current = 5\n',
      },
      {
        'ssot.config.json': JSON.stringify({
          python: { map: [{ canonical: 'app.unified:current', legacy: ['app.manager:current'] }] },
        }),
        'service.py': 'def read():\n    from app.manager import current\n    return current\n',
      },
      'app.manager:current',
      'review: app/setup.py binds app.unified:current to something else',
    ],
    [
      'a name that is not there',
      { 'app/unified.py': 'class Manager:\n    pass\n' },
      { 'service.py': 'from app.gone import Manager\n', 'ssot.config.json': config.replace('app.other', 'app.gone') },
      'app.gone:Manager',
      'safe: app.gone:Manager cannot be imported today: the edit repairs it',
    ],
  ])('know of %s', (_, more, used, symbol, said) => {
    const { folder, exports } = two(more, used);
    expect(edits(folder, '--exports', exports)[symbol]).toContain(said);
  });

  test('say of each file what one tree of both repositories would', () => {
    // No package has files in both repositories.
    const files = Object.entries(crossFileRepository('alias')).map(([file, text]): [string, string] => [
      file.replace(/^(effects|state|kept)\/(user|other)\.py$/, 'users/$1_$2.py'),
      text,
    ]);
    const shared = { 'ssot.config.json': JSON.stringify({ ...crossFileConfig('alias'), javascript: { map: [] } }) };
    const isOwner = (file: string): boolean => /^(?:core|effects|state|loop|kept)\//.test(file);
    const part = (keep: (file: string) => boolean): string =>
      makeFolder({ ...shared, ...Object.fromEntries(files.filter(([file]) => keep(file))) });
    const [owner, user, all] = [part(isOwner), part((file) => !isOwner(file)), part(() => true)];
    codemod(owner, ['plan', '--write-exports', 'core.json', '-q']);
    const report = (folder: string, ...args: readonly string[]): unknown[] => {
      const { stdout } = codemod(folder, ['dry-run', '--format', 'json', ...args]);
      return (JSON.parse(stdout) as { files: Reported[] }).files.filter((file) => !isOwner(file.path));
    };
    const own = report(user, '--exports', path.join(owner, 'core.json'));
    expect(own.length).toBeGreaterThan(20);
    expect(own).toEqual(report(all));
  });

  test('work in shards, and with check', () => {
    const { folder, exports } = two();
    const flags = ['--exports', exports, '-q'];
    codemod(folder, ['plan', '--save', 'one.plan', ...flags]);
    for (const shard of ['1', '2'])
      codemod(folder, ['plan', '--shard', `${shard}/2`, '--save', `${shard}.json`, ...flags]);
    expect(codemod(folder, ['plan', 'merge', '1.json', '2.json', '--save', 'all.plan', ...flags]).stderr).toBe('');
    expect(read(folder, 'all.plan')).toBe(read(folder, 'one.plan'));
    expect(codemod(folder, ['plan', 'merge', '1.json', '2.json', '--save', 'all.plan', '-q']).stderr).toContain(
      'was made with other flags or another configuration',
    );
    expect(codemod(folder, ['check', '--exports', exports]).stdout).toContain(
      'app.manager:WebSocketManager → app.unified:Manager',
    );
  });

  test('name a module that two repositories have', () => {
    const { folder, exports } = two();
    addFiles(folder, { 'app/__init__.py': '' });
    const own = codemod(folder, ['dry-run', '--exports', exports]);
    expect([own.exitCode, own.stderr]).toEqual([
      2,
      expect.stringContaining(`app is in ${exports}, and here, too: app/__init__.py`),
    ]);
    rmSync(path.join(folder, 'app'), { recursive: true });
    const other = two({ 'app/unified.py': 'Manager = make = 1\n' }).exports;
    const both = codemod(folder, ['dry-run', '--exports', exports, '--exports', other]);
    expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('and not the same')]);
    expect(edits(folder, '--exports', exports, '--exports', exports)).toEqual(edits(folder, '--exports', exports));
  });

  test('share a namespace between repositories', () => {
    const namespaced = (files: Files): Files =>
      Object.fromEntries(
        Object.entries(files).map(([file, text]) => [
          file.replace(/^app\//, 'acme/app/'),
          (text as string).replaceAll(/\bapp\./g, 'acme.app.'),
        ]),
      );
    const owner = makeFolder(namespaced(library));
    const folder = makeFolder({
      ...namespaced(service),
      'acme/service.py': 'from acme.app.manager import WebSocketManager\n',
    });
    const exports = path.join(owner, 'app.json');
    codemod(owner, ['plan', '--write-exports', 'app.json', '-q']);
    expect(edits(folder, '--exports', exports)['acme.app.manager:WebSocketManager']).toBe(
      'safe: both lead to acme.app.unified:Manager',
    );
  });

  test('are not taken when somebody has changed them', () => {
    const { folder, exports } = two();
    const text = read(path.dirname(exports), 'app.json');
    const says = (changed: string): string => {
      writeFileSync(path.join(folder, 'odd.json'), changed);
      const { stderr, exitCode } = codemod(folder, ['dry-run', '--exports', 'odd.json']);
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(says(text.replace('"Manager"', '"Other"'))).toContain('odd.json was changed after it was written');
    expect(says(text.replace('"module": "app"', '"module": "../app"'))).toContain('is no dotted name');
    expect(says(text.replace('"kind": "package"', '"kind": "folder"'))).toContain('odd.json holds no exports');
    expect(says(text.replace('"lookups":', '"paths": ["/etc/passwd"], "lookups":'))).toContain('holds no exports');
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(says(text.replace('"suite": []', `"suite": ${deep}`))).toMatch(/holds no exports|cannot read the exports/);
    expect(says('{}')).toContain('odd.json holds no exports of this version');
    expect(says('{')).toContain('cannot read the exports odd.json');
    expect(codemod(folder, ['dry-run', '--exports', 'none.json']).stderr).toContain(
      'cannot read the exports none.json',
    );
    symlinkSync('/dev/zero', path.join(folder, 'zero.json'));
    expect(codemod(folder, ['dry-run', '--exports', 'zero.json']).stderr).toContain('it is no regular file');
  });

  test.each<[string, readonly string[], string]>([
    ['paths', ['app'], 'it takes no paths'],
    ['a shard', ['--shard', '1/2', '--save', 'a.json'], 'no --shard'],
  ])('are about the whole repository: %s are refused', (_, args, said) => {
    const folder = makeFolder(library);
    const { exitCode, stderr } = codemod(folder, ['plan', '--write-exports', 'app.json', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  test('are not written where no module of the Map is, and are the same when they are written again', () => {
    const { exitCode, stderr } = codemod(makeFolder(service), ['plan', '--write-exports', 'app.json']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no module of the Map is here')]);
    const owner = makeFolder(library);
    for (const file of ['a.json', 'b.json']) codemod(owner, ['plan', '--write-exports', file, '-q', '-j', '1']);
    expect(read(owner, 'a.json')).toBe(read(owner, 'b.json'));
    expect(read(owner, 'a.json')).not.toContain(owner);
  });
});
