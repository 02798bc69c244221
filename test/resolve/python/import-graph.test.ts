import { describe, expect, test } from '@jest/globals';
import { memoryProject } from '../../support/memory-project.ts';
import type { Sources } from '../../support/memory-project.ts';

/** The cycle that importing `target` from `importer` would close, or undefined. */
function cycle(sources: Sources, importer: string, target: string): readonly string[] | undefined {
  return memoryProject(sources).graph.newCycle(importer, target);
}

describe('a new import closes a cycle', () => {
  test.each<[string, Sources, readonly string[]]>([
    ['direct', { 'low.py': '', 'high.py': 'import low' }, ['high', 'low']],
    [
      'through a third module',
      { 'low.py': '', 'mid.py': 'from low import x', 'high.py': 'import mid' },
      ['high', 'mid', 'low'],
    ],
    ['in a try', { 'low.py': '', 'high.py': 'try:\n    import low\nexcept ImportError:\n    pass\n' }, ['high', 'low']],
    ['in a class body', { 'low.py': '', 'high.py': 'class A:\n    from low import x\n' }, ['high', 'low']],
    ['by a star', { 'low.py': '', 'high.py': 'from low import *' }, ['high', 'low']],
    ['by a second statement on the line', { 'low.py': '', 'high.py': 'x = 1; import low' }, ['high', 'low']],
  ])('%s', (_, sources, expected) => {
    expect(cycle(sources, 'low', 'high')).toEqual(expected);
  });

  test('relative, with a submodule as the name', () => {
    const sources = { 'app/__init__.py': '', 'app/low.py': '', 'app/high.py': 'from . import low' };
    expect(cycle(sources, 'app.low', 'app.high')).toEqual(['app.high', 'app.low']);
  });

  test('through the __init__ of a package on the way', () => {
    const sources = { 'low.py': '', 'app/__init__.py': 'import low', 'app/high.py': '' };
    expect(cycle(sources, 'low', 'app.high')).toEqual(['app', 'low']);
    expect(cycle({ ...sources, 'top.py': 'import app.high' }, 'low', 'top')).toEqual(['top', 'app', 'low']);
  });
});

describe('the packages around the target', () => {
  const sources = {
    'app/__init__.py': '',
    'app/core/__init__.py': 'from app.user import go',
    'app/core/impl.py': '',
    'app/core/other.py': '',
    'app/legacy.py': '',
    'app/user.py': 'from app.legacy import X',
  };

  test('run before it', () => {
    expect(cycle(sources, 'app.user', 'app.core.impl')).toEqual(['app.core', 'app.user']);
    const deeper = { ...sources, 'app/core/deep/__init__.py': '', 'app/core/deep/impl.py': '' };
    expect(cycle(deeper, 'app.user', 'app.core.deep.impl')).toEqual(['app.core', 'app.user']);
  });

  test('are nothing new to what imports of them already', () => {
    const imports = { ...sources, 'app/user.py': 'from app.core.other import Y\nfrom app.legacy import X\n' };
    expect(cycle(imports, 'app.user', 'app.core.impl')).toBeUndefined();
    const through = { ...sources, 'app/legacy.py': 'from app.core.impl import X' };
    expect(cycle(through, 'app.user', 'app.core.impl')).toBeUndefined();
  });

  test('are under way while a module in them runs', () => {
    const inside = { ...sources, 'app/core/__init__.py': 'from app.core.user import go', 'app/core/user.py': '' };
    expect(cycle(inside, 'app.core.user', 'app.core.impl')).toBeUndefined();
  });
});

describe('no new cycle', () => {
  test.each<[string, Sources]>([
    ['nothing leads back', { 'low.py': '', 'high.py': '' }],
    ['the way back is in a function', { 'low.py': '', 'high.py': 'def f():\n    import low\n' }],
    ['the way back is for type checkers', { 'low.py': '', 'high.py': 'if TYPE_CHECKING:\n    import low\n' }],
    ['the way back is lazy', { 'low.py': '', 'high.py': 'lazy import low' }],
    ['the way back is text', { 'low.py': '', 'high.py': '"""\nimport low\n"""\n# import low\n' }],
    ['the cycle stands already', { 'low.py': 'import high', 'high.py': 'import low' }],
    ['the way leads out of the repository', { 'low.py': '', 'high.py': 'import numpy.low' }],
    ['the target is nowhere', { 'low.py': '' }],
  ])('%s', (_, sources) => {
    expect(cycle(sources, 'low', 'high')).toBeUndefined();
  });

  test('the package around the importer is under way while the importer runs', () => {
    const sources = {
      'app/__init__.py': '',
      'app/low.py': '',
      'app/high.py': 'from app.other import x',
      'app/other.py': '',
    };
    expect(cycle(sources, 'app', 'app.high')).toBeUndefined();
  });

  test('cycles elsewhere do not keep it from ending', () => {
    const sources = { 'low.py': '', 'high.py': 'import a', 'a.py': 'import b', 'b.py': 'import a\nimport b\n' };
    expect(cycle(sources, 'low', 'high')).toBeUndefined();
  });
});

test('a module is read once', () => {
  const { graph, read } = memoryProject({ 'low.py': '', 'mid.py': 'import low', 'high.py': 'import mid\nimport low' });
  for (const importer of ['low', 'mid', 'low']) graph.newCycle(importer, 'high');
  expect([...read].sort()).toEqual(['high', 'low', 'mid']);
});

describe('a module that has moved', () => {
  const sources = {
    'shop/__init__.py': 'from shop.app import App',
    'shop/app.py': 'from shop.log import write',
    'shop/errors.py': '',
    'shop/helpers/__init__.py': '',
    'shop/helpers/log.py': 'import shop.errors',
  };
  const movedTo = (module: string): string | undefined => (module === 'shop.log' ? 'shop.helpers.log' : undefined);

  test('is imported by who names its old place, so that a cycle through it is not new', () => {
    expect(memoryProject(sources).graph.newCycle('shop.app', 'shop.helpers.log')).toBeDefined();
    expect(memoryProject(sources, ['.'], movedTo).graph.newCycle('shop.app', 'shop.helpers.log')).toBeUndefined();
  });

  test('may close one through the package that it is in now', () => {
    const { graph } = memoryProject({ ...sources, 'shop/helpers/__init__.py': 'import shop.app' }, ['.'], movedTo);
    expect(graph.newCycle('shop.app', 'shop.helpers.log')).toEqual(['shop.helpers', 'shop.app']);
  });

  test('leads on to what its old place led to', () => {
    const others = {
      ...sources,
      'shop/errors.py': 'import shop.start',
      'shop/start.py': '',
      'shop/end.py': 'import shop.log',
    };
    expect(memoryProject(others, ['.'], movedTo).graph.newCycle('shop.start', 'shop.end')).toEqual([
      'shop.end',
      'shop.helpers.log',
      'shop.errors',
      'shop.start',
    ]);
  });
});
