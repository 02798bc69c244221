import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import { onlyWhere } from '../support/only-where.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder } from '../support/repository.ts';

/** How a module says `Old` to type checkers; each has to mean the same after the move, or to stay. */
const forms: Readonly<Record<string, string>> = {
  annotations: 'from app.old import Old\n\n\ndef f(a: Old) -> Old:\n    return a\n',
  strings: 'from app.old import Old\n\n\ndef f(a: "Old") -> "list[Old]":\n    return [a]\n',
  future:
    'from __future__ import annotations\nfrom app.old import Old\n\n\ndef f(a: Old | None) -> list[Old]:\n    return [a] if a else []\n',
  annotated:
    'from typing import Annotated\nfrom app.old import Old\n\n\ndef f(a: Annotated["Old", "Old"]) -> "Annotated[Old, 1]":\n    return a\n',
  optional:
    'from typing import Callable, Optional, Union\nfrom app.old import Old\n\n\ndef f(a: Optional["Old"], b: Union["Old", int], c: Callable[["Old"], "Old"]) -> None:\n    pass\n',
  cast: 'from typing import cast\nfrom app.old import Old\n\n\ndef f(a: object) -> Old:\n    return cast("list[Old]", [a])[0] or cast("Old", a)\n',
  bound:
    'from typing import TypeVar\nfrom app.old import Old\n\nT = TypeVar("T", bound="Old")\n\n\ndef f(a: T) -> T:\n    return a\n',
  literal:
    'from typing import Literal\nfrom app.old import Old\n\n\ndef f(a: Old, b: Literal["Old"]) -> Literal["Old"]:\n    return b\n',
  alias:
    'from typing import TypeAlias\nfrom app.old import Old\n\nA: TypeAlias = "Old"\n\n\ndef f(a: "A") -> "dict[str, Old]":\n    return {"": a}\n',
  fields:
    'from dataclasses import dataclass\nfrom typing import NamedTuple, TypedDict\nfrom app.old import Old\n\n\n@dataclass\nclass A:\n    a: "Old"\n\n\nclass B(NamedTuple):\n    b: "Old"\n\n\nclass C(TypedDict):\n    c: "Old"\n\n\nD = TypedDict("D", {"d": "Old"})\n',
  comments:
    'from app.old import Old\n\n\ndef f(a, b):\n    # type: (Old, int) -> Old\n    c = [a]  # type: list[Old]\n    return c[0]\n',
  module: 'import app.old\n\n\ndef f(a: "app.old.Old") -> app.old.Old:\n    return a\n',
  named: 'import app.old as m\n\n\ndef f(a: "m.Old") -> "list[m.Old]":\n    return [a]\n',
  guarded:
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.old import Old\n\n\ndef f(a: "Old") -> "Old":\n    return a\n',
};

/** Modules that hand `Old` on, and what takes it from there. */
const handingOn: Readonly<Record<string, string>> = {
  'app/marked.py': 'from app.old import Old as Old\n',
  'app/listed.py': 'from app.old import Old\n\n__all__ = ["Old"]\n',
  'app/added.py': 'from app.old import Old\n\n__all__ = []\n__all__ += ["Old"]\n'.replace('= []', ': list[str] = []'),
  'app/both.py': 'from app.old import Old as Old\nfrom app.old import Old\n',
  'app/stub.pyi': 'from app.old import Old as Old\n',
  'app/taking.py':
    'import app.stub\nfrom app.marked import Old as A\nfrom app.listed import Old as B\nfrom app.added import Old as C\nfrom app.both import Old as D\n\n\ndef f(a: A, b: B, c: C, d: D, e: app.stub.Old) -> A:\n    return b or c or d or e or a\n',
};

const files = {
  'app/__init__.py': '',
  'app/new.py': 'class Unified:\n    pass\n',
  'app/old.py': 'from app.new import Unified as Old\n\n__all__ = ["Old"]\n',
  ...handingOn,
  ...Object.fromEntries(Object.entries(forms).map(([name, text]) => [`app/form_${name}.py`, text])),
};

/** Prints the types that `typing.get_type_hints` finds for each function and class of each module. */
const hints = `
import importlib, json, os, sys, typing
sys.dont_write_bytecode = True
root = sys.argv[1]
sys.path.insert(0, root)
found = {}
for name in sorted(os.listdir(root + "/app")):
    if not name.startswith("form_"):
        continue
    module = importlib.import_module("app." + name[:-3])
    for key, value in sorted(vars(module).items()):
        if getattr(value, "__module__", None) != module.__name__ or not hasattr(value, "__annotations__"):
            continue
        try:
            found[name + " " + key] = repr(typing.get_type_hints(value, include_extras=True))
        except NameError:
            found[name + " " + key] = "NameError"
print(json.dumps(found))`;

const hintsOf = (root: string): unknown => JSON.parse(python(hints, [root])) as unknown;

const mypy = process.env['SSOT_TEST_MYPY'] ?? 'mypy';
const withMypy = onlyWhere(spawnSync(mypy, ['--version']).status === 0);

function complaintsOf(root: string): string {
  const { stdout } = spawnSync(mypy, ['--strict', '--cache-dir=/dev/null', 'app'], { cwd: root, encoding: 'utf8' });
  return stdout;
}

describe.each(['alias', 'rename'] as const)('types after a move: %s', (uses) => {
  let root = '';
  let changed = 0;
  beforeAll(async () => {
    root = makeFolder(files);
    const map = [{ canonical: 'app.new:Unified', legacy: ['app.old:Old'] }];
    const plan = await makePlan({ root, config: { python: { map, uses } }, gitignore: false });
    changed = plan.summary.filesChanged;
    await applyPlan(root, plan);
  });

  test('most files change', () => {
    expect(changed).toBeGreaterThan(Object.keys(forms).length - 2);
  });

  withPython.test('get_type_hints finds the same (needs python3)', () => {
    expect(hintsOf(root)).toEqual(hintsOf(makeFolder(files)));
  });

  withMypy.test(
    'mypy --strict complains of nothing (needs mypy: SSOT_TEST_MYPY)',
    () => {
      expect(complaintsOf(makeFolder(files))).toMatch(/^Success/);
      expect(complaintsOf(root)).toMatch(/^Success/);
    },
    60_000,
  );
});
