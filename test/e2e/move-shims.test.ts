import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { python, withPython } from '../support/python.ts';
import { git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'ssot.config.json': '{}\n',
  'app/__init__.py': '',
  'app/old/__init__.py': '',
  'app/old/util.py': 'def helper():\n    return 1\n',
  'app/old/cart.py':
    'from .util import helper\n\nLIMIT = 3\n_hidden = 4\n\n\nclass Cart:\n    def total(self):\n        return helper() + LIMIT\n',
  'app/use.py': 'from app.old.cart import Cart\n\nprint(Cart().total())\n',
};

withGit.test('a shim stays at the old path, as shim would write it, and goes with the move', () => {
  const folder = makeRepository(files);
  const before = snapshot(folder);
  expect(codemod(folder, ['move', '--shim', 'app.old.cart', 'app.core.carts'])).toMatchObject({ exitCode: 0 });
  expect(read(folder, 'app/old/cart.py')).toContain('"Cart": "app.core.carts:Cart",');
  expect(read(folder, 'app/core/carts.py')).toContain('from app.old.util import helper');
  expect(read(folder, 'app/use.py')).toContain('from app.core.carts import Cart');
  git(folder, 'add', '-A');
  expect(codemod(folder, ['shim', '--check'])).toMatchObject({ exitCode: 0 });
  expect(codemod(folder, ['rollback'])).toMatchObject({ exitCode: 0 });
  expect(snapshot(folder)).toEqual(before);
});

withPython.test('both paths lead to the same objects, whichever comes first', () => {
  const folder = makeFolder(files);
  codemod(folder, ['move', '--shim', 'app.old.cart', 'app.core.carts']);
  for (const [one, other] of [
    ['app.old.cart', 'app.core.carts'],
    ['app.core.carts', 'app.old.cart'],
  ])
    expect(
      python(
        `import sys, warnings\nsys.path.insert(0, sys.argv[1])\nwarnings.simplefilter("ignore")\nimport ${String(one)} as a, ${String(other)} as b\nprint(a.Cart is b.Cart, a._hidden, b.Cart().total())`,
        [folder],
        '',
      ),
    ).toBe('True 4 4\n');
});

test('a folder leaves a shim for each module, if its package says nothing', () => {
  const folder = makeFolder(files);
  codemod(folder, ['move', '--shim', 'app/old', 'app/older']);
  expect(read(folder, 'app/old/__init__.py')).toBe('');
  for (const name of ['util', 'cart']) expect(read(folder, `app/old/${name}.py`)).toContain(`"app.older.${name}:`);
  const loud = makeFolder({ ...files, 'app/old/__init__.py': 'NAME = 1\n' });
  expect(codemod(loud, ['move', '--shim', 'app/old', 'app/older']).stderr).toContain(
    'app/old/__init__.py says something, and a shim cannot stand in for a package',
  );
});

test.each([
  [
    ['app/old/cart.py', 'app/cart.py'],
    { 'app/old/cart.py': 'globals()["Cart"] = 1\n' },
    'makes names that no statement binds',
  ],
  [['web/a.ts', 'web/b.ts'], { 'web/a.ts': 'export const a = 1;\n' }, 'and none moves'],
  [['app.old.cart:Cart', 'app.carts'], {}, '--shim is for modules'],
])('no shim: %j', (moves, changes, message) => {
  const folder = makeFolder({ ...files, ...(changes as Files) });
  const before = snapshot(folder);
  const result = codemod(folder, ['move', '--shim', ...moves]);
  expect(result.stderr).toContain(message);
  expect(result.exitCode).toBe(2);
  expect(snapshot(folder)).toEqual(before);
});
