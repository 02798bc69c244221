import { describe, expect, test } from '@jest/globals';
import { Scopes } from '../../../src/parse/python/scopes.ts';

/** A program in which `‹X›` marks each place that binds or reads one X; its other places are another's, or no names. */
type Case = readonly [what: string, marked: string];

const cases: readonly Case[] = [
  ['functions see the module', 'from m import ‹X›\ndef f():\n    return ‹X›()\n'],
  ['a function that binds the name has its own', 'from m import ‹X›\ndef f():\n    X = 1\n    return X\n‹X›\n'],
  [
    'a function that binds the name later has its own from its start',
    'from m import ‹X›\ndef f():\n    X\n    X = 1\n',
  ],
  ['a class body sees the module', 'from m import ‹X›\nclass C:\n    y = ‹X›\n'],
  [
    'methods do not see their class',
    'from m import ‹X›\nclass C:\n    X = 1\n    y = X\n    def f(self): return ‹X›\n',
  ],
  [
    'lambdas and comprehensions in a class do not see it',
    'import ‹X›\nclass C:\n    X = 1\n    f = lambda: ‹X›\n    g = [‹X› for i in X]\n',
  ],
  ['parameters are local', 'import ‹X›\ndef f(X, y=‹X›): return X\ndef g(*X): return X\ndef h(**X): return X\n'],
  ['parameters of a lambda are local', 'import ‹X›\nf = lambda X, y=‹X›: X\nlambda: ‹X›\n'],
  [
    'decorators, defaults, annotations and bases are outside',
    'import ‹X›\n@‹X›\ndef f(X: ‹X› = ‹X›) -> ‹X›: X\n@‹X›.d\nclass C(‹X›, metaclass=‹X›):\n    X = 1\n',
  ],
  [
    'the targets of a comprehension are its own',
    'import ‹X›\n[X for X in ‹X› if X]\n{X: 1 for X in ‹X›}\n{X for y in ‹X› for X in X}\n(X for X in ‹X›)\n‹X›\n',
  ],
  ['the first iterable is evaluated outside, the others inside', 'import ‹X›\n[z for X in ‹X› for z in X]\n'],
  ['global', 'import ‹X›\ndef f():\n    global ‹X›\n    ‹X› = 1\n    def g(): return ‹X›\ndef h():\n    X = 2\n'],
  [
    'global in a class is not handed to its methods',
    'def f():\n    import ‹X›\n    class C:\n        global X\n        X\n        def g(self): return ‹X›\n',
  ],
  [
    'nonlocal',
    'X = 0\ndef f():\n    import ‹X›\n    def g():\n        nonlocal ‹X›\n        ‹X› = 1\n        def h():\n            nonlocal ‹X›\n            del ‹X›\n    return ‹X›\n',
  ],
  ['walrus binds outside of the comprehension', 'def f():\n    [(‹X› := y) for y in z if ‹X›]\n    return ‹X›\nX\n'],
  ['walrus in a lambda is its own', 'import ‹X›\nlambda: (X := 1) + X\n‹X›\n'],
  [
    'captures of match',
    'def f(a):\n    match a:\n        case ‹X›: return ‹X›\n        case [1, *‹X›]: ‹X›\n        case {"X": ‹X›, **y}: ‹X›\n        case C(X=‹X›) | (int() as ‹X›): ‹X›\nX\n',
  ],
  [
    'match reads classes and dotted names',
    'import ‹X›\ndef f(a):\n    match a:\n        case ‹X›(b) if ‹X›: pass\n        case ‹X›.y: pass\n        case {‹X›.z: _}: pass\n',
  ],
  [
    'except, with and for',
    'def f():\n    try: pass\n    except E as ‹X›: ‹X›\n    with a as ‹X›, b as (‹X›, c): pass\n    for ‹X›, y in ‹X›: pass\nX\n',
  ],
  ['parenthesised with', 'def f():\n    with (a as ‹X›, ‹X› as b): pass\nX\n'],
  ['del', 'import ‹X›\ndel ‹X›\ndef f():\n    del X\n    X = 1\n'],
  [
    'starred, nested and chained targets',
    'def f():\n    (a, [‹X›, *b]) = c = ‹X› = 1\n    *‹X›, d = 2\n    ‹X› += 1\n    ‹X›: int = 3\nX\n',
  ],
  [
    'what looks like a target but is not',
    'import ‹X›\n‹X›.a = 1\n‹X›[0] = 2\ndel ‹X›.b, ‹X›[1]\nfor ‹X›.c in d: pass\n',
  ],
  [
    'type parameters of functions, classes and aliases',
    'import ‹X›\ndef f[X](a: X) -> X: X\nclass C[X](B[X]):\n    def f(self) -> X: X\ntype A[X] = list[X]\n‹X›\n',
  ],
  [
    'the bound of a type parameter, and a default of a function with some',
    'import ‹X›\ndef f[T: ‹X›](a=‹X›): pass\ndef g[X](a=‹X›): X\n',
  ],
  ['defaults of type parameters', 'import ‹X›\nclass C[T = ‹X›]: pass\n'],
  ['the name of a type alias', 'type ‹X› = int\na: ‹X›\ndef f(X): X\n'],
  ['type and match as names', 'import ‹X›\ntype(‹X›).a = ‹X›\nmatch = ‹X›\ntype = ‹X›\n'],
  [
    'keyword names and attributes are no uses',
    'import ‹X›\nf(X=1, y=‹X›)\na.X\na.X.X()\n‹X›.X.X\nclass C(X=‹X›): pass\n',
  ],
  [
    'imports bind their first part or their alias',
    'import ‹X›.a.b\nimport X.c as d\n' + 'from X import e as ‹X›\n‹X›.a\n',
  ],
  ['f-strings', 'import ‹X›\nf"X {‹X›} {‹X›.a!r:>{‹X›}} {f\'{‹X›}\'} {{X}}"\nrf"""{\n‹X›}"""\n"X {X}"\n'],
  ['t-strings', 'import ‹X›\nt"X {‹X›}"\n'],
  ['annotations of variables', 'import ‹X›\na: ‹X›\nb: list[‹X›] = 1\nclass C:\n    a: ‹X›.Y\n    self.b: ‹X› = 1\n'],
  ['lazy imports', 'lazy import ‹X›\nif a: lazy from m import b as ‹X›\n‹X›\n'],
  ['private names of a class are mangled', 'import ‹__X›\n‹__X›\nclass _C:\n    __X\n    def f(self): __X\n'],
  ['identifiers are compared normalised', 'import ‹ﬁ›\n‹fi›\n'],
  ['line ends of old Macs', 'import ‹X›\r# X\rdef f(X):\r    X\r‹X›\r'],
  ['an attribute on the line below its dot', 'import ‹X›\n(‹X›.\n  X)\n# an X.\n‹X›\n'],
];

const stringCases: readonly Case[] = [
  [
    'annotations',
    'import ‹X›\ndef f(X: "‹X›", *a: \'list[‹X›]\', b: """‹X›.Y""" = "X") -> "‹X›": X\nc: "a.X | ‹X›" = "X"\n',
  ],
  ['inside of an annotation', 'import ‹X›\na: Optional["‹X›"]\nb: Dict["‹X›.y", list["‹X›"]]\n'],
  [
    'Literal and the metadata of Annotated are not types',
    'import ‹X›\na: Literal["X"]\nb: Annotated["‹X›", "X", f("X")]\nc: Foo("X")\n',
  ],
  [
    'the generics of typing and builtins',
    'from typing import Optional as O\nimport typing as t\nimport ‹X›\na = O["‹X›"]\nb = t.List["‹X›"]\nc = dict["‹X›", "‹X›"]\nclass C(O[list["‹X›"]]): pass\n',
  ],
  ['other subscripts are not types', 'import ‹X›\na["X"]\nO["X"]\nos.environ["X"]\ndef f(dict): dict["X"]\n'],
  [
    'functions of typing',
    'from typing import *\nfrom typing import cast, TypeVar, NewType, NamedTuple\nimport typing, ‹X›\ncast("‹X›", "X")\ntyping.cast("‹X›", a)\nTypeVar("X", "‹X›", bound="‹X›", name="X")\nNewType("X", "‹X›")\nNamedTuple("X", [("X", "‹X›")])\ntyping.TypedDict("X", {"X": "‹X›"})\ncast("List[\'‹X›\']", a)\n',
  ],
  [
    'functions of that name from elsewhere',
    'from ctypes import cast\nimport ‹X›\ncast("X", a)\nTypeVar("T", bound="X")\n',
  ],
  ['type aliases', 'import ‹X›\nA: TypeAlias = "‹X›"\ntype B = "‹X›"\nC = "X"\n'],
  [
    'the scope of a string is that of its annotation',
    'import ‹X›\ndef f():\n    X = 1\n    a: "X"\n    def g(b: "X"): pass\nclass C:\n    a: "‹X›"\n',
  ],
  ['text that is no expression', 'import ‹X›\na: "X and so on"\nb: "not valid ("\nc: "X" "X"\nd: b"X"\ne: "\\x58"\n'],
];

describe.each([
  ['scopes', cases],
  ['string annotations', stringCases],
])('%s', (_, table) => {
  test.each(table)('%s', (__, marked) => {
    const { text, offsets } = unmark(marked);
    const scopes = Scopes.read(text);
    const binding = scopes.bindingAt(offsets[0] ?? -1);
    const places = [...(binding?.sites ?? []), ...(binding?.uses ?? [])].map(({ start }) => start);
    expect([...new Set(places)].toSorted((a, b) => a - b)).toEqual(offsets);
  });
});

/** The text without the marks, and where they were. */
function unmark(marked: string): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  let text = '';
  for (const part of marked.split(/(‹[^›]*›)/)) {
    if (part.startsWith('‹')) offsets.push(text.length);
    text += part.replace(/[‹›]/g, '');
  }
  return { text, offsets };
}

describe('what is known of a place', () => {
  test('the attributes behind a name, and what is done with the last one', () => {
    const text = 'import X\nX\nX.a.b\nX.c()\nX.d = X.e[0]\ndel X.f.g\nX()\n((X).h).j()\nX.i += 1\n(X.k) = 1\n';
    const scopes = Scopes.read(text);
    const uses = scopes.module.bindings.get('X')?.uses.map(({ start, attributes, context }) => {
      const names = attributes.map((range) => text.slice(range.start, range.end));
      return [text.slice(0, start).split('\n').length, names.join('.'), context];
    });
    expect(uses?.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [2, '', 'load'],
      [3, 'a.b', 'load'],
      [4, 'c', 'call'],
      [5, 'd', 'store'],
      [5, 'e', 'load'],
      [6, 'f.g', 'delete'],
      [7, '', 'call'],
      [8, 'h.j', 'call'],
      [9, 'i', 'store'],
      [10, 'k', 'store'],
    ]);
  });

  test('the names that are assigned what a name leads to', () => {
    const text =
      'import X\na = b = X.c\nd: T = (X)\n(e := (X.f))\ng = X()\nh = X, X\ni.j = k[0] = X\nl = X or X\nm += X\n';
    const uses = Scopes.read(text).module.bindings.get('X')?.uses ?? [];
    const names = uses
      .toSorted((one, other) => one.start - other.start)
      .map(({ variables }) => variables.map(({ start, end }) => text.slice(start, end)).join(' '));
    expect(names).toEqual(['b a', 'd', 'e', '', '', '', '', '', '', '']);
  });

  test('the kinds of sites', () => {
    const text = `
import X
X = X
X: int
X += 1
def X(): global X
class X: pass
for X in a: pass
with a as X: pass
try: pass
except E as X: pass
(X := 1)
match a:
    case X: pass
del X
type X = int
`;
    const { sites } = Scopes.read(text).module.bindings.get('X') ?? { sites: [] };
    expect(sites.toSorted((a, b) => a.start - b.start).map(({ kind }) => kind)).toEqual([
      'import',
      'assignment',
      'annotation',
      'augmented-assignment',
      'def',
      'declaration',
      'class',
      'for',
      'with',
      'except',
      'walrus',
      'match',
      'delete',
      'type-alias',
    ]);
  });

  test('loads in a class body that binds the name may mean the module', () => {
    const text = 'from m import X\nclass C:\n    X = X\n    def f(self): X\n';
    const binding = Scopes.read(text).module.bindings.get('X');
    expect(binding?.unsureUses.map(({ start }) => start)).toEqual([text.indexOf('= X') + 2]);
    expect(binding?.uses.map(({ start }) => start)).toEqual([text.lastIndexOf('X')]);
  });

  test('names that nothing binds', () => {
    const scopes = Scopes.read('from m import *\nprint(X, [y for y in z])\n');
    expect([...scopes.unbound.keys()].toSorted()).toEqual(['X', 'print', 'z']);
    expect(scopes.module.stars).toHaveLength(1);
  });

  test('entries of __all__', () => {
    const text = `
__all__ = ["a", 'b'] + other.__all__ + ("c",)
__all__ += ["d"]
if x:
    __all__.append("e")
    __all__.extend(["f"])
__all__: list[str] = ["g"]
def f(): __all__ = ["h"]
names = ["i"]
C.__all__ = ["j"]
`;
    const { publicNames } = Scopes.read(text);
    expect(publicNames.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(publicNames.every(({ name, start, end }) => text.slice(start, end) === name)).toBe(true);
  });

  test('look-ups that only a run can tell', () => {
    const text = `
import X
def f():
    X
    locals()
def g(): locals()
def h(): eval("X")
def i(eval): eval("X")
def j(): globals()["X"]; vars(X)
`;
    const scopes = Scopes.read(text);
    const binding = scopes.module.bindings.get('X');
    const names =
      binding && scopes.dynamicLookups(binding).map((lookup) => [lookup.function, lineOf(text, lookup.start)]);
    expect(names).toEqual([
      ['locals', 5],
      ['eval', 7],
      ['globals', 9],
    ]);
  });

  test('where the text is not valid Python', () => {
    const text = 'import X\nX\n)X(\nX\n';
    const { errors } = Scopes.read(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every(({ start, end }) => start >= text.indexOf(')') && end <= text.length)).toBe(true);
    expect(Scopes.read('import X\nX\n').errors).toEqual([]);
  });

  test('code that nests too deeply is an error, not a crash', () => {
    const { errors, module } = Scopes.read(`import X\nX\ny = ${'('.repeat(5000)}X${')'.repeat(5000)}\n`);
    expect(errors.length).toBeGreaterThan(0);
    expect(module.bindings.get('X')?.uses).toHaveLength(2);
  });
});

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A program whose first X is to become Y, and the lines of what stands in the way. */
const renamings: readonly (readonly [what: string, text: string, lines: readonly number[]])[] = [
  ['a free name', 'import X\nX\ndef f(): X\n', []],
  ['a name that the module binds', 'import X\nX\nY = 1\n', [3]],
  ['a name that the module imports', 'import X, Y\nX\n', [1]],
  ['a local of a function that uses the binding', 'import X\ndef f():\n    Y = 1\n    X\n', [3]],
  ['a local of a function that does not', 'import X\ndef f():\n    Y = 1\nX\n', []],
  ['a parameter between', 'import X\ndef f(Y):\n    def g(): X\n', [2]],
  ['an attribute of a class around a method', 'import X\nclass C:\n    Y = 1\n    def f(self): X\n', []],
  ['an attribute of the class of the use', 'import X\nclass C:\n    Y = 1\n    z = X\n', [3]],
  ['a target of a comprehension', 'import X\n[X for Y in a]\n', [2]],
  ['a target of a comprehension, and its first iterable', 'import X\n[a for Y in X]\n', []],
  ['a builtin, or a name from a star import', 'import X\nX\nY()\n', [3]],
  ['a keyword and an attribute', 'import X\nf(Y=X.Y)\n', []],
  ['a global in a function that uses the binding', 'import X\ndef f():\n    global Y\n    Y = X\n', [3, 4]],
  ['a type parameter', 'import X\ndef f[Y](a: X): pass\n', [2]],
  ['a string annotation of that name', 'import X\na: "Y"\n', [2]],
  ['a class body that binds the name after it was read', 'import X\nclass C:\n    Y = Y\n', [3]],
  ['a global of the name that is declared and not bound', 'import X\ndef f():\n    global X, Y\n    X = 1\n', [3]],
];

describe('is the name free?', () => {
  test.each(renamings)('%s', (_, text, lines) => {
    expect(collidingLines(text)).toEqual(lines);
  });

  test('a name of the module that a local binding would hide', () => {
    const text = 'import Y\ndef f():\n    import X\n    X, Y\ndef g(): Y\n';
    expect(collidingLines(text)).toEqual([4]);
  });

  test('a nonlocal name that a binding between would take', () => {
    const text =
      'def f():\n    Y = 1\n    def g():\n        import X\n        def h():\n            nonlocal Y\n            Y = 2\n';
    expect(collidingLines(text)).toEqual([6, 7]);
  });

  function collidingLines(text: string): number[] {
    const scopes = Scopes.read(text);
    const binding = scopes.bindingAt(text.indexOf('X'));
    if (binding === undefined) throw new Error('nothing is bound there');
    const places = scopes.collisions('Y', binding);
    expect(scopes.isNameFree('Y', binding)).toBe(places.length === 0);
    return [...new Set(places.map(({ start }) => lineOf(text, start)))].toSorted((a, b) => a - b);
  }
});
