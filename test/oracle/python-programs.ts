import type { UserConfig, UserMapEntry } from '../../src/index.ts';
import type { Files } from '../support/repository.ts';

/** A small program that prints what it finds, and what is to become of it. */
export interface Program {
  readonly name: string;
  readonly files: Files;
  readonly map: readonly UserMapEntry[];
  readonly sourceRoots?: readonly string[];
  /** The arguments of `python3`. */
  readonly run: readonly string[];
  /** Where it is started; the root, unless it says another folder. */
  readonly from?: string;
  /** The tiers of all edits, in the order of files and places. */
  readonly tiers: readonly string[];
  /** The reasons of all refusals. */
  readonly refused?: readonly string[];
  /** A part of each reason of an edit, in order. */
  readonly says?: readonly string[];
  /** It fails before, and the edits repair it. */
  readonly isBroken?: boolean;
  /** Its output may change when the edits for review are made, too. */
  readonly needsReview?: boolean;
}

export function configOf({ map, sourceRoots }: Program): UserConfig {
  return { python: { map, ...(sourceRoots ? { sourceRoots } : {}) } };
}

const symbol = (canonical: string, ...legacy: string[]): UserMapEntry => ({ canonical, legacy });

const ownChild: readonly Program[] = [
  {
    name: 'a package moves onto a module in it, which stays',
    files: {
      'shop/__init__.py': '',
      'shop/models/__init__.py': 'from .base import *\nfrom .base import Item\n',
      'shop/models/base.py': 'class Item: pass\n',
      'shop/models/other.py': 'from . import Item\nfrom shop.models import base\nclass Other(Item): pass\n',
      'main.py':
        'from shop.models import Item, base, other\nfrom shop.models.base import Item as Same\nimport shop.models.other\nprint(Item is Same is base.Item, other.Other, shop.models.other is other)\n',
    },
    map: [symbol('shop.models.base', 'shop.models')],
    run: ['main.py'],
    tiers: ['safe', 'safe'],
  },
  {
    name: 'a package moves onto a package in it, by every form of import',
    files: {
      'foo/__init__.py': '',
      'foo/bar/__init__.py': 'from foo.bar.baz import X\n',
      'foo/bar/baz/__init__.py': 'X = 1\n',
      'foo/bar/baz/deep.py': 'from .. import X\nfrom ..baz import X as Y\nfrom . import X as Z\n',
      'main.py':
        'import foo.bar\nimport foo.bar.baz.deep\nimport foo.bar as m\nfrom foo.bar.baz import deep\nprint(foo.bar.X, foo.bar.baz.X, foo.bar.baz.deep.Y, m.X, m.baz.X, deep.Z)\n',
    },
    map: [symbol('foo.bar.baz', 'foo.bar')],
    run: ['main.py'],
    tiers: ['safe', 'safe', 'safe'],
  },
  {
    name: 'names of a package move by `*` onto a module in it',
    files: {
      'foo/__init__.py': 'from foo.sub import X\n',
      'foo/sub.py': 'X = 1\n',
      'main.py': 'from foo import X, sub\nfrom foo.sub import X as Y\nprint(X, sub.X, Y)\n',
    },
    map: [symbol('foo.sub:*', 'foo:*')],
    run: ['main.py'],
    tiers: ['safe'],
  },
];

const canonicalSide: readonly Program[] = [
  {
    name: 'the canonical module takes the name from the legacy one',
    files: {
      'app/__init__.py': '',
      'app/core.py': 'class Old: pass\n',
      'app/ws.py': 'from app.core import Old as New\n',
      'main.py': 'from app.core import Old\nprint(Old)\n',
    },
    map: [symbol('app.ws:New', 'app.core:Old')],
    run: ['main.py'],
    tiers: ['safe'],
  },
  {
    name: 'both hand on one name of an installed package',
    files: {
      'app/__init__.py': '',
      'app/old.py': 'from json import JSONDecodeError as Error\n',
      'app/new.py': 'from json import JSONDecodeError\n',
      'main.py': 'from app.old import Error\nfrom json import JSONDecodeError\nprint(Error, JSONDecodeError)\n',
    },
    map: [symbol('app.new:JSONDecodeError', 'app.old:Error', 'json:JSONDecodeError')],
    run: ['main.py'],
    tiers: ['safe', 'safe', 'safe'],
  },
  {
    name: 'both hand on a name of which the installed package is not certain',
    files: {
      'app/__init__.py': '',
      'app/new.py': 'try:\n    from nowhere import loads\nexcept ImportError:\n    from json import loads\n',
      'app/old.py': 'from .new import loads\n',
      'main.py': 'from app.old import loads\nprint(loads.__module__)\n',
    },
    map: [symbol('app.new:loads', 'app.old:loads')],
    run: ['main.py'],
    tiers: ['safe'],
  },
  {
    name: 'a top-level package was moved into another one',
    files: {
      'apps/__init__.py': '',
      'apps/shop/__init__.py': '',
      'apps/shop/base.py': 'class Base: pass\n',
      'apps/shop/models.py': 'from shop.base import Base\nclass Item(Base): pass\n',
      'main.py': 'from shop.models import Item\nimport shop.base\nprint(Item, shop.base.Base)\n',
    },
    map: [symbol('apps.shop', 'shop')],
    run: ['main.py'],
    isBroken: true,
    tiers: ['declared', 'declared', 'declared', 'declared'],
  },
  {
    name: 'what a requirement names may be installed',
    files: {
      'requirements.txt': 'shop>=2\n',
      'app/__init__.py': '',
      'app/shop.py': 'Item = 1\n',
      'main.py': 'from shop import Item\n',
    },
    map: [symbol('app.shop', 'shop')],
    run: ['main.py'],
    isBroken: true,
    tiers: ['review'],
    says: ['what shop:Item leads to cannot be told from the sources'],
  },
];

/** How a module may get a `__getattr__`, besides by `def`. */
const makers: Readonly<Record<string, string>> = {
  'assigned by a call': '__getattr__ = partial(look, "legacy")\n',
  'a lambda': '__getattr__ = lambda name: look("legacy", name)\n',
  annotated: 'from typing import Callable\n__getattr__: Callable = partial(look, "legacy")\n',
  unpacked: '__getattr__, __dir__, __all__ = attach("legacy")\n',
  imported: 'from app.shim import __getattr__\n',
  'in a condition': 'if True:\n    def __getattr__(name):\n        return look("legacy", name)\n',
  'in a try': 'try:\n    from app.shim import __getattr__\nexcept ImportError:\n    pass\n',
  'by a star': 'from app.shim import *\n',
  'by the names of the module': 'globals()["__getattr__"] = partial(look, "legacy")\n',
  'none, but a function that sets names': 'def fill():\n    globals()["Limit"] = look("legacy", "Limit")\nfill()\n',
  'none, but a function that is given them': 'fill(globals())\n',
  'none, but a function that is given the module': 'fill_module(__name__)\n',
  'none, but a place in sys.modules': 'import sys\nsetattr(sys.modules[__name__], "Limit", look("legacy", "Limit"))\n',
};

const shim = `__all__ = ["__getattr__"]
def look(where, name):
    if name != "Limit": raise AttributeError(name)
    return where + " " + name
def attach(where):
    return (lambda name: look(where, name)), (lambda: []), []
def __getattr__(name): return look("shim", name)
def fill(names): names["Limit"] = look("filled", "Limit")
def fill_module(name):
    import sys
    sys.modules[name].Limit = look("filled", "Limit")
`;

const getattr: readonly Program[] = Object.entries(makers).flatMap(([form, source]) => {
  const made = `from functools import partial\nfrom app.shim import attach, fill, fill_module, look\n${source}`;
  const shared = { 'app/__init__.py': '', 'app/shim.py': shim };
  const main = 'from app.old import Limit\nprint(Limit)\n';
  return [
    {
      name: `the legacy module makes the name: ${form}`,
      files: { ...shared, 'app/old.py': made, 'app/new.py': 'Limit = "new"\n', 'main.py': main },
      map: [symbol('app.new:Limit', 'app.old:Limit')],
      run: ['main.py'],
      tiers: ['review'],
      needsReview: true,
    },
    {
      name: `the canonical module makes the name: ${form}`,
      files: { ...shared, 'app/new.py': made, 'app/old.py': 'from app.new import Limit\n', 'main.py': main },
      map: [symbol('app.new:Limit', 'app.old:Limit')],
      run: ['main.py'],
      tiers: ['safe'],
    },
  ];
});

/**
 * The effects that a legacy module may have when it is imported, besides handing names on. The probe looks at
 * `registry.SEEN` and `New`.
 */
const effects: Readonly<Record<string, string>> = {
  'it changes an object of another module': 'New.size = 5\n',
  'it changes an object by another name': 'Same = New\nSame.size = 5\n',
  'it adds to a list of another module': 'registry.SEEN.append("old")\n',
  'it sets a key of another module': 'registry.TABLE["old"] = 1\n',
  'it prints': 'print("loaded")\n',
  'it calls a function of its own': 'def main():\n    registry.SEEN.append("old")\nmain()\n',
  'it keeps what registering gives': 'token = registry.register("old")\n',
  'it has a decorator that registers': '@registry.register\ndef handler(): pass\n',
  'it derives from a class that counts': 'class Mine(registry.Counted): pass\n',
  'it has a class body that registers': 'class Mine:\n    registry.SEEN.append("old")\n',
  'it does it in a condition': 'if New:\n    registry.SEEN.append("old")\n',
  'it does it in a try': 'try:\n    registry.SEEN.append("old")\nexcept Exception:\n    pass\n',
  'it does it in a loop': 'for name in ["old"]:\n    registry.SEEN.append(name)\n',
  'it changes the environment': 'import os\nos.environ["SEEN_BY_TEST"] = "1"\n',
  'it deletes something': 'del registry.TABLE["first"]\n',
  'it assigns behind a semicolon': 'X = 1; New.size = 7\n',
};

/** The same, of which nothing is left for others to see. */
const harmless: Readonly<Record<string, string>> = {
  'it hands names on': '__all__ = ["Old"]\n__all__ += ["registry"]\n__version__ = "1"\n"""A text."""\n',
  'it has a logger and says that it is old':
    'import logging, warnings\nlogger = logging.getLogger(__name__)\nlogger.debug("loaded")\nwarnings.warn("old", DeprecationWarning, stacklevel=2)\n',
  'it defines classes and functions':
    'from dataclasses import dataclass\nfrom functools import lru_cache\n@dataclass(frozen=True)\nclass A:\n    x: int = 1\n    @property\n    def y(self): return registry.SEEN.append(1)\n@lru_cache(maxsize=None)\ndef f(): registry.SEEN.append(2)\nclass Failure(Exception): pass\n',
  'it makes types':
    'from collections import namedtuple\nfrom typing import TypeVar\nP = namedtuple("P", "x y")\nT = TypeVar("T")\n',
  'it changes what is its own':
    'TABLE = {}\nTABLE["x"] = 1\nTABLE.update(y=2)\nclass A: pass\nA.size = 3\ndef f(): pass\nf.cache = {}\n',
  'it has a fallback': 'try:\n    import nowhere\nexcept ImportError:\n    nowhere = None\n',
  'it looks for type checkers': 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    registry.SEEN.append(1)\n',
  'it is a script, too': 'if __name__ == "__main__":\n    registry.SEEN.append(1)\n',
};

const old = 'from app.new import New\nfrom app.new import New as Old\nfrom app import registry\n';
const withRegistry: Files = {
  'app/__init__.py': '',
  'app/new.py': 'class New:\n    size = 1\n',
  'app/registry.py':
    'SEEN = []\nTABLE = {"first": 1}\ndef register(what):\n    SEEN.append("registered")\n    return what\nclass Counted:\n    def __init_subclass__(cls): SEEN.append(cls.__name__)\n',
  'main.py':
    'import os\nfrom app.old import Old\nfrom app import registry\nprint(Old, Old.size, registry.SEEN, registry.TABLE, os.environ.get("SEEN_BY_TEST"))\n',
};
const oldToNew = [symbol('app.new:New', 'app.old:Old')];

const loads: readonly Program[] = [
  ...Object.entries(effects).map(([form, source]) => ({
    name: `nothing imports the legacy module any more: ${form}`,
    files: { ...withRegistry, 'app/old.py': old + source },
    map: oldToNew,
    run: ['main.py'],
    tiers: ['review'],
    says: ['nothing would import app.old any more'],
    needsReview: true,
  })),
  ...Object.entries(harmless).map(([form, source]) => ({
    name: `nothing imports the legacy module any more: ${form}`,
    files: { ...withRegistry, 'app/old.py': old + source },
    map: oldToNew,
    run: ['main.py'],
    tiers: ['safe'],
  })),
  {
    name: 'another module goes on to import the legacy one',
    files: {
      ...withRegistry,
      'app/__init__.py': 'from app.old import KEPT\n',
      'app/old.py': `${old}KEPT = 1\nregistry.SEEN.append("old")\n`,
    },
    map: oldToNew,
    run: ['main.py'],
    tiers: ['safe'],
  },
  {
    name: 'the canonical module imports the legacy one',
    files: {
      ...withRegistry,
      'app/new.py': 'class New:\n    size = 1\nimport app.old\n',
      'app/old.py': `${old}registry.SEEN.append("old")\n`,
    },
    map: oldToNew,
    run: ['main.py'],
    tiers: ['safe'],
  },
  {
    name: 'the canonical module is in the legacy one',
    files: {
      ...withRegistry,
      'app/__init__.py': 'from app.new import New as Old\nfrom app import registry\nregistry.SEEN.append("old")\n',
      'main.py': 'from app import Old, registry\nprint(Old, registry.SEEN)\n',
    },
    map: [symbol('app.new:New', 'app:Old')],
    run: ['main.py'],
    tiers: ['safe'],
  },
  {
    name: 'an import for type checkers does not load the legacy module',
    files: {
      ...withRegistry,
      'app/other.py': 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.old import KEPT\n',
      'app/old.py': `${old}KEPT = 1\nregistry.SEEN.append("old")\n`,
    },
    map: oldToNew,
    run: ['main.py'],
    tiers: ['review'],
    needsReview: true,
  },
];

/** How a module may bind a name of another one anew, for good. */
const setters: Readonly<Record<string, string>> = {
  'by an attribute': 'import app.old\napp.old.Old = 5\n',
  'by an alias': 'import app.old as m\nm.Old = 5\n',
  'by a name of its package': 'from app import old\nold.Old = 5\n',
  'by setattr': 'import app.old\nsetattr(app.old, "Old", 5)\n',
  'in a function': 'import app.old\ndef install():\n    app.old.Old = 5\ninstall()\n',
};

const sets: readonly Program[] = Object.entries(setters).map(([form, source]) => ({
  name: `another module sets the name ${form}`,
  files: {
    'app/__init__.py': '',
    'app/new.py': 'class New: pass\n',
    'app/old.py': 'from app.new import New as Old\n',
    'app/patching.py': source,
    'main.py': 'import app.patching\nfrom app.old import Old\nprint(Old)\n',
  },
  map: oldToNew,
  run: ['main.py'],
  tiers: ['review'],
  refused: ['dynamic-use'],
  says: ['app/patching.py:'],
  needsReview: true,
}));

/** Where a file finds a package `app` of its own, before that of the root. */
const nearerPlaces: Readonly<
  Record<string, { readonly files: Files; readonly run: readonly string[]; readonly from?: string }>
> = {
  'beside a script': {
    files: { 'tools/app/__init__.py': '', 'tools/app/old.py': 'class Old: pass\n', 'tools/main.py': 'PROGRAM' },
    run: ['tools/main.py'],
  },
  'in a project of its own': {
    files: {
      'billing/pyproject.toml': '',
      'billing/app/__init__.py': '',
      'billing/app/old.py': 'class Old: pass\n',
      'billing/app/main.py': 'PROGRAM',
    },
    run: ['-m', 'app.main'],
    from: 'billing',
  },
  'in a project of its own, below src': {
    files: {
      'billing/setup.py': '',
      'billing/src/app/__init__.py': '',
      'billing/src/app/old.py': 'class Old: pass\n',
      'billing/scripts/main.py': 'import sys\nsys.path.insert(0, "billing/src")\nPROGRAM',
    },
    run: ['billing/scripts/main.py'],
  },
};

const program =
  'from app.old import Old\nimport app.old\nimport app.old as m\nfrom app import old\nprint(Old, app.old.Old, m.Old, old.Old)\n';

const nearer: readonly Program[] = Object.entries(nearerPlaces).map(([place, { files, ...run }]) => ({
  name: `a package of the name stands ${place}`,
  files: {
    'app/__init__.py': '',
    'app/new.py': 'class New: pass\n',
    'app/old.py': 'from app.new import New as Old\nKEPT = 1\n',
    ...Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, String(text).replace('PROGRAM', program)]),
    ),
  },
  map: oldToNew,
  tiers: [],
  ...run,
}));

const other: readonly Program[] = [
  {
    name: 'a module of the name of the package stands beside a script',
    files: {
      'app/__init__.py': '',
      'app/new.py': 'class New: pass\n',
      'app/old.py': 'from app.new import New as Old\n',
      'tools/app.py': 'class old:\n    Old = 1\n',
      'tools/main.py': 'from app import old\nprint(old.Old)\n',
    },
    map: oldToNew,
    run: ['tools/main.py'],
    tiers: ['review', 'review'],
    says: ['tools/app.py is nearer'],
    needsReview: true,
  },
  {
    name: 'a package of the name stands beside a test, and does not hold the module',
    files: {
      'app/__init__.py': '',
      'app/new.py': 'class New: pass\n',
      'app/old.py': 'from app.new import New as Old\n',
      'tests/app/__init__.py': '',
      'tests/main.py': 'import sys\nsys.path[0] = "."\nfrom app.old import Old\nprint(Old)\n',
    },
    map: oldToNew,
    run: ['tests/main.py'],
    tiers: ['review'],
    says: ['tests/app/__init__.py is nearer'],
  },
];

export const programs: readonly Program[] = [
  ...ownChild,
  ...canonicalSide,
  ...getattr,
  ...loads,
  ...sets,
  ...nearer,
  ...other,
];
