/** Packages that import what leaves them when somebody asks: `move --lazy-init`. */
import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder, read, snapshot } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'app/__init__.py': '',
  'app/settings.py': 'LIMIT = 3\n',
  'app/old/__init__.py':
    '"""Old things."""\n\nfrom .manager import (\n    LEVEL as L,  # how deep\n    Manager,\n)\nfrom .util import helper\n\n__all__ = ["Manager", "helper", "L"]\n',
  'app/old/util.py': 'def helper():\n    return 1\n',
  'app/old/manager.py':
    'from .util import helper\nfrom ..settings import LIMIT\n\nLEVEL = 2\n\n\nclass Manager:\n    def run(self):\n        return helper() + LIMIT\n',
  'use.py':
    'from app.old import *\nfrom app.old import Manager as Again\nfrom app.old.manager import Manager as Same\n\nprint(Manager is Same is Again, helper(), L, Same().run())\n',
};
const move = ['move', '--no-record', '--lazy-init', 'app/old/manager.py', 'app/core/unified.py'];

test('a package that would close a cycle imports the module when somebody asks', () => {
  const folder = makeFolder(files);
  const before = snapshot(folder);
  const plain = codemod(
    folder,
    move.filter((word) => word !== '--lazy-init'),
  );
  expect(plain).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('import-order') });
  expect(codemod(folder, move)).toMatchObject({ exitCode: 0 });
  expect(read(folder, 'app/old/__init__.py')).toBe(`"""Old things."""

from typing import TYPE_CHECKING

from .util import helper

if TYPE_CHECKING:
    from app.core.unified import (
        LEVEL as L,  # how deep
        Manager,
    )
else:

    def __getattr__(name):
        # Imported on first use: the modules below may need this package to be loaded first.
        if name == "L":
            from app.core.unified import LEVEL as L

            return L
        if name == "Manager":
            from app.core.unified import Manager

            return Manager
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Manager", "helper", "L"]
`);
  expect(codemod(folder, move).stderr).toContain('Nothing is left to move');
  expect(codemod(folder, ['rollback'])).toMatchObject({ exitCode: 0 });
  expect(snapshot(folder)).toEqual(before);
});

withPython.test('both orders of imports give the same objects, and an unknown name fails as before', () => {
  const folder = makeFolder(files);
  const run = (code: string): string =>
    python(`import sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, sys.argv[1])\n${code}`, [folder], '');
  const before = run('import use');
  codemod(folder, move);
  expect(run('import use')).toBe(before);
  for (const order of ['import app.core.unified, app.old', 'import app.old, app.core.unified'])
    expect(run(`${order}\nprint(app.old.Manager is app.core.unified.Manager, hasattr(app.old, "other"))`)).toBe(
      'True False\n',
    );
});

test('a module of the package, line endings of Windows, a file without a last line ending', () => {
  const folder = makeFolder({
    ...files,
    'app/old/__init__.py': '# old\r\nfrom . import manager\r\nfrom .util import helper',
    'use.py': 'from app.old import manager\n',
  });
  expect(codemod(folder, move)).toMatchObject({ exitCode: 0 });
  const text = read(folder, 'app/old/__init__.py');
  expect(text.replaceAll('\r\n', '').includes('\n')).toBe(false);
  expect(text.replaceAll('\r\n', '\n')).toBe(`# old
from typing import TYPE_CHECKING

from .util import helper

if TYPE_CHECKING:
    from app.core import unified as manager
else:

    def __getattr__(name):
        # Imported on first use: the modules below may need this package to be loaded first.
        if name == "manager":
            from app.core import unified as manager

            return manager
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
`);
});

test('an import that does something is for review: the package does not run it any more', () => {
  const folder = makeFolder({
    ...files,
    'app/old/manager.py': 'import atexit\n\natexit.register(print)\nManager = LEVEL = 1\n',
  });
  const result = codemod(folder, move);
  expect(result).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('app/old/manager.py:3 effects') });
});

const init = (text: string): Files => ({ 'app/old/__init__.py': text });
test.each<[string, Files, string]>([
  [
    'the package uses the name',
    init('from .manager import Manager\nmine = Manager()\n'),
    '__init__.py:2: the package itself uses Manager',
  ],
  [
    'a function of it uses the name',
    init('from .manager import Manager\ndef f():\n    return Manager()\n'),
    '__init__.py:3: the package itself uses',
  ],
  ['the name is bound twice', init('Manager = None\nfrom .manager import Manager\n'), 'binds Manager more than once'],
  ['a star', init('from .manager import *\n'), '__init__.py:1: it takes all names'],
  ['the module itself', init('import app.old.manager\n'), '__init__.py:1: it imports the module itself'],
  ['one statement with others', init('from . import manager, util\n'), 'it imports something else, too'],
  [
    'a condition',
    init('try:\n    from .manager import Manager\nexcept ImportError:\n    pass\n'),
    '__init__.py:2: the import stands under a condition',
  ],
  ['one line with others', init('x = 1; from .manager import Manager\n'), 'something else stands on its line'],
  [
    'a getter',
    init('from .manager import Manager\ndef __getattr__(name):\n    return 1\n'),
    '__init__.py:2: the package has a `__getattr__` already',
  ],
  [
    'names looked up by their text',
    init('from .manager import Manager\nprint(globals()["Manager"])\n'),
    '__init__.py:2: the package looks names up',
  ],
  [
    'a star elsewhere',
    init('from .manager import Manager\n'),
    'use.py:1: it takes all names of app.old, which has no `__all__`',
  ],
  ['nothing', init(''), 'is for packages that import what leaves them, and none does'],
])('refused: %s', (_, changes, message) => {
  const folder = makeFolder({ ...files, ...changes });
  const before = snapshot(folder);
  expect(codemod(folder, move)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
  expect(snapshot(folder)).toEqual(before);
});

test('symbols have no package that could wait', () => {
  const result = codemod(makeFolder(files), ['move', '--lazy-init', 'app.old.manager:Manager', 'app.core']);
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--lazy-init is for modules') });
});
