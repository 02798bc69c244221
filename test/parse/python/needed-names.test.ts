import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { readImports } from '../../../src/parse/python/import-statements.ts';
import { neededNames } from '../../../src/parse/python/needed-names.ts';

const buffer = SourceBuffer.create();

function needed(text: string): string[] {
  buffer.set(Buffer.from(text));
  const imports = [...readImports(buffer.scanImports().records, buffer.identifierAt)];
  return neededNames(text, imports, { module: 'app.self', package: 'app' }, ['Old', 'Other']);
}

describe('names that a file looks up in other modules', () => {
  test.each([
    ['a from import', 'from a.b import Old', 'a.b:Old'],
    ['a relative one', 'from .b import Old as X', 'app.b:Old'],
    ['a star import, if the file says the name', 'from a import *\nOld()', 'a:Old'],
    ['an attribute of a module', 'import a.b\na.b.Old()', 'a.b:Old'],
    ['an attribute of a module with an alias', 'import a.b as m\nm . Old', 'a.b:Old'],
    ['an attribute of a module of a package', 'from . import m\nm.Old.x', 'app.m:Old'],
    ['a dotted string', 'patch("a.b.Old.method")', 'a.b:Old'],
    ['getattr', 'import a.b as m\ngetattr(m, "Old")', 'a.b:Old'],
    ['a dictionary of a module', 'import a.b as m\nvars(m)["Old"]; m.__dict__["Old"]', 'a.b:Old'],
    ['a path that is put together', 'M = "a.b"\npatch(f"{M}.Old"); patch(M + ".Old")', 'a.b:Old'],
    ['a keyword of patch.multiple', 'patch.multiple("a.b", Old=1)', 'a.b:Old'],
    ['an attribute that is given by keyword', 'import a.b as m\npatch.object(target=m, attribute="Old")', 'a.b:Old'],
    ['a path of which the last part is added', 'import a.b\npatch("a.b." + "Old"); patch("a.b." "Old")', 'a.b:Old'],
    ['a path of which the first part is filled in', 'patch(f"{A}.b.Old"); patch("%s.b.Old" % A)', '.b:Old'],
    ['a path of which the first part is another string', 'patch("a." + "b.Old"); patch("a." "b.Old")', '.b:Old'],
    ['its own name', 'patch(f"{__name__}.Old")', 'app.self:Old'],
    ['its own name as a program', 'patch("__main__.Old")', 'app.self:Old'],
    ['an attribute on the next line', 'import a.b as m\n(m # why\n .Old)', 'a.b:Old'],
    ['an attribute behind a backslash', 'import a.b as m\nm \\\n . Old', 'a.b:Old'],
    ['an attribute of an expression', 'import a.b as m\n(m if x else None).Old()', 'a.b:Old'],
    ['an attribute of what may hold a module', 'import a.b as m\nself.m = m\nself.m.Old()', 'a.b:Old'],
    ['an attribute of a module that is asked for', 'importlib.import_module("a.b").Old', 'a.b:Old'],
    ['an element of a list', 'import a.b as m\nfor n in ["Old"]: getattr(m, n)', 'a.b:Old'],
    ['a value of a dictionary', 'import a.b as m\nT = {"x": "Old"}', 'a.b:Old'],
    ['a constant', 'import a.b as m\nNAME = "Old"', 'a.b:Old'],
    ['the first argument', 'import a.b as m\nattrgetter("Old")(m)', 'a.b:Old'],
    ['a module and a name', 'resolve_name("a.b:Old")', 'a.b:Old'],
    ['a table of lazy imports', 'LAZY = {"Old": "b"}\ndef __getattr__(name): ...', 'app.b:Old'],
    ['an import in a string', 'run("-c", "from a.b import x, Old; Old()")', 'a.b:Old'],
    ['an import in a doctest', '>>> from a.b import (x,\n...   Old)', 'a.b:Old'],
  ])('%s', (_, text, expected) => {
    expect(needed(text)).toContain(expected);
  });

  test.each([
    ['a name that is not asked for', 'from a import Older; import b; b.MyOld; "x.Oldest"'],
    ['a name of its own', 'Old = 1\nf(Old, x=Old)\n'],
    ['an annotation', 'import a\nx: "Old"; y: Optional["Old"]; z: list["Old"]'],
    ['a key', 'import a\nx["Old"]; {"Old": 1}'],
    ['a star import without the name', 'from a import *\nx'],
  ])('%s is none', (_, text) => {
    expect(needed(text)).toEqual([]);
  });
});
