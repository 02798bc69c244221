import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import type { ModuleBindings, Suite } from '../../../src/model/module-bindings.ts';
import { moduleBindings } from '../../../src/parse/python/module-bindings.ts';
import { decodeSource } from '../../../src/scan/decode.ts';
import { ask, describeJudged, libraryFiles } from '../../support/cpython.ts';
import { pythonProgram } from '../../support/python-programs.ts';

const buffer = SourceBuffer.create();
/** One in so many files of the standard library. */
const STRIDE = 3;

/** The answer of judge_bindings.py. */
type Answer = string | { readonly suite: readonly unknown[]; readonly rebound: readonly string[] };

function bindingsOf(text: string): ModuleBindings {
  buffer.set(Buffer.from(text));
  return moduleBindings(buffer);
}

/** The suite without its conditions, which ast has as trees. */
function withoutConditions(suite: Suite): unknown[] {
  return suite.map((entry) => {
    if (entry.kind !== 'branch') return entry;
    const arms = entry.arms.map(({ word, suite }) => ({ word, suite: withoutConditions(suite) }));
    return { ...entry, arms };
  });
}

/** The first entry that differs, however deep, or undefined. */
function difference(theirs: unknown, ours: unknown): string | undefined {
  if (JSON.stringify(theirs) === JSON.stringify(ours)) return undefined;
  const isBranch = Array.isArray(theirs) && Array.isArray(ours) && theirs.length === ours.length;
  if (isBranch) return theirs.map((entry, k) => difference(entry, ours[k])).find((found) => found !== undefined);
  if (hasSuite(theirs) && hasSuite(ours)) return difference(theirs.suite, ours.suite);
  if (hasArms(theirs) && hasArms(ours)) return difference(theirs.arms, ours.arms);
  return `expected ${JSON.stringify(theirs)}, got ${JSON.stringify(ours)}`;
}

const hasSuite = (entry: unknown): entry is { suite: unknown } =>
  typeof entry === 'object' && entry !== null && 'suite' in entry;
const hasArms = (entry: unknown): entry is { arms: unknown } =>
  typeof entry === 'object' && entry !== null && 'arms' in entry;

describeJudged('agree with ast', (python) => {
  async function differences(sources: readonly { readonly name: string; readonly bytes: Buffer }[]): Promise<string[]> {
    const answers = await ask<Answer>(python, 'judge_bindings.py', sources);
    return sources.flatMap(({ name, bytes }, k) => {
      const answer = answers[k];
      const source = decodeSource(name, 'python', bytes);
      if (answer === undefined || typeof answer === 'string' || 'message' in source) return [];
      const { suite, rebound } = bindingsOf(source.text);
      const ours = [withoutConditions(suite), [...rebound].sort()];
      const found = difference([answer.suite, answer.rebound], ours);
      return found === undefined ? [] : [`${name}: ${found}`];
    });
  }

  test('over the standard library', async () => {
    const files = libraryFiles(python).filter((_, k) => k % STRIDE === 0);
    expect(await differences(files.map((name) => ({ name, bytes: readFileSync(name) })))).toEqual([]);
  });

  test('over programs made from a grammar', async () => {
    const seeds = Array.from({ length: 3000 }, (_, seed) => seed);
    const programs = seeds.map((seed) => ({ name: `program ${seed}`, ...pythonProgram(seed, python.minor) }));
    expect(await differences(programs)).toEqual([]);
  });
});

test.each([
  ['a list', '__all__ = ["a", \'b\',]', ['a', 'b']],
  ['a tuple over lines, with comments', '__all__: tuple[str, ...] = (\n  "a", # "x"\n  r"b",\n)', ['a', 'b']],
  [
    'one that grows',
    '__all__ = ["a"]\n__all__ += ["b"]\n__all__.extend(("c",))\n__all__.append("d")',
    ['a', 'b', 'c', 'd'],
  ],
  ['one in a branch', 'if x:\n    __all__ = ["a"]', ['a']],
  ['one of two targets, under which it may grow', '__all__ = names = ["a"]', 'unknown'],
  ['a sum', '__all__ = ["a"] + b.__all__ + list(c)', ['a', { list: 'b.__all__' }, { list: 'c' }]],
  ['entries of another list', '__all__ = ("a", *b.c.__all__)', ['a', { list: 'b.c.__all__' }]],
  ['a string in two parts', '__all__ = ["a" "b", "c"]', ['ab', 'c']],
  ['a sum of strings', '__all__ = ["a" + "b"]', 'unknown'],
  ['a name that is an entry', '__all__ = ["a", b]', 'unknown'],
  ['a name in a sum in an entry', '__all__ = [b + c]', 'unknown'],
  ['a call', '__all__ = names(b)', 'unknown'],
  ['a name that is appended', '__all__ = ["a"]\n__all__.append(b)', 'unknown'],
  ['names of classes', 'class A: ...\ndef f(): ...\nall = [A, f]\n__all__ = [x.__name__ for x in all]', ['A', 'f']],
  [
    'names of classes that grow',
    'class A: ...\nall = [A]\nall += more\n__all__ = [x.__name__ for x in all]',
    'unknown',
  ],
  ['names of what is no class', 'from b import A\nall = [A]\n__all__ = [x.__name__ for x in all]', 'unknown'],
  ['a comprehension', '__all__ = [x for x in y]', 'unknown'],
  [
    'one that grows by another',
    '__all__ = ["a"]\n__all__ += b.__all__\n__all__.extend(c)',
    ['a', { list: 'b.__all__' }, { list: 'c' }],
  ],
  ['one that grows by what is unknown', '__all__ = ["a"]\n__all__ += names()', 'unknown'],
  ['one that loses a name', '__all__ = ["a", "b"]\n__all__.remove("b")', 'unknown'],
  ['an escape', '__all__ = ["\\x61"]', 'unknown'],
  ['none', 'x = 1', undefined],
  [
    'one that is read',
    '__all__ = ["a"]\ndef __dir__(): return sorted(__all__)\nfor x in __all__: b.__all__.append(x)',
    ['a'],
  ],
  ['one that text speaks of', '"The __all__."\n__all__ = ["a"]  # __all__.append("b")', ['a']],
  ['one that a function changes', '__all__ = ["a"]\ndef f(x):\n    __all__.append(x)', 'unknown'],
  ['one that a function adds to', '__all__ = ["a"]\ndef f(x):\n    global __all__\n    __all__ += [x]', 'unknown'],
  ['one with another name', '__all__ = ["a"]\nnames = __all__\nnames.append("b")', 'unknown'],
  ['one that is handed on', '__all__ = ["a"]\ncollect(__all__)', 'unknown'],
  ['one that is looked up by its name', '__all__ = ["a"]\nglobals()["__all__"].append("b")', 'unknown'],
  ['one that is imported', 'from b import __all__', 'unknown'],
  ['one of another module', 'from b import __all__ as names\nnames.append("c")', undefined],
  ['one of a class', 'class A:\n    __all__ = ["a"]', undefined],
])('reads __all__: %s', (_, text, all) => {
  expect(bindingsOf(text).all).toEqual(all);
});

test.each([
  ['globals()["a"] = 1', true],
  ['globals().update(a=1)', true],
  ['sys.modules[__name__] = a', true],
  ['x = globals()["a"]', false],
  ['class A:\n    def __getattr__(self, name): ...', false],
])('knows whether any name may exist: %s', (text, isDynamic) => {
  expect(bindingsOf(text).isDynamic).toBe(isDynamic);
});

test('knows the conditions of branches', () => {
  const [branch] = bindingsOf(
    'if a.b(c[1:2]) and (lambda x: x)("import y"): pass\nelif not  x: pass\nelse: pass',
  ).suite;
  const conditions = branch?.kind === 'branch' ? branch.arms.map(({ condition }) => condition) : [];
  expect(conditions).toEqual(['a . b ( c [ 1 : 2 ] ) and ( lambda x : x ) ( "import y" )', 'not x', '']);
});

test('a name that every object of JavaScript has is a name like any other', () => {
  const { suite } = bindingsOf('constructor = a\ntoString.b = c\nd = 1');
  expect(suite).toMatchObject([{ name: 'constructor' }, { name: 'd' }]);
});

test.each([
  ['def f():\n    global a, b', ['a', 'b']],
  ['def f(): global a; b = 1', ['a']],
  ['def f():\n    x = 1; global a\n    global \\\n b', ['a', 'b']],
  ['x = "global a"  # global b', []],
])('knows what functions rebind: %s', (text, rebound) => {
  expect([...bindingsOf(text).rebound]).toEqual(rebound);
});
