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
        'import new.a\nfrom old import Here\nfrom new.a import A\nfrom old.b.c import C\nfrom old.near import A as N\n\nseen = [A, C, N, Here, new.a.A]\n',
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
};

describe('forms of entries, as CPython sees them', () => {
  withPython.test.each(Object.entries(forms))('%s', async (_, form) => {
    await expectForm(form, observe);
  });
});
