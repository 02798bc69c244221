import { describe, expect, test } from '@jest/globals';
import { memoryProject } from '../../support/memory-project.ts';
import type { Sources } from '../../support/memory-project.ts';

const shared: Sources = {
  'real.py': 'class A:\n    pass\n\n\ndef f():\n    inner = 1\n\n\n_hidden = 1\n',
  'other.py': 'class A:\n    pass\n',
  'pack/__init__.py': '',
  'pack/sub.py': 'class A:\n    pass\n',
  'space/sub.py': '',
  'dynamic.py': 'def __getattr__(name):\n    return 1\n\n\nknown = 1\n',
  'stub.pyi': 'class A: ...\n',
};

/** `state key` of `module:name`, the module's source being given. */
function define(source: string, name = 'A', more: Sources = {}): string {
  const { state, key } = memoryProject({ ...shared, ...more, 'module.py': source }).exports.define('module', name);
  return `${state} ${key}`;
}

const here = 'found module:A';
const real = 'found real:A';

describe('what a module binds itself', () => {
  test.each([
    ['class A: pass', here],
    ['class A:\n    B = 1\n', here],
    ['def A(): pass', here],
    ['async def A():\n    pass\n', here],
    ['@decorated\nclass A:\n    pass\n', here],
    ['A = compute()', here],
    ['A: int = 1', here],
    ['A = B = 1', here],
    ['(A, B), *C = values()', here],
    ['type A = int', here],
    ['for A in range(3):\n    pass\n', 'ambiguous module:A'], // there may be nothing to loop over
    ['with open(x) as A:\n    pass\n', here],
    ['if (A := 1):\n    pass\n', 'ambiguous module:A'], // read as if it stood in the arm
    ['import real as A', 'found real'],
    ['"""\nA = 1\n"""', 'missing module:A'],
    ['A.attribute = 1', 'missing module:A'],
    ['A[0] = 1', 'missing module:A'],
    ['f(A=1)', 'missing module:A'],
    ['A == 1', 'missing module:A'],
    ['f = lambda A=1: A', 'missing module:A'],
    ['f = g(key=lambda A=1: A)', 'missing module:A'],
    ['f = lambda x=1: x; A = 1', here],
    ['print(A := 1)', here],
    ['0 and (A := 1)', 'ambiguous module:A'],
    ['[(A := x) for x in y]', 'ambiguous module:A'],
    ['f = lambda: (A := 1)', 'ambiguous module:A'], // taken for an expression that may run
    ['A: int', 'missing module:A'], // an annotation alone binds nothing
    ['def f():\n    A = 1\n', 'missing module:A'],
    ['class B:\n    A = 1\n', 'missing module:A'],
    ['x = [A for A in range(3)]', 'missing module:A'],
    ['lambda: (A, 1)', 'missing module:A'],
    ['A = 1\ndel A\n', 'missing module:A'],
    ['A = 1\nif flag:\n    del A\n', 'ambiguous module:*'],
    ['A = 1\ntry:\n    pass\nfinally:\n    del A\n', 'missing module:A'],
    ['A = 1\nraise ImportError\n', 'missing module:A'],
    ['A = 1\nf(\n', 'unknown module:A'], // it cannot be imported
    ['', 'missing module:A'],
  ])('%j: %s', (source, expected) => {
    expect(define(source)).toBe(expected);
  });
});

describe('re-exports and aliases', () => {
  test.each([
    ['from real import A', real],
    ['from .real import A', 'missing module:A'], // a top-level module has no package to be relative to
    ['from real import A as B\nA = B\n', real],
    ['import real\nA = real.A\n', real],
    ['import real as r\nA = r.A\n', real],
    ['import pack.sub\nA = pack.sub.A\n', 'found pack.sub:A'],
    ['from pack import sub\nA = sub.A\n', 'found pack.sub:A'],
    ['from real import f as A', 'found real:f'],
    ['from real import f\nA = f.inner\n', here], // an attribute of a function is a value of its own
    ['from real import nothing as A', 'missing real:nothing'],
    ['from nowhere import A', 'unknown nowhere:A'], // it may be installed
    ['from pack.nowhere import A', 'missing pack.nowhere:A'], // it would have to be here
    ['from stub import A', 'unknown stub:A'],
    ['A = list', here],
    ['from real import A\nfrom other import A\n', 'found other:A'],
    ['from other import A\nA = wrap(A)\n', here],
    ['x = 1; from real import A', real],
    ['from module import A', 'unknown module:A'], // it leads to itself
  ])('%j: %s', (source, expected) => {
    expect(define(source)).toBe(expected);
  });

  test('the chain names every step', () => {
    const { exports } = memoryProject({
      ...shared,
      'one.py': 'from two import B as A\n',
      'two.py': 'import real\nB = real.A\n',
    });
    expect(exports.define('one', 'A').chain).toEqual(['one:A', 'two:B', 'real:A']);
  });

  test('re-exports that go round in a circle end', () => {
    const circle = { 'one.py': 'from two import A\n', 'two.py': 'from one import A\n' };
    expect(memoryProject(circle).exports.define('one', 'A').state).toBe('unknown');
    const stars = { 'one.py': 'from two import *\n', 'two.py': 'from one import *\nclass A: pass\n' };
    expect(memoryProject(stars).exports.define('one', 'A')).toMatchObject({ state: 'found', key: 'two:A' });
  });

  test('a relative re-export counts from the package', () => {
    const sources = { 'p/__init__.py': 'from .a import A', 'p/a.py': 'from ..p.b import A', 'p/b.py': 'class A: pass' };
    expect(memoryProject(sources).exports.define('p', 'A').state).toBe('missing'); // out of the top-level package
    const inner = {
      'p/__init__.py': 'from .q.a import A',
      'p/q/__init__.py': '',
      'p/q/a.py': 'from ..b import A',
      'p/b.py': 'class A: pass',
    };
    expect(memoryProject(inner).exports.define('p', 'A')).toMatchObject({ state: 'found', key: 'p.b:A' });
  });
});

describe('branches', () => {
  test.each([
    ['try:\n    from real import A\nexcept ImportError:\n    A = None\n', real], // the import is found, so the handler cannot run
    ['try:\n    from real import nothing as A\nexcept ImportError:\n    from other import A\n', 'found other:A'],
    ['try:\n    from pack.nowhere import A\nexcept ModuleNotFoundError:\n    class A: pass\n', here],
    ['try:\n    from installed import A\nexcept ImportError:\n    from real import A\n', 'ambiguous real:A'],
    ['try:\n    from real import A\nexcept ImportError:\n    raise\n', real],
    ['try:\n    from installed import A\nexcept ImportError:\n    raise\n', 'unknown installed:A'],
    ['try:\n    from real import nothing\nexcept ImportError:\n    pass\nfinally:\n    A = 1\n', here],
    [
      'try:\n    from real import A\nexcept ImportError:\n    A = None\nelse:\n    from other import A\n',
      'found other:A',
    ],
    ['if flag:\n    from real import A\nelse:\n    from real import A\n', real],
    ['if flag:\n    from real import A\nelse:\n    from other import A\n', 'ambiguous real:A'],
    ['if flag:\n    from real import A\n', 'ambiguous real:A'],
    ['if flag:\n    from real import A\nelse:\n    raise ImportError\n', real],
    ['from real import A\nif flag:\n    from other import A\n', 'ambiguous other:A'],
    ['if TYPE_CHECKING:\n    from real import A\n', 'missing module:A'],
    ['if typing.TYPE_CHECKING:\n    from real import A\nelse:\n    from other import A\n', 'found other:A'],
    ['if not TYPE_CHECKING:\n    from real import A\n', real],
    ['if __name__ == "__main__":\n    A = 1\n', 'missing module:A'],
    ['if True:\n    from real import A\n', real],
    ['with quiet():\n    from real import A\n', real],
    ['with suppress(ImportError):\n    from real import A\n', real],
    ['with suppress(ImportError):\n    import installed\n    A = 1\n', 'ambiguous module:A'],
    ['with contextlib.suppress(KeyError):\n    A = values["A"]\n', 'ambiguous module:A'],
    ['try:\n    import installed\n    A = 1\nexcept ImportError:\n    raise\n', here],
    ['while flag:\n    from real import A\n', 'ambiguous real:A'],
    [
      'match kind:\n    case 1:\n        from real import A\n    case _:\n        from other import A\n',
      'ambiguous real:A',
    ],
    ['match = 1\nfrom real import A\n', real],
    ['def load():\n    global A\n    A = 2\n\n\nfrom real import A\n', 'ambiguous real:A'],
  ])('%j: %s', (source, expected) => {
    const found = define(source);
    const isAmbiguous = expected.startsWith('ambiguous');
    expect(isAmbiguous ? found.split(' ')[0] : found).toBe(isAmbiguous ? 'ambiguous' : expected);
  });
});

describe('whether a name is bound at all', () => {
  test.each([
    ['A = 1', false],
    ['if flag:\n    A = 1\nelse:\n    A = 2\n', false],
    ['try:\n    from installed import A\nexcept ImportError:\n    A = None\n', false],
    ['A = None\nif flag:\n    A = 1\n', false],
    ['A = 1\ndef f():\n    global A\n    A = 2\n', false],
    ['if flag:\n    A = 1\n', true],
    ['if sys.version_info < (3,):\n    A = 1\n', true],
    ['try:\n    import json\nexcept ImportError:\n    A = 1\n', true],
    ['for A in []:\n    pass\n', true],
    ['while False:\n    A = 1\n', true],
    ['match kind:\n    case 1:\n        A = 1\n', true],
    ['0 and (A := 1)', true],
    ['A = 1\nif flag:\n    del A\n', true],
    ['if flag:\n    B = 1\nA = B\n', true],
    ['from may import A', true],
    ['from may import *', true],
  ])('%j may not bind it: %s', (source, expected) => {
    const { exports } = memoryProject({ ...shared, 'may.py': 'if flag:\n    A = 1\n', 'module.py': source });
    expect(exports.define('module', 'A').mayBeUnbound === true).toBe(expected);
  });
});

describe('names that lead to the same object, whichever that is', () => {
  /** The doubts about `one.A` and `real.A`, with this source of `real.py`. */
  function doubts(real: string, one: string): (string | undefined)[] {
    const { exports } = memoryProject({ ...shared, 'real.py': real, 'one.py': one });
    return [exports.define('one', 'A').doubt, exports.define('real', 'A').doubt];
  }

  test.each([
    ['if flag:\n    A = 1\nelse:\n    from other import A\n', 'from real import A', 'real:A', 'real:A'],
    ['A = 1\nglobals()["A"] = 2\n', 'from real import A', 'real:A', 'real:A'],
    ['if flag:\n    A = 1\n', 'if flag:\n    from real import A\n', 'one:A', 'real:A'],
    ['if flag:\n    A = 1\n', 'A = 2\nfrom real import *\n', 'one:A', 'real:A'],
    // a name that a function rebinds is another object for whoever imports it later
    ['A = 1\ndef f():\n    global A\n    A = 2\n', 'from real import A', 'one:A', undefined],
  ])('%j, %j', (real, one, ...expected) => {
    expect(doubts(real, one)).toEqual(expected);
  });
});

describe('star imports and __all__', () => {
  test.each([
    ['from real import *', 'A', real],
    ['from real import *', '_hidden', 'missing module:_hidden'],
    ['from real import *', 'inner', 'missing module:inner'],
    ['from real import *\nfrom other import *\n', 'A', 'found other:A'],
    ['from real import *\nclass A: pass\n', 'A', here],
    ['class A: pass\nfrom real import *\n', 'A', real],
    ['from nowhere import *', 'A', 'unknown nowhere:A'],
    ['from dynamic import *', 'known', 'found dynamic:known'],
    ['from listed import *', 'A', real],
    ['from listed import *', 'f', 'missing module:f'],
    ['from added import *', 'f', 'found real:f'],
    ['from computed import *', 'A', 'ambiguous real:A'],
  ])('%j, %s: %s', (source, name, expected) => {
    const more = {
      'listed.py': 'from real import A, f\n__all__ = ["A"]\n',
      'added.py': 'from real import *\n__all__ = ("A",)\n__all__ += ["f"]\n',
      'computed.py': 'from real import *\n__all__ = [name for name in dir() if name]\n',
    };
    expect(define(source, name, more)).toBe(expected);
  });

  test.each([
    ['from real import *\nfrom part import __all__ as more\n__all__ = ["A", *more]', true],
    ['import part\nfrom part import B\nfrom real import A\n__all__ = ["A"]\n__all__ += part.__all__', true],
    ['import real\n__all__ = ["A"] + real.__all__', 'unknown'],
    ['import gone\n__all__ = ["A"] + gone.__all__', 'unknown'],
    ['import module\n__all__ = ["A"] + module.__all__', 'unknown'],
    ['from real import A\nnames = ["f"]\n__all__ = ["A"] + names', 'unknown'],
  ])('an __all__ that is put together from others: %s', (source, expected) => {
    const more = { 'part.py': 'B = C = 1\n__all__ = ["B"]\n', 'module.py': source };
    const { exports } = memoryProject({ ...shared, ...more });
    expect([exports.starExports('module', 'B'), exports.starExports('module', 'A')]).toEqual([expected, expected]);
    expect(exports.starExports('module', 'C')).toBe(expected === true ? false : 'unknown');
  });

  test('a package has the lists of its modules by their names', () => {
    const { exports } = memoryProject({
      'pack/__init__.py': 'from .sub import *\n__all__ = ["A"] + sub.__all__\n',
      'pack/sub.py': 'B = 1\n__all__ = ["B"]\n',
    });
    expect(exports.starExports('pack', 'B')).toBe(true);
    expect(exports.starExports('pack', 'C')).toBe(false);
  });

  test('lists that are made of each other are not known', () => {
    const { exports } = memoryProject({
      'one.py': 'import two\n__all__ = ["A"] + two.__all__\n',
      'two.py': 'import one\n__all__ = ["B"] + one.__all__\n',
    });
    expect([exports.starExports('one', 'A'), exports.starExports('two', 'C')]).toEqual(['unknown', 'unknown']);
  });

  test('__all__ does not keep a name from being imported by name', () => {
    expect(define('A = 1\n__all__ = []\n')).toBe(here);
  });

  test('a name that a listed submodule has is brought', () => {
    const { exports } = memoryProject({ ...shared, 'listed.py': '__all__ = ["A", "gone"]\nfrom real import A\n' });
    expect(exports.starExports('listed', 'A')).toBe(true);
    expect(exports.starExports('listed', 'other')).toBe(false);
    expect(exports.starExports('nowhere', 'A')).toBe('unknown');
  });
});

describe('names that no statement binds', () => {
  test.each([
    ['def __getattr__(name):\n    return 1\n', 'unknown module:A'],
    ['globals()["A"] = 1\n', 'unknown module:A'],
    ['globals().update(values)\n', 'unknown module:A'],
    ['setattr(sys.modules[__name__], "A", 1)\n', 'unknown module:A'],
    ['import sys\nsys.modules[__name__] = Thing()\n', 'unknown module:A'],
    ['class B:\n    def __getattr__(self, name):\n        return 1\n', 'missing module:A'],
    ['def __getattr__(name):\n    return 1\n\n\nfrom real import A\n', real],
  ])('%j: %s', (source, expected) => {
    expect(define(source)).toBe(expected);
  });

  test.each([
    ['globals()["A"] = 1', 'ambiguous'],
    ['globals()["B"] = 1', 'found'],
    ['globals()[name] = 1', 'ambiguous'],
    ['globals().update(A=1)', 'ambiguous'],
    ['globals().update(B=1, C=2)', 'found'],
    ['globals().update(\n    values,\n)', 'ambiguous'],
    ['globals().pop("B")', 'found'],
    ['for name in names:\n    vars()[name] = 1\n', 'ambiguous'],
    ['sys.modules[__name__] = Thing()', 'ambiguous'],
    ['sys.modules["other"] = sys.modules[__name__]', 'found'],
    ['sys.modules[__name__].A = 1', 'ambiguous'],
    ['sys.modules[__name__].__class__ = Thing', 'found'],
    ['setattr(sys.modules[__name__], "A", 1)', 'ambiguous'],
    ['setattr(sys.modules[__name__], "B", 1)', 'found'],
    ['setattr(sys.modules[__name__], name, 1)', 'ambiguous'],
    ['import module as me\nme.A = 1\n', 'ambiguous'],
    ['import module as me\nme.B = 1\n', 'found'],
    ['import module as me\nsetattr(me, "A", 1)\n', 'ambiguous'],
    ['import real as other\nother.A = 1\n', 'found'],
    ['thing.A = 1', 'found'],
  ])('%j may set A anew: %s', (source, expected) => {
    expect(define(`from real import A\n${source}`)).toBe(`${expected} real:A`);
  });

  test('submodules of packages are names of theirs', () => {
    const { exports } = memoryProject(shared);
    expect(exports.define('pack', 'sub')).toMatchObject({ state: 'found', key: 'pack.sub' });
    expect(exports.define('space', 'sub')).toMatchObject({ state: 'found', key: 'space.sub' });
    expect(exports.define('space', 'nothing').state).toBe('missing');
    expect(exports.define('pack', 'nothing').state).toBe('missing');
    expect(exports.define('stub', 'A').state).toBe('unknown');
  });
});

test('a module is read when asked for, and once for all its names', () => {
  const { exports, read } = memoryProject({ ...shared, 'module.py': 'from real import A, f\n' });
  exports.define('module', 'A');
  exports.define('module', 'A');
  expect(read).toEqual(['module', 'real']);
});

describe('modules that have been moved, and import their neighbours by the old path', () => {
  const sources: Sources = {
    'new/__init__.py': '',
    'new/real.py': 'class A:\n    pass\n',
    'new/named.py': 'from old.real import A\n',
    'new/starred.py': 'from old.real import *\n',
    'new/plain.py': 'import old.real as real\n\nA = real.A\n',
    'new/other.py': 'from gone.real import A\n',
  };
  const movedTo = (module: string): string | undefined => (module === 'old.real' ? 'new.real' : undefined);

  test.each([
    ['new.named', 'found new.real:A'],
    ['new.starred', 'found new.real:A'],
    ['new.plain', 'found new.real:A'],
    ['new.other', 'unknown gone.real:A'],
  ])('%s', (module, expected) => {
    const { state, key } = memoryProject(sources, ['.'], movedTo).exports.define(module, 'A');
    expect(`${state} ${key}`).toBe(expected);
  });

  test('the old path itself is not there', () => {
    expect(
      memoryProject({ ...sources, 'old/__init__.py': '' }, ['.'], movedTo).exports.define('old.real', 'A').state,
    ).toBe('missing');
  });
});
