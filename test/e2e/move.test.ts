import { chmodSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan, transformSource } from '../../src/index.ts';
import { codemod } from '../support/program.ts';
import { git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'shop/__init__.py': '',
  'shop/limits.py': 'LIMIT = 3\n',
  'shop/carts/__init__.py': '',
  'shop/carts/prices.py': 'def price():\n    return 1\n',
  'shop/carts/basket.py': [
    'from ..limits import LIMIT',
    'from . import prices',
    'from .prices import price',
    '',
    '',
    'class Basket:',
    '    def total(self):',
    '        from .prices import price as own',
    '',
    '        return own() + price() + prices.price() + LIMIT',
    '',
  ].join('\n'),
  'shop/orders/__init__.py': '',
  'shop/orders/form.py': [
    'import shop.carts.basket',
    'from ..carts.basket import Basket',
    'from shop.carts import basket',
    '',
    '',
    'def total():',
    '    return shop.carts.basket.Basket().total() + Basket().total() + basket.Basket().total()',
    '',
  ].join('\n'),
  'tests/test_form.py': [
    'from unittest.mock import patch',
    'from shop.orders.form import total',
    '',
    '',
    'def test_total():',
    '    with patch("shop.carts.basket.LIMIT", 5):',
    '        assert total() == 24',
    '',
  ].join('\n'),
};

const movedFiles: Files = {
  'shop/orders/bag.py': [
    'from ..limits import LIMIT',
    'from shop.carts import prices',
    'from shop.carts.prices import price',
    '',
    '',
    'class Basket:',
    '    def total(self):',
    '        from shop.carts.prices import price as own',
    '',
    '        return own() + price() + prices.price() + LIMIT',
    '',
  ].join('\n'),
  'shop/orders/form.py': [
    'import shop.orders.bag',
    'from .bag import Basket',
    'from shop.orders import bag as basket',
    '',
    '',
    'def total():',
    '    return shop.orders.bag.Basket().total() + Basket().total() + basket.Basket().total()',
    '',
  ].join('\n'),
  'tests/test_form.py': String(files['tests/test_form.py']).replace('carts.basket', 'orders.bag'),
};

/** The content of a folder after a move. */
function moved(before: Files, args: readonly string[]): Record<string, string> {
  const folder = makeFolder(before);
  const result = codemod(folder, ['move', '--no-record', ...args]);
  expect(result).toMatchObject({ exitCode: 0 });
  return Object.fromEntries(snapshot(folder));
}

describe('the Node API', () => {
  const moves = [{ from: 'shop/carts/basket.py', to: 'shop/orders/bag.py' }];

  test('transformSource gives one text as it is after a move, saved or not', async () => {
    const root = makeFolder(files);
    const of = async (file: string, text: string): Promise<string> =>
      (await transformSource({ root, config: {}, moves, path: file, text })).text;
    expect(await of('shop/carts/basket.py', 'from .prices import price  # unsaved\n')).toBe(
      'from shop.carts.prices import price  # unsaved\n',
    );
    expect(await of('shop/late.py', 'import shop.carts.basket as b\n')).toBe('import shop.orders.bag as b\n');
    await expect(transformSource({ config: {}, moves, path: 'a.py', text: '' })).rejects.toThrow('moves need a root');
  });

  test('makePlan and applyPlan make a move, and makePlan throws what speaks against it', async () => {
    const root = makeFolder(files);
    await applyPlan(root, await makePlan({ root, config: {}, moves }));
    expect(read(root, 'shop/orders/form.py')).toBe(movedFiles['shop/orders/form.py']);
    const odd = makeFolder({ 'app/__init__.py': '', 'app/one.py': 'NAME = __name__\n' });
    const renamed = { root: odd, config: {}, moves: [{ from: 'app/one.py', to: 'app/two.py' }] };
    await expect(makePlan(renamed)).rejects.toThrow('app/one.py:1: it uses its own name');
    expect((await makePlan({ ...renamed, includeReview: true })).summary.operations?.rename).toBe(1);
  });
});

describe('move', () => {
  test.each([
    ['paths', ['shop/carts/basket.py', 'shop/orders/bag.py']],
    ['dotted names', ['shop.carts.basket', 'shop.orders.bag']],
  ])('moves a module by %s, with its own imports and all that names it', (_, places) => {
    const folder = makeFolder(files);
    expect(codemod(folder, ['move', ...places])).toMatchObject({ exitCode: 0 });
    const others = Object.entries(files).filter(([file]) => file !== 'shop/carts/basket.py');
    expect(snapshot(folder)).toEqual(snapshot(makeFolder({ ...Object.fromEntries(others), ...movedFiles })));
  });

  test('a second run says that nothing is left, and rollback gives the bytes and modes back', () => {
    const folder = makeFolder(files);
    chmodSync(path.join(folder, 'shop/carts/basket.py'), 0o755);
    const before = snapshot(folder);
    codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
    expect(statSync(path.join(folder, 'shop/orders/bag.py')).mode & 0o111).toBe(0o111);
    const second = codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
    expect(second.stderr).toContain('Nothing is left to move');
    expect(second.exitCode).toBe(0);
    codemod(folder, ['rollback']);
    expect(snapshot(folder)).toEqual(before);
  });

  withGit.test('the patch of a dry-run gives what move writes, and git sees renames', () => {
    const [one, other] = [makeRepository(files), makeRepository(files)];
    codemod(one, ['move', '-q', '--dry-run', '--patch', 'moves.patch', 'shop/carts', 'shop/baskets']);
    git(one, 'apply', 'moves.patch');
    git(one, 'clean', '-q', '-f', 'moves.patch');
    codemod(other, ['move', 'shop/carts', 'shop/baskets']);
    for (const folder of [one, other]) git(folder, 'add', '-A');
    expect(git(one, 'write-tree')).toBe(git(other, 'write-tree'));
    expect(git(other, 'diff', '--cached', '-M', '--name-status')).toContain(
      'R100\tshop/carts/prices.py\tshop/baskets/prices.py',
    );
  });

  test('a package that moves keeps the imports in it', () => {
    const after = moved(files, ['shop/carts', 'shop/baskets']);
    const before = Object.fromEntries(snapshot(makeFolder(files)));
    for (const name of ['__init__', 'prices', 'basket'])
      expect(after[`shop/baskets/${name}.py`]).toEqual(before[`shop/carts/${name}.py`]);
    expect(Object.keys(after).filter((file) => file.startsWith('shop/carts'))).toEqual([]);
  });

  test.each([
    ['auto', 'from shop.tools import tool\n', 'from .here import HERE\n'],
    ['keep', 'from ..tools import tool\n', 'from .here import HERE\n'],
    ['absolute', 'from shop.tools import tool\n', 'from shop.sub.here import HERE\n'],
  ])('--imports %s', (style, own, importing) => {
    const after = codemodded({
      before: {
        'shop/__init__.py': '',
        'shop/tools.py': 'tool = 1\n',
        'shop/here.py': 'from .tools import tool\nHERE = tool\n',
        'shop/sub/__init__.py': '',
        'shop/sub/near.py': 'from ..here import HERE\n',
      },
      args: ['--imports', style, 'shop.here', 'shop.sub.here'],
    });
    expect(after('shop/sub/here.py')).toBe(`${own}HERE = tool\n`);
    expect(after('shop/sub/near.py')).toBe(importing);
  });

  test('makes an __init__.py where the packages beside it have one', () => {
    const after = moved(files, ['shop/limits.py', 'shop/base/numbers/limits.py', 'shop/orders', 'store']);
    expect(Object.keys(after)).toEqual(
      expect.arrayContaining(['shop/base/__init__.py', 'shop/base/numbers/__init__.py', 'store/__init__.py']),
    );
    const plain = moved({ 'lib/one.py': 'X = 1\n', 'lib/two.py': 'from lib.one import X\n' }, [
      'lib.one',
      'lib.sub.one',
    ]);
    expect(Object.keys(plain).toSorted()).toEqual(['lib/sub/one.py', 'lib/two.py']);
  });

  describe('files that were moved by hand', () => {
    const handMoved = (isTracked: boolean): string => {
      const folder = makeRepository(files);
      if (isTracked) git(folder, 'mv', 'shop/carts/basket.py', 'shop/orders/bag.py');
      else renameSync(path.join(folder, 'shop/carts/basket.py'), path.join(folder, 'shop/orders/bag.py'));
      return folder;
    };

    withGit.test.each([true, false])('are repaired by --from-git, tracked: %s', (isTracked) => {
      const folder = handMoved(isTracked);
      expect(codemod(folder, ['move', '--from-git', 'HEAD'])).toMatchObject({ exitCode: 0 });
      for (const [file, text] of Object.entries(movedFiles)) expect(read(folder, file)).toBe(text);
      const second = codemod(folder, ['move', '--from-git', 'HEAD']);
      expect(second).toMatchObject({ exitCode: 0 });
      expect(second.stderr).toContain('Nothing is left to move');
    });

    withGit.test('keep the imports that somebody has written anew', () => {
      const folder = handMoved(true);
      const text = String(files['shop/carts/basket.py']).replace('from . import prices', 'from ..carts import prices');
      writeFileSync(path.join(folder, 'shop/orders/bag.py'), text);
      codemod(folder, ['move', '--from-git', 'HEAD']);
      const after = read(folder, 'shop/orders/bag.py');
      expect(after).toContain('from ..carts import prices\n');
      expect(after).toContain('from shop.carts.prices import price\n');
    });

    test('a list of moves', () => {
      const folder = makeFolder({
        ...files,
        list: '# all\nshop.carts.basket => shop.orders.bag\nshop.limits shop.bounds\n',
      });
      expect(codemod(folder, ['move', '--from', 'list'])).toMatchObject({ exitCode: 0 });
      expect(read(folder, 'shop/orders/bag.py')).toContain('from ..bounds import LIMIT\n');
      expect(codemod(folder, ['move', '--from', 'list', 'a', 'b'])).toMatchObject({ exitCode: 2 });
    });
  });

  describe('modules and packages of one name', () => {
    const flat: Files = {
      'app/__init__.py': '',
      'app/tool.py': 'from .base import BASE\n',
      'app/base.py': 'BASE = 1\n',
      'app/main.py': 'from app.tool import BASE\nimport app.tool as tool\n',
    };

    test('a module becomes the package of its name', () => {
      const after = codemodded({ before: flat, args: ['app/tool.py', 'app/tool/__init__.py'] });
      expect(after('app/tool/__init__.py')).toBe('from app.base import BASE\n');
      expect(after('app/main.py')).toBe(flat['app/main.py']);
    });

    test('a module moves into a package of its name, and out of it', () => {
      const into = codemodded({ before: flat, args: ['app/tool.py', 'app/tool/tool.py'] });
      expect(into('app/tool/__init__.py')).toBe('');
      expect(into('app/tool/tool.py')).toBe('from app.base import BASE\n');
      expect(into('app/main.py')).toBe('from app.tool.tool import BASE\nimport app.tool.tool as tool\n');
      const out = codemodded({
        before: {
          'app/__init__.py': '',
          'app/base.py': 'BASE = 1\n',
          'app/tool/__init__.py': 'from ..base import BASE\n',
          'app/main.py': 'from app.tool import BASE\n',
        },
        args: ['app/tool/__init__.py', 'app/tool.py'],
      });
      expect(out('app/tool.py')).toBe('from .base import BASE\n');
      expect(out('app/main.py')).toBe('from app.tool import BASE\n');
    });

    test('a package moves into itself', () => {
      const after = codemodded({
        before: {
          'app/__init__.py': '',
          'app/tools/__init__.py': 'from .hammer import hit\n',
          'app/tools/hammer.py': 'def hit():\n    return 1\n',
          'app/main.py': 'from app.tools import hit\nfrom app.tools.hammer import hit as other\n',
        },
        args: ['app/tools', 'app/tools/heavy'],
      });
      expect(after('app/tools/__init__.py')).toBe('');
      expect(after('app/tools/heavy/__init__.py')).toBe('from .hammer import hit\n');
      expect(after('app/main.py')).toBe(
        'from app.tools.heavy import hit\nfrom app.tools.heavy.hammer import hit as other\n',
      );
    });
  });

  describe('the Map of the configuration', () => {
    const entry = (canonical: string, legacy: string) => ({ canonical, legacy: [legacy], absent: 'ok' });

    test('gets an entry, with its comments kept, and canonical paths follow', () => {
      const config = [
        '{',
        '  // Ours.',
        '  "python": {',
        '    "map": [{ "canonical": "shop.carts.basket:Basket", "legacy": ["shop.bags:Bag"] }] // kept',
        '  }',
        '}',
        '',
      ].join('\n');
      const folder = makeFolder({ ...files, 'ssot.config.json': config });
      codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
      const after = read(folder, 'ssot.config.json');
      expect(after).toContain('// Ours.');
      expect(after).toContain('// kept');
      expect(JSON.parse(after.replaceAll(/\/\/.*/g, ''))).toEqual({
        python: {
          map: [
            { canonical: 'shop.orders.bag:Basket', legacy: ['shop.bags:Bag'] },
            entry('shop.orders.bag', 'shop.carts.basket'),
          ],
        },
      });
      writeFileSync(path.join(folder, 'late.py'), 'from shop.carts.basket import Basket\n');
      expect(codemod(folder, ['check']).stdout).toContain('late.py:1');
    });

    test('in pyproject.toml', () => {
      const toml =
        '[tool.other]\nx = 1 # kept\n\n[tool.ssot-codemod.python]\nsourceRoots = ["."]\n\n[tool.last]\ny = 2\n';
      const folder = makeFolder({ ...files, 'pyproject.toml': toml });
      codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
      expect(read(folder, 'pyproject.toml')).toBe(
        `${toml}\n[[tool.ssot-codemod.python.map]]\ncanonical = "shop.orders.bag"\nlegacy = ["shop.carts.basket"]\nabsent = "ok"\n`,
      );
      codemod(folder, ['move', 'shop.limits', 'shop.bounds']);
      expect(codemod(folder, ['dry-run', '--stat']).exitCode).toBe(0);
      expect(read(folder, 'pyproject.toml')).toMatch(
        /carts\.basket"\]\nabsent = "ok"\n\n\[\[tool\.ssot-codemod\.python\.map\]\]\n/,
      );
    });

    test('is named where it is code', () => {
      const folder = makeFolder({ ...files, 'ssot.config.mjs': 'export default { python: { map: [] } };\n' });
      const { stderr } = codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
      expect(stderr).toContain(
        'python.map: { canonical: "shop.orders.bag", legacy: ["shop.carts.basket"], absent: "ok" }',
      );
    });
  });

  describe('nothing is written', () => {
    test('when an import would fail that works today', () => {
      const circle: Files = {
        'app/__init__.py': '',
        'app/old/__init__.py': 'from .one import One\n',
        'app/old/one.py': 'from .two import Two\n\n\nclass One(Two):\n    pass\n',
        'app/old/two.py': 'class Two:\n    pass\n',
        'app/core/__init__.py': '',
      };
      const folder = makeFolder(circle);
      const before = snapshot(folder);
      const held = codemod(folder, ['move', 'app.old.one', 'app.core.one']);
      expect(held.exitCode).toBe(1);
      expect(held.stderr).toContain('importing app.core.one first would fail');
      expect(held.stderr).toContain('--include-review=import-order');
      expect(snapshot(folder)).toEqual(before);
      expect(codemod(folder, ['move', '--include-review=import-order', 'app.old.one', 'app.core.one']).exitCode).toBe(
        0,
      );
    });

    test.each([
      ['place', 'from pathlib import Path\nDATA = Path(__file__).parent / "data.txt"\n'],
      ['own-name', 'NAME = __name__\n'],
      ['task-name', 'from celery import shared_task\n\n\n@shared_task\ndef run():\n    pass\n'],
      ['app-label', 'from django.db import models\n\n\nclass Item(models.Model):\n    pass\n'],
      ['pickle', 'import pickle\n'],
    ])('without a look at %s', (reason, text) => {
      const folder = makeFolder({ 'app/__init__.py': '', 'app/one.py': text, 'app/sub/__init__.py': '' });
      const held = codemod(folder, ['move', 'app.one', 'app.sub.one']);
      expect(held).toMatchObject({ exitCode: 1 });
      expect(held.stderr).toContain(`app/one.py:`);
      expect(held.stderr).toContain(` ${reason}: `);
      expect(codemod(folder, ['move', `--include-review=${reason}`, 'app.one', 'app.sub.one']).exitCode).toBe(0);
    });

    test('when code in a string imports it, other than in a docstring or a comment', () => {
      const folder = makeFolder({
        'tool/__init__.py': '',
        'tool/core.py': "'''Use it so::\n\n    from tool.core import run\n'''\nRUN = 1\n",
        'start.py': [
          '# from tool.core import RUN',
          'CODE = "from tool.core import " + "RUN"',
          'OTHER = f"import tool.core as {CODE}"',
          'NEAR = "import tool.cores"',
          '',
        ].join('\n'),
      });
      const held = codemod(folder, ['move', 'tool.core', 'tool.inner']);
      expect(held.exitCode).toBe(1);
      expect(held.stderr.match(/^ {2}\S+ left-behind/gm)).toEqual([
        '  start.py:2 left-behind',
        '  start.py:3 left-behind',
      ]);
    });

    test.each([
      ['a main program', 'if __name__ == "__main__":\n    print(1)\n'],
      ['a logger', 'import logging\n\nlog = logging.getLogger(__name__)\n'],
      ['a task with a name', 'from celery import shared_task\n\n\n@shared_task(name="run")\ndef run():\n    pass\n'],
    ])('but for %s', (_, text) => {
      const folder = makeFolder({ 'app/__init__.py': '', 'app/one.py': text });
      expect(codemod(folder, ['move', 'app.one', 'app.two']).exitCode).toBe(0);
    });

    test.each<[string, Files, readonly string[], string]>([
      ['a path that is taken', { 'a.py': '', 'b.py': '' }, ['a.py', 'b.py'], 'b.py exists'],
      ['a symbol', { 'a.py': 'A = 1\n' }, ['a:A', 'b'], 'a:A is a symbol'],
      ['nothing', { 'a.py': '' }, ['c.py', 'b.py'], 'there is no c.py'],
      ['one place', { 'a.py': '' }, ['a.py'], 'pairs'],
      ['a name that Python does not take', { 'p/a.py': '' }, ['p/a.py', 'p/a-b.py'], 'could not be imported'],
      ['another kind of file', { 'a.py': '' }, ['a.py', 'a.txt'], 'is no Python file'],
      ['what is no Python', { 'a.py': 'def (\n' }, ['a.py', 'b.py'], 'a.py:1 is not valid Python'],
      ['a compiled module', { 'a.py': '', 'a.cpython-312.so': '' }, ['a.py', 'b.py'], 'compiled'],
      ['a place elsewhere', { 'a.py': '' }, ['a.py', '../b.py'], 'is not below'],
      [
        'all names of the own package',
        { 'p/__init__.py': '', 'p/a.py': 'from . import *\n', 'q/__init__.py': '' },
        ['p.a', 'q.a'],
        'imports all names of its own package',
      ],
    ])('for %s', (_, before, places, message) => {
      const folder = makeFolder(before);
      const all = snapshot(folder);
      const refused = codemod(folder, ['move', ...places]);
      expect(refused.stderr).toContain(message);
      expect(refused.exitCode).toBe(2);
      expect(snapshot(folder)).toEqual(all);
    });

    test('for a link', () => {
      const folder = makeFolder({ 'p/__init__.py': '', 'real.py': '' });
      symlinkSync('../real.py', path.join(folder, 'p/a.py'));
      expect(codemod(folder, ['move', 'p', 'q']).stderr).toContain('p/a.py is a link');
    });

    withGit.test('for files with uncommitted changes', () => {
      const folder = makeRepository(files);
      writeFileSync(path.join(folder, 'shop/carts/basket.py'), 'X = 1\n');
      const refused = codemod(folder, ['move', 'shop.carts.basket', 'shop.orders.bag']);
      expect(refused).toMatchObject({ exitCode: 2 });
      expect(refused.stderr).toContain('uncommitted');
    });
  });
});

/** The files after a move. */
function codemodded({ before, args }: { before: Files; args: readonly string[] }): (file: string) => string {
  const folder = makeFolder(before);
  const { exitCode, stderr } = codemod(folder, ['move', '--no-record', ...args]);
  expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
  return (file) => read(folder, file);
}
