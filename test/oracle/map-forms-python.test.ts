import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';
import { expectForm } from '../support/map-forms.ts';
import type { MapForm } from '../support/map-forms.ts';
import { withPython } from '../support/python.ts';

/** The objects that `use.py` has, as CPython sees them, or why it fails. */
function observe(folder: string): string {
  const { stdout, stderr } = spawnSync('python3', ['-B', '-c', 'import use; print(use.seen)'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + (stderr.trim().split('\n').at(-1) ?? '');
}

const app = {
  'app/__init__.py': '',
  'app/types.py': 'class A: ...\n\n\nclass B: ...\n\n\nclass C: ...\n',
  'app/old_types.py': 'from app.types import A, B, C\n',
};

const forms: Readonly<Record<string, MapForm>> = {
  'a placeholder with names: one entry for each of them': {
    config: {
      python: { map: [{ canonical: 'app.types:{Name}', legacy: ['app.old_types:{Name}'], names: ['A', 'B'] }] },
    },
    files: { ...app, 'use.py': 'from app.old_types import A, B, C\n\nseen = [A, B, C]\n' },
    after: { 'use.py': 'from app.old_types import C\nfrom app.types import A, B\n\nseen = [A, B, C]\n' },
  },
  'a placeholder for one segment takes neither the package nor what is deeper': {
    config: { python: { map: [{ canonical: 'new.{m}', legacy: ['old.{m}'] }] } },
    files: {
      'new/__init__.py': '',
      'new/a.py': 'class A: ...\n',
      'old/__init__.py': 'Here = 1\n',
      'old/a.py': 'from new.a import A\n',
      'old/b/__init__.py': '',
      'old/b/c.py': 'C = 1\n',
      'old/near.py': 'from .a import A\n',
      'use.py':
        'import old.a\nfrom old import Here\nfrom old.a import A\nfrom old.b.c import C\nfrom old.near import A as N\n\nseen = [A, C, N, Here, old.a.A]\n',
    },
    after: {
      'old/near.py': 'from new.a import A\n',
      'use.py':
        'import new.a\nfrom new.a import A\nfrom old import Here\nfrom old.b.c import C\nfrom old.near import A as N\n\nseen = [A, C, N, Here, new.a.A]\n',
    },
  },
  'a placeholder for several segments, inside of a path': {
    config: {
      python: { map: [{ canonical: 'app.{feature...}.types:{Name}', legacy: ['app.{feature...}.old_types:{Name}'] }] },
    },
    files: {
      'app/__init__.py': '',
      'app/x/__init__.py': '',
      'app/x/types.py': 'class X: ...\n',
      'app/x/old_types.py': 'from app.x.types import X\n',
      'app/x/y/__init__.py': '',
      'app/x/y/types.py': 'class Y: ...\n',
      'app/x/y/old_types.py': 'from app.x.y.types import Y\n',
      'use.py': 'from app.x.old_types import X\nfrom app.x.y.old_types import Y\n\nseen = [X, Y]\n',
    },
    after: { 'use.py': 'from app.x.types import X\nfrom app.x.y.types import Y\n\nseen = [X, Y]\n' },
  },
  'of two patterns, the one that says more': {
    config: {
      python: {
        map: [
          { canonical: 'new.{m}', legacy: ['old.{m}'] },
          { canonical: 'app.types', legacy: ['old.types'] },
          { canonical: 'new.special.{m}', legacy: ['old.{m}.{n}'] },
          { canonical: 'new.other', legacy: ['old.deep.{n}'] },
        ],
      },
    },
    files: {
      ...app,
      'new/__init__.py': '',
      'new/a.py': 'A = 1\n',
      'new/other.py': 'O = 1\n',
      'old/__init__.py': '',
      'old/a.py': 'from new.a import A\n',
      'old/types.py': 'from app.types import B\n',
      'old/deep/__init__.py': '',
      'old/deep/o.py': 'from new.other import O\n',
      'use.py': 'from old.a import A\nfrom old.types import B\nfrom old.deep.o import O\n\nseen = [A, B, O]\n',
    },
    after: { 'use.py': 'from new.a import A\nfrom app.types import B\nfrom new.other import O\n\nseen = [A, B, O]\n' },
  },
  'only and except: the same path goes elsewhere in other files': {
    config: {
      python: {
        map: [
          { canonical: 'app.types:A', legacy: ['app.old_types:A'], except: ['tests/**'] },
          { canonical: 'tests.fakes:A', legacy: ['app.old_types:A'], only: ['tests/**'], replaces: true },
        ],
      },
    },
    files: {
      ...app,
      'tests/__init__.py': '',
      'tests/fakes.py': 'class A: ...\n',
      'tests/one.py': 'from app.old_types import A\n',
      'use.py': 'from app.old_types import A\n\nseen = [A]\n',
    },
    after: {
      'tests/one.py': 'from tests.fakes import A\n',
      'use.py': 'from app.types import A\n\nseen = [A]\n',
    },
  },
  'when type-checking: imports that run stay': {
    config: { python: { map: [{ canonical: 'app.types:A', legacy: ['app.old_types:A'], when: 'type-checking' }] } },
    files: {
      ...app,
      'use.py':
        'from typing import TYPE_CHECKING\n\nfrom app.old_types import A as Loaded\n\nif TYPE_CHECKING:\n    from app.old_types import A\n\n\ndef f(a: "A") -> None: ...\n\n\nseen = [Loaded, f.__annotations__]\n',
    },
    after: {
      'use.py':
        'from typing import TYPE_CHECKING\n\nfrom app.old_types import A as Loaded\n\nif TYPE_CHECKING:\n    from app.types import A\n\n\ndef f(a: "A") -> None: ...\n\n\nseen = [Loaded, f.__annotations__]\n',
    },
  },
  'a name that becomes a module': {
    config: { python: { map: [{ canonical: 'new.helpers', legacy: ['old:helpers'] }] } },
    files: {
      'new/__init__.py': '',
      'new/helpers.py': 'def f():\n    return 1\n',
      'old/__init__.py': 'from new import helpers\n\n\ndef stay():\n    return 2\n',
      'use.py':
        'import old\nfrom old import helpers, stay\nfrom old import helpers as h\n\nseen = [helpers, h, stay(), old.helpers.f()]\n',
    },
    after: {
      'use.py':
        'import new.helpers\nfrom new import helpers\nfrom new import helpers as h\nfrom old import stay\n\nseen = [helpers, h, stay(), new.helpers.f()]\n',
    },
    refused: [],
  },
  'a name that becomes a module of no package': {
    config: { python: { map: [{ canonical: 'solo', legacy: ['old:solo'] }] } },
    files: {
      'solo.py': 'def f():\n    return 1\n',
      'old/__init__.py': 'import solo\n\nOther = 1\n',
      'use.py': 'from old import Other\nfrom old import solo as s\n\nseen = [s, Other]\n',
    },
    after: { 'use.py': 'from old import Other\nimport solo as s\n\nseen = [s, Other]\n' },
  },
  'a module that becomes a name: what is imported from it stays': {
    config: { python: { map: [{ canonical: 'new.objects:things', legacy: ['old.things'], replaces: true }] } },
    files: {
      'new/__init__.py': '',
      'new/objects.py':
        'class Things:\n    def __init__(self):\n        self.f = str\n\n    def __repr__(self):\n        return "things"\n\n\nthings = Things()\n',
      'old/__init__.py': '',
      'old/things.py': 'from builtins import str as f\n',
      'use.py':
        'from old import things\nfrom old.things import f\nimport old.things\n\nseen = [things.f, f, old.things.f]\n',
    },
    after: {
      'use.py':
        'from new.objects import things\nfrom old.things import f\nimport old.things\nimport new.objects\n\nseen = [things.f, f, new.objects.things.f]\n',
    },
    refused: ['target-not-exported'],
  },
  'every name of a barrel onto its definition': {
    config: { python: { map: [{ canonical: 'definition', legacy: ['app:*'] }] } },
    files: {
      'app/__init__.py':
        'import os\n\nfrom .a import A\nfrom .b import *\nfrom .b import B as Bee\n\ntry:\n    from fast import Z\nexcept ImportError:\n    Z = None\n\n\ndef here():\n    return 1\n',
      'app/a.py': 'class A: ...\n',
      'app/b.py': 'class B: ...\n\n\nclass C: ...\n',
      'use.py': 'import app\nfrom app import A, Bee, Z, here\n\nseen = [A, Bee, Z, here(), app.C]\n',
    },
    after: {
      'use.py':
        'import app.b\nfrom app import Z, here\nfrom app.a import A\nfrom app.b import B as Bee\n\nseen = [A, Bee, Z, here(), app.b.C]\n',
    },
    refused: [],
  },
  'every definition behind a barrel onto the barrel': {
    config: { python: { map: [{ canonical: 'app:*', legacy: ['definition'] }] } },
    files: {
      'app/__init__.py': 'from .a import A as Other\nfrom .a import A\nfrom .b import *\n',
      'app/a.py': 'class A: ...\n\n\nclass Inner: ...\n',
      'app/b.py': 'class B: ...\n',
      'use.py': 'from app.a import A, Inner\nfrom app.b import B\n\nseen = [A, B, Inner]\n',
    },
    after: { 'use.py': 'from app import A\nfrom app import B\nfrom app.a import Inner\n\nseen = [A, B, Inner]\n' },
    refused: [],
  },
  'imports that stay relative': {
    config: { python: { imports: 'keep', map: [{ canonical: 'app.types:A', legacy: ['app.old_types:A'] }] } },
    files: {
      ...app,
      'app/inner/__init__.py': 'from ..old_types import A\n',
      'use.py': 'from app.old_types import A\nfrom app.inner import A as Inner\n\nseen = [A, Inner]\n',
    },
    after: {
      'app/inner/__init__.py': 'from ..types import A\n',
      'use.py': 'from app.types import A\nfrom app.inner import A as Inner\n\nseen = [A, Inner]\n',
    },
  },
};

describe('forms of entries, as CPython sees them', () => {
  withPython.test.each(Object.entries(forms))('%s', async (_, form) => {
    await expectForm(form, observe);
  });
});
