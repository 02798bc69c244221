/** Small programs that name a module, each run before and after it moves: what a tool leaves, or breaks, shows in what they print. */

/** A program, by the module or file that is run, with its files. */
export interface PeerCase {
  readonly title: string;
  /** A dotted module of Python, or a file of JavaScript. */
  readonly start: string;
  readonly files: Readonly<Record<string, string>>;
}

const python = (name: string, title: string, text: string, files: PeerCase['files'] = {}): PeerCase => ({
  title,
  start: `app.${name}`,
  files: { [`app/${name.replaceAll('.', '/')}.py`]: text, ...files },
});

/** The tree of Python: `app.old` goes to `app.core.old`. */
export const pythonTree: Readonly<Record<string, string>> = {
  'app/__init__.py': '',
  'app/core/__init__.py': '',
  'app/deep/__init__.py': '',
  'app/settings.py': 'BASE = 2\n',
  'app/old.py':
    'from .settings import BASE\n\nLIMIT = BASE + 1\n\n\ndef make():\n    return LIMIT\n\n\nclass Widget:\n    size = BASE\n',
  'other/__init__.py': '',
  'other/old.py': 'class Widget:\n    size = "another"\n',
};

/** The file that moves as it has to be at its new place, for tools that leave that to a person. */
export const movedByHand = (text: string): string => text.replace('from .settings', 'from app.settings');

export const pythonCases: readonly PeerCase[] = [
  python('a1', 'from import', 'from app.old import Widget\n\nprint(Widget.size)\n'),
  python('a2', 'from import under another name', 'from app.old import Widget as W\n\nprint(W.size)\n'),
  python(
    'a3',
    'names in parentheses, with comments',
    'from app.old import (  # these\n    LIMIT,  # one\n    make,\n)\n\nprint(LIMIT, make())\n',
  ),
  python('a4', 'import of the module', 'import app.old\n\nprint(app.old.LIMIT)\n'),
  python('a5', 'import of the module under another name', 'import app.old as o\n\nprint(o.LIMIT)\n'),
  python('a6', 'import from the package', 'from app import old\n\nprint(old.LIMIT)\n'),
  python('a7', 'from the package, under another name', 'from app import old as legacy\n\nprint(legacy.make())\n'),
  python('a8', 'relative import', 'from .old import make\n\nprint(make())\n'),
  python('a9', 'relative import of the module', 'from . import old\n\nprint(old.make())\n'),
  python('deep.b1', 'relative import from below', 'from ..old import make\n\nprint(make())\n'),
  python(
    'b2',
    'import in a function',
    'def run():\n    from app.old import make\n\n    return make()\n\n\nprint(run())\n',
  ),
  python(
    'b3',
    'import that may fail',
    'try:\n    from app.old import make\nexcept ImportError:\n    make = None\n\nprint(make and make())\n',
  ),
  python('b4', 'star import', 'from app.old import *\n\nprint(LIMIT, Widget.size)\n'),
  python(
    'b5',
    'target of a patch',
    'from unittest.mock import patch\n\nfrom app.old import make\n\nwith patch("app.old.LIMIT", 7):\n    print(make())\n',
  ),
  python('b6', 'import_module', 'from importlib import import_module\n\nprint(import_module("app.old").LIMIT)\n'),
  python('b7', 'two statements on a line', 'import sys; from app.old import LIMIT; print(LIMIT, len(sys.argv))\n'),
  python('b8', 'a line that goes on', 'from app.old \\\n    import LIMIT, \\\n    make\n\nprint(LIMIT, make())\n'),
  python('b9', 'another module of that name', 'from other.old import Widget\n\nprint(Widget.size)\n'),
  python('c1', 'a text for people', 'print("see app.old for more")\n'),
  python(
    'c2',
    'a parameter of the name',
    'from app.old import make\n\n\ndef give(make):\n    return make\n\n\nprint(give(3), make())\n',
  ),
  python(
    'c3',
    'a variable of the name',
    'old = {"LIMIT": 1}\nfrom app.old import LIMIT\n\nprint(old["LIMIT"], LIMIT)\n',
  ),
  python('c4', 'a field of an f-string', 'import app.old\n\nprint(f"{app.old.LIMIT:>3}")\n'),
  python('c5', 'line endings of Windows', 'from app.old import make\r\n\r\nprint(make())\r\n'),
  python('c6', 'a byte order mark', '\ufefffrom app.old import make\n\nprint(make())\n'),
  python('c7', 'what a package hands on', 'from app.facade import Widget\n\nprint(Widget.size)\n', {
    'app/facade/__init__.py': 'from ..old import Widget\n\n__all__ = ["Widget"]\n',
  }),
  python('c8', '__import__', 'print(__import__("app.old", fromlist=["LIMIT"]).LIMIT)\n'),
  python('c9', 'modules in a list', 'import app.old, app.settings\n\nprint(app.old.LIMIT, app.settings.BASE)\n'),
  python('d1', 'a module that the import brought', 'import app.old\n\nprint(app.settings.BASE, app.old.LIMIT)\n'),
  python('d2', 'an import in a class', 'class Shelf:\n    from app.old import Widget\n\n\nprint(Shelf.Widget.size)\n'),
  python(
    'd3',
    'a text as an entry point',
    'from pkgutil import resolve_name\n\nprint(resolve_name("app.old:LIMIT"))\n',
  ),
];

const script = (name: string, title: string, text: string): PeerCase => ({
  title,
  start: `src/${name}.mjs`,
  files: { [`src/${name}.mjs`]: text },
});

/** The tree of JavaScript: `src/old.mjs` goes to `src/core/old.mjs`. */
export const scriptTree: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "kit", "type": "module", "imports": { "#old": "./src/old.mjs" } }\n',
  'src/settings.mjs': 'export const base = 2;\n',
  'src/old.mjs':
    "import { base } from './settings.mjs';\nexport const limit = base + 1;\nexport default () => limit;\n",
  'src/other/old.mjs': "export const limit = 'another';\n",
};

export const scriptCases: readonly PeerCase[] = [
  script('a1', 'import', "import { limit } from './old.mjs';\nconsole.log(limit);\n"),
  script('a2', 'import of all', "import make, * as old from './old.mjs';\nconsole.log(make(), old.limit);\n"),
  script('a3', 'dynamic import', "console.log((await import('./old.mjs')).limit);\n"),
  script('a4', 'import for its effects', "import './old.mjs';\nconsole.log('done');\n"),
  script('a5', 'another module of that name', "import { limit } from './other/old.mjs';\nconsole.log(limit);\n"),
  script('a6', 'an alias of package.json', "import { limit } from '#old';\nconsole.log(limit);\n"),
  script(
    'a7',
    'new URL',
    "import { readFileSync } from 'node:fs';\nconsole.log(readFileSync(new URL('./old.mjs', import.meta.url), 'utf8').includes('limit'));\n",
  ),
  script('a8', 'a text for people', "console.log('see ./old.mjs');\n"),
  {
    title: 'what a module hands on',
    start: 'src/a9.mjs',
    files: {
      'src/a9.mjs': "import { limit } from './facade.mjs';\nconsole.log(limit);\n",
      'src/facade.mjs': "export { limit } from './old.mjs';\n",
    },
  },
];
