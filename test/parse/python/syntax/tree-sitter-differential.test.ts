/** Trees against those of tree-sitter-python, whose names of nodes and fields the parser uses. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseModule } from '../../../../src/parse/python/syntax/parse.ts';
import type { SyntaxNode } from '../../../../src/parse/python/syntax/syntax-node.ts';
import { describeJudged, libraryFiles } from '../../../support/cpython.ts';
import { TreeSitter } from '../../../support/tree-sitter.ts';
import type { PlainNode } from '../../../support/tree-sitter.ts';

let treeSitter: TreeSitter;
beforeAll(async () => {
  treeSitter = await TreeSitter.load();
});

function shown({ type, field, start, end, children }: PlainNode): string {
  const inner = children.length > 0 ? `(${children.map(shown).join(' ')})` : '';
  return `${field === undefined ? '' : `${field}:`}${type}[${start}-${end}]${inner}`;
}

/** The first node that differs, as it is and as it should be. */
function difference(actual: SyntaxNode, expected: PlainNode): string | undefined {
  const isSame =
    actual.type === expected.type &&
    actual.field === expected.field &&
    actual.start === expected.start &&
    actual.end === expected.end &&
    actual.children.length === expected.children.length;
  if (!isSame) return `${shown(actual)} should be ${shown(expected)}`.slice(0, 1000);
  for (const [k, child] of actual.children.entries()) {
    const other = expected.children[k];
    const found = child.parent !== actual ? 'wrong parent' : other && difference(child, other);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined where tree-sitter cannot read the text. */
function compare(text: string): string | undefined {
  const expected = treeSitter.parse(text);
  return expected && difference(parseModule(text).root, expected);
}

describe('trees are those of tree-sitter', () => {
  test.each([
    'a, b = c = d, e\n(f) = 1\n(g): int\n[h, *i] = (j, k) = l\n*m, = n\n',
    'a += yield\nb: int = yield c\nd = yield from e\n',
    'for a, (b, *c), d.e, f[g] in h, *i: pass\nelse: pass\n',
    'async def a():\n    async for b in c: await d ** e\n    async with f as g: pass\n',
    'del a, (b), [c], d.e\nraise A from b\nassert a, b\nglobal c\n',
    'import a.b as c, d\nfrom . import e\nfrom ...f.g import (h as i, j,)\nfrom k import *\nfrom __future__ import l\n',
    'a(*b, c=d, **e)(f for g in h)(i := j)[k, l:m, ::n, *o]\n',
    '{**a, "b": c}, {*d, e}, {f: g for h, i in j if k if l for m in n}, {}, (), (o,), [p for q in r]\n',
    'lambda a, /, *b, c=1, **d: e, lambda: 0, lambda *, f: g\n',
    'not a and b or c < d <= e not in f is not g\n-h ** -i @ j << k | l & ~n\no ^ p\n',
    'a if b else c if d else e\n',
    '"a" f"b{c!r:>{d}}{e=}{f, g}{{}}" r"\\\n"\n',
    '1, 2.0, 3j, 0x1F, 1e5, 1., .5J, 0b1_0, ..., None, True\n',
    'class A[T: int, *U, **P](B, c=d):\n    x: list[int] | None | str = 1\n    y: a.b[c]\n# end\n',
    'def a[T](b: T, c: int = 1, /, *d: *T, e, **f: str) -> "T": pass\n',
    'type A[T] = list[T]\ntype B = C | D\ntype(a).b = c\n',
    '@a # why\n@b.c(d)\nclass E: pass\n',
    'if a: pass\nelif b := c: pass; pass;\nelse: # d\n\n    pass\n    # e\n',
    'try: a\nexcept B as c: d\nexcept (E, F): g\nexcept: h\nelse: i\nfinally: j\ntry: k\nexcept* L, M: n\n',
    'with a as b, c: d\nwith (e as f, g,): h\nwith (i): j\nwith (k as l): m\nwith (n, o) as p: q\nwith (yield) as r.s: t\n',
    'match a, *b:\n    case -1 | 2.5 | 1 - 2j | "c" "d" | None: pass\n    case e.f | _ if g: pass\n    case (h as i), *_: pass\n',
    'match (a):\n    case {"b": c, -1: d, e.f: _, **g}: pass\n    case H(i, j=K() | l) as m: pass\n    case [] | (): pass\n',
    'match = case = type = 1\nmatch(a)\nmatch[b] = c\nmatch * d\nprint(e)\n',
    'a[*b.c(d)], [*e | f, *g[h]]\n',
  ])('%j', (text) => {
    expect(treeSitter.parse(text)).toBeDefined();
    expect(compare(text)).toBeUndefined();
  });
});

describeJudged('trees of the standard library', (python) => {
  test('are those of tree-sitter', () => {
    const files = libraryFiles(python).filter((_, k) => k % 8 === 0);
    const differences = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
      const found = text.length < 60_000 ? compare(text) : undefined;
      return found === undefined ? [] : [`${file}: ${found}`];
    });
    expect(differences).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });
});
