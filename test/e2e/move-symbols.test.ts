import { describe, expect, test } from '@jest/globals';
import { applyPlan, planSymbolMove } from '../../src/index.ts';
import type { MoveConcern, PlanSymbolsInput } from '../../src/index.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, read, snapshot } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const kinds: Files = {
  'shop/__init__.py': '',
  'shop/rates.py': 'RATE = 2\n',
  'shop/cart.py': [
    '"""Carts."""',
    'import functools',
    'import logging',
    'from typing import TYPE_CHECKING',
    '',
    'from .rates import RATE',
    '',
    'if TYPE_CHECKING:',
    '    from .people import Person',
    '',
    '__all__ = ["Cart", "total"]',
    '',
    'logger = logging.getLogger(__name__)',
    '',
    '# More is not carried.',
    'MOST = 3',
    '"""The most that fits."""',
    '',
    '',
    'def total(things):',
    '    return sum(things) * RATE',
    '',
    '',
    '# Holds things.',
    '#',
    '# Not people.',
    '@functools.cache  # of all',
    'def carry(who: "Person"):',
    '    logger.info("carries")',
    '    return total([MOST])',
    '    # the end',
    '',
    '',
    'class Cart:',
    '    pass',
    '',
  ].join('\n'),
  'shop/people.py': 'class Person:\n    pass\n',
  'shop/use.py': 'from shop.cart import carry, Cart\nimport shop.cart\n\nprint(carry, Cart, shop.cart.carry)\n',
};

type Choice = Omit<PlanSymbolsInput, 'root' | 'symbols'>;

/** The move of one or several names from `a` to `b`, or of others. */
async function moved(
  files: Files,
  names: string,
  choice: Choice & { readonly from?: string; readonly to?: string } = {},
): Promise<{ readonly after: (file: string) => string; readonly concerns: readonly MoveConcern[] }> {
  const { from = 'app.a', to = 'app.b' } = choice;
  const root = makeFolder(files);
  const symbols = names.split(' ').map((name) => ({ module: from, name, to }));
  const { plan, concerns } = await planSymbolMove({ root, symbols, ...choice });
  await applyPlan(root, plan);
  return { after: (file) => read(root, file), concerns };
}

/** Two modules of a package, by their lines, and one that uses them. */
function pair(a: readonly string[], b?: readonly string[], others: Files = {}): Files {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return { 'app/__init__.py': '', 'app/a.py': text(a), ...(b && { 'app/b.py': text(b) }), ...others };
}

describe('move of symbols', () => {
  test('takes the decorators, the comments and the imports of a function along', () => {
    const folder = makeFolder(kinds);
    const before = snapshot(folder);
    expect(
      codemod(folder, ['move', '--no-record', '--with-dependencies', 'shop.cart:carry', 'shop/hands.py']),
    ).toMatchObject({
      exitCode: 0,
    });
    expect(read(folder, 'shop/hands.py')).toBe(
      [
        'from typing import TYPE_CHECKING',
        'import functools',
        'from .rates import RATE',
        'import logging',
        '',
        'if TYPE_CHECKING:',
        '    from .people import Person',
        '',
        'logger = logging.getLogger(__name__)',
        '',
        '# More is not carried.',
        'MOST = 3',
        '"""The most that fits."""',
        '',
        '',
        'def total(things):',
        '    return sum(things) * RATE',
        '',
        '',
        '# Holds things.',
        '#',
        '# Not people.',
        '@functools.cache  # of all',
        'def carry(who: "Person"):',
        '    logger.info("carries")',
        '    return total([MOST])',
        '    # the end',
        '',
      ].join('\n'),
    );
    expect(read(folder, 'shop/cart.py')).toContain('__all__ = ["Cart"]');
    expect(read(folder, 'shop/cart.py')).toMatch(/getLogger\(__name__\)\n\n\nclass Cart:\n {4}pass\n$/);
    expect(read(folder, 'shop/use.py')).toBe(
      'from shop.cart import Cart\nfrom shop.hands import carry\nimport shop.hands\n\nprint(carry, Cart, shop.hands.carry)\n',
    );
    codemod(folder, ['rollback']);
    expect(snapshot(folder)).toEqual(before);
  });

  test('imports what it uses from the old module, and records the old path', () => {
    const folder = makeFolder({ ...kinds, 'ssot.config.json': '{}\n' });
    codemod(folder, ['move', 'shop.cart:carry', 'shop.hands']);
    expect(read(folder, 'shop/hands.py')).toContain('from shop.cart import MOST\nfrom shop.cart import total\n');
    expect(JSON.parse(read(folder, 'ssot.config.json'))).toMatchObject({
      python: { map: [{ canonical: 'shop.hands:carry', legacy: ['shop.cart:carry'], absent: 'ok' }] },
    });
  });

  test('keeps a name in the old module when it is asked to, in the way that linters know', async () => {
    const { after } = await moved(pair(['class Kind:', '    pass', '', '', 'REST = 1']), 'Kind', { reexport: true });
    expect(after('app/a.py')).toBe('from app.b import Kind as Kind\n\n\nREST = 1\n');
    expect(after('app/b.py')).toBe('class Kind:\n    pass\n');
  });

  test('moves into a module that imports it, before its first use', async () => {
    const { after } = await moved(
      pair(
        ['class Kind:', '    pass', '', '', 'REST = 1'],
        ['"""Kinds."""', 'from .a import REST, Kind', '', '', 'class More(Kind):', '    rest = REST'],
      ),
      'Kind',
    );
    expect(after('app/b.py')).toBe(
      '"""Kinds."""\nfrom .a import REST\n\n\nclass Kind:\n    pass\n\n\nclass More(Kind):\n    rest = REST\n',
    );
    expect(after('app/a.py')).toBe('REST = 1\n');
  });

  test('an import in a function of the new module goes, or becomes another name', async () => {
    const { after } = await moved(
      pair(
        ['class Kind:', '    pass', '', '', 'class Other:', '    pass'],
        [
          'def one():',
          '    from app.a import Kind',
          '',
          '    return Kind',
          '',
          '',
          'def two():',
          '    from app.a import Kind as K',
          '    return K',
        ],
      ),
      'Kind',
    );
    expect(after('app/b.py')).toContain('def one():\n\n    return Kind\n');
    expect(after('app/b.py')).toContain('def two():\n    K = Kind\n    return K\n');
  });

  test('adds public names to a list of the new module, and a name before code that runs as a script', async () => {
    const { after } = await moved(
      pair(
        [
          '__all__ = (',
          '    "Kind",',
          '    "Other",',
          ')',
          '',
          '',
          'class Kind:',
          '    pass',
          '',
          '',
          'class Other:',
          '    pass',
        ],
        ['__all__ = [', "    'here',", ']', '', 'here = 1', '', 'if __name__ == "__main__":', '    print(here)'],
      ),
      'Kind',
    );
    expect(after('app/a.py')).toBe('__all__ = (\n    "Other",\n)\n\n\nclass Other:\n    pass\n');
    expect(after('app/b.py')).toBe(
      `__all__ = [\n    'here',\n    'Kind',\n]\n\nhere = 1\n\n\nclass Kind:\n    pass\n\n\nif __name__ == "__main__":\n    print(here)\n`,
    );
  });

  test('star imports go on having it', async () => {
    const { after } = await moved(
      pair(['class Kind:', '    pass'], undefined, { 'use.py': 'from app.a import *\n\n\nprint(Kind)\n' }),
      'Kind',
    );
    expect(after('use.py')).toBe('from app.b import Kind\n\n\nprint(Kind)\n');
  });

  test('annotations that are not evaluated need no import that runs, where it would close a cycle', async () => {
    const lazy = 'from __future__ import annotations';
    const { after, concerns } = await moved(
      pair([
        lazy,
        '',
        'LIMIT = 1',
        '',
        '',
        'class Kind:',
        '    most = LIMIT',
        '',
        '',
        'def use(kind: Kind):',
        '    return kind',
      ]),
      'Kind',
    );
    expect(after('app/a.py')).toBe(
      `${lazy}\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from app.b import Kind\n\nLIMIT = 1\n\n\ndef use(kind: Kind):\n    return kind\n`,
    );
    expect(concerns).toMatchObject([{ reason: 'import-cycle', place: 'app/a.py' }]);
  });

  test('line endings and an import that may fail', async () => {
    const optional = ['try:', '    import speed', 'except ImportError:', '    speed = None'];
    const { after } = await moved(
      { ...pair([...optional, '', '', 'def go():', '    return speed']), 'app/b.py': 'import os\r\n\r\nHERE = os\r\n' },
      'go',
    );
    expect(after('app/b.py')).toBe(
      ['import os', '', ...optional, '', 'HERE = os', '', '', 'def go():', '    return speed', ''].join('\r\n'),
    );
  });

  test('all overloads move', async () => {
    const overloads = [
      '@overload',
      'def one(a: int): ...',
      '@overload',
      'def one(a: str): ...',
      'def one(a):',
      '    return a',
    ];
    const { after } = await moved(pair(['from typing import overload', '', '', ...overloads]), 'one');
    expect(after('app/a.py')).toBe('from typing import overload\n');
    expect(after('app/b.py')).toContain('def one(a: int): ...\n');
    expect(after('app/b.py')).toContain('def one(a):\n    return a\n');
  });
});

describe('a symbol that needs a look first', () => {
  const kind = ['class Kind:', '    pass'];
  test.each<[string, Files, string, MoveConcern['reason'], string]>([
    [
      'a decorator that makes it known',
      pair(['from web import route', '', '', '@route("/")', 'def go():', '    pass']),
      'go',
      'effects',
      'app/a.py:4',
    ],
    ['code that changes it on import', pair([...kind, '', '', 'Kind.size = 3']), 'Kind', 'effects', 'app/a.py:5'],
    [
      'a task of Celery',
      pair(['from celery import shared_task', '', '', '@shared_task', 'def go():', '    pass']),
      'go',
      'task-name',
      'app/a.py:4',
    ],
    ['pickles', pair(['import pickle', '', '', ...kind]), 'Kind', 'pickle', 'app/a.py:1'],
    ['its own name', pair(['def go():', '    return __name__']), 'go', 'own-name', 'app/a.py:2'],
    ['names by their text', pair(['def go(name):', '    return globals()[name]']), 'go', 'left-behind', 'app/a.py:2'],
    [
      'a test that sets what it looks up',
      pair(['import time', '', '', 'def go():', '    return time.time()'], undefined, {
        'tests/test_a.py':
          'from unittest.mock import patch\n\n\ndef test_go():\n    with patch("app.a.time"):\n        pass\n',
      }),
      'go',
      'patched',
      'tests/test_a.py:5',
    ],
    ['a stub', pair(kind, undefined, { 'app/a.pyi': 'class Kind: ...\n' }), 'Kind', 'left-behind', 'app/a.pyi'],
  ])('%s', async (_, files, name, reason, place) => {
    const { concerns } = await moved(files, name);
    expect(concerns).toContainEqual(expect.objectContaining({ reason, place }));
  });

  test.each<[string, Files, string, Choice]>([
    [
      'a decorator, and the old module imports it',
      pair(['from web import route', '', '', '@route("/")', 'def go():', '    pass']),
      'go',
      { reexport: true },
    ],
    [
      'a decorator that gives a function back',
      pair(['import functools', '', '', '@functools.lru_cache(None)', 'def go():', '    pass']),
      'go',
      {},
    ],
    ['pickles that find the old name', pair(['import pickle', '', '', ...kind]), 'Kind', { reexport: true }],
    [
      'a test that sets something of what it looks up',
      pair(['import time', '', '', 'def go():', '    return time.time()'], undefined, {
        'tests/test_a.py':
          'from unittest.mock import patch\n\n\ndef test_go():\n    with patch("app.a.time.time"):\n        pass\n',
      }),
      'go',
      {},
    ],
  ])('not: %s', async (_, files, name, choice) => {
    expect((await moved(files, name, choice)).concerns).toEqual([]);
  });
});

describe('a symbol that cannot move', () => {
  const kind = ['class Kind:', '    pass'];
  test.each<[string, readonly string[], readonly string[] | undefined, string, Choice, string]>([
    ['assigned again', ['LIMIT = 1', 'LIMIT = 2'], undefined, 'LIMIT', {}, 'app/a.py:2: LIMIT is assigned again'],
    [
      'under a condition',
      ['if FAST:', '    LIMIT = 1'],
      undefined,
      'LIMIT',
      {},
      'app/a.py:2: LIMIT is defined under a condition',
    ],
    ['with another name', ['A = B = 1'], undefined, 'A', {}, 'app/a.py:1: the statement of A binds other names'],
    [
      'imported',
      ['from app.c import Kind'],
      undefined,
      'Kind',
      {},
      'app/a.py:1: Kind is imported here, and defined in app.c',
    ],
    ['not there', ['A = 1'], undefined, 'B', {}, 'app.a:B: app.a defines no B'],
    [
      'state of functions that stay',
      [
        'count = 0',
        '',
        '',
        'def up():',
        '    global count',
        '    count += 1',
        '',
        '',
        'def now():',
        '    return count',
      ],
      undefined,
      'now',
      {},
      'app/a.py:6: a function assigns count again',
    ],
    [
      'state that both would use',
      [
        'count = 0',
        '',
        '',
        'def up():',
        '    global count',
        '    count += 1',
        '',
        '',
        'def now():',
        '    return count',
      ],
      undefined,
      'up',
      { withDependencies: true },
      'app/a.py:10: both modules would use count',
    ],
    ['a name that is taken', kind, ['class Kind:', '    size = 1'], 'Kind', {}, 'app/b.py:1: app.b has another Kind'],
    [
      'an import of another thing',
      ['from fast import dumps', '', '', 'def go():', '    return dumps'],
      ['from slow import dumps'],
      'go',
      {},
      'app/b.py:1: what moves uses another dumps than app.b has',
    ],
    [
      'a hidden builtin',
      ['def go():', '    return open'],
      ['def open():', '    pass'],
      'go',
      {},
      'app/b.py:1: what moves uses open',
    ],
    [
      'a builtin that would be hidden',
      ['from io import open', '', '', 'def go():', '    return open'],
      ['text = open("a")'],
      'go',
      {},
      'app/b.py:1: app.b uses another open here',
    ],
    [
      'names of a star',
      ['from web import *', '', '', 'def go():', '    return route'],
      undefined,
      'go',
      {},
      'app/a.py:5: route may come from a star',
    ],
    [
      'a cycle that fails',
      ['LIMIT = 1', '', '', 'class Kind:', '    most = LIMIT', '', '', 'first = Kind()'],
      undefined,
      'Kind',
      {},
      'app/b.py: importing app.b first would fail: app.a takes Kind from app.b',
    ],
    [
      'annotations that would be evaluated',
      ['from __future__ import annotations', '', '', 'class Kind:', '    def me(self) -> Kind: ...'],
      ['def go(a: int): ...'],
      'Kind',
      {},
      'app/b.py: it evaluates its annotations, and app.a does not',
    ],
    [
      'a list that is computed',
      kind,
      ['import app', '', '__all__ = app.names'],
      'Kind',
      {},
      'app/b.py:3: Kind cannot be added',
    ],
  ])('%s', async (_, a, b, name, choice, message) => {
    const files = pair(a, b);
    const root = makeFolder(files);
    const before = snapshot(root);
    const symbols = [{ module: 'app.a', name, to: 'app.b' }];
    await expect(planSymbolMove({ root, symbols, ...choice })).rejects.toThrow(message);
    expect(snapshot(root)).toEqual(before);
  });

  test.each([
    [['app.a:Kind', 'app.b:Sort'], 'app.a:Kind would be called Sort'],
    [['app.a:Kind', 'app.b', 'app.c:One', 'app.b'], 'symbols move together from one module to another one'],
    [['app.a:Kind', 'app.b', 'app/c.py', 'app/d.py'], 'app/c.py is no symbol'],
    [['app.a:Kind', 'app.a.inner'], 'app.a is a module, and no package'],
    [['app.gone:Kind', 'app.b'], 'app.gone is no module below a source root'],
    [['--reexport', 'app/a.py', 'app/b.py'], '--reexport is for symbols'],
  ])('%j', (args, message) => {
    const result = codemod(makeFolder(pair(kind, undefined, { 'app/c.py': 'One = 1\n' })), ['move', ...args]);
    expect(result.stderr).toContain(message);
    expect(result.exitCode).toBe(2);
  });
});
