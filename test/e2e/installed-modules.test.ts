import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

const packages = '.venv/lib/python3.11/site-packages';
const installed = {
  [`${packages}/pkg/__init__.py`]: 'from .core import Thing as Thing\nfrom ._lazy import made\n',
  [`${packages}/pkg/core.py`]: 'class Thing: pass\ndef other(): pass\n',
  [`${packages}/pkg/_lazy.py`]: 'def __getattr__(name): ...\n',
  // It is never imported: the library comes first.
  [`${packages}/typing.py`]: 'class Buffer: pass\n',
};

interface Report {
  readonly files: readonly {
    readonly edits: readonly {
      readonly tier: string;
      readonly because: string;
      readonly reviews: readonly { readonly message: string }[];
    }[];
    readonly refused: readonly { readonly reason: string; readonly message: string }[];
  }[];
}

/** The verdict on each import of a file: its tier, or why it is refused, and the sentence that says so. */
function verdicts(
  file: string,
  map: readonly (readonly [legacy: string, canonical: string])[],
  { python = '>=3.9', others = {}, environment = undefined as string | undefined } = {},
): string[] {
  root = makeFolder({
    ...installed,
    'pyproject.toml': `[project]\nrequires-python = "${python}"\n`,
    'ssot.config.json': JSON.stringify({
      python: { map: map.map(([legacy, canonical]) => ({ legacy: [legacy], canonical })) },
    }),
    'use.py': file,
    ...others,
  });
  const flags = environment === undefined ? [] : ['--python', environment];
  const { stdout, stderr } = codemod(root, ['dry-run', 'use.py', '--format', 'json', ...flags]);
  if (stdout === '') throw new Error(stderr);
  const { files } = JSON.parse(stdout) as Report;
  return files.flatMap(({ edits, refused }) => [
    ...edits.map(({ tier, because, reviews }) => `${tier}: ${reviews[0]?.message ?? because}`),
    ...refused.map(({ reason, message }) => `${reason}: ${message}`),
  ]);
}

const facade = {
  'app/__init__.py': '',
  'app/compat.py': 'from collections.abc import Mapping\nfrom pkg import Thing\n',
};

test('a name of the standard library is the same object by way of a facade', () => {
  expect(
    verdicts('from app.compat import Mapping\n', [['app.compat:Mapping', 'collections.abc:Mapping']], {
      others: facade,
    }),
  ).toEqual(['safe: both lead to collections.abc:Mapping']);
});

test('a name of an installed package is the same object by its paths', () => {
  expect(
    verdicts('from app.compat import Thing\n', [['app.compat:Thing', 'pkg.core:Thing']], { others: facade }),
  ).toEqual(['safe: both lead to pkg.core:Thing']);
});

test('names of the library that only old versions have fail where they are gone', () => {
  expect(
    verdicts('from collections import Iterable\n', [['collections:Iterable', 'collections.abc:Iterable']]),
  ).toEqual(['safe: both lead to collections.abc:Iterable']);
});

test('a name that some versions of the project lack is for review', () => {
  const map = [['app.compat:Buffer', 'collections.abc:Buffer']] as const;
  const others = { 'app/__init__.py': '', 'app/compat.py': 'from collections.abc import Buffer\n' };
  expect(verdicts('from app.compat import Buffer\n', map, { others })).toEqual([
    'review: Python 3.9 to 3.11 has no collections.abc:Buffer',
  ]);
  rmSync(root, { recursive: true });
  expect(verdicts('from app.compat import Buffer\n', map, { others, python: '>=3.12' })).toEqual([
    'safe: both lead to collections.abc:Buffer',
  ]);
});

test.each([
  ['typing:List', 'collections.abc:Lst', 'target-not-exported: the installed collections.abc does not bind Lst'],
  ['typing:List', 'pkg.core:Lst', 'target-not-exported: the installed pkg.core does not bind Lst'],
  ['typing:List', 'pkg.gone:List', 'target-not-found: no source root holds the module pkg.gone'],
  ['typing:List', 'typing:Buffer', 'target-not-exported: the installed typing does not bind Buffer'],
])('a move of %s onto %s is refused', (legacy, canonical, expected) => {
  expect(verdicts('from typing import List\n', [[legacy, canonical]])).toEqual([expected]);
});

test('another object is for review, and so is what cannot be told', () => {
  expect(verdicts('from typing import Mapping\n', [['typing:Mapping', 'collections.abc:Mapping']])).toEqual([
    'review: typing:Mapping is a different object than collections.abc:Mapping',
  ]);
  rmSync(root, { recursive: true });
  expect(verdicts('from typing import Mapping\n', [['typing:Mapping', 'pkg:made']])).toEqual([
    'review: whether pkg exports made cannot be told from its source',
  ]);
});

test('the environment that is named counts, be it a folder or an interpreter', () => {
  const others = {
    'app.py': 'from lib.core import X\n',
    'tools/env/bin/python': '',
    'tools/env/lib/python3.12/site-packages/lib/core.py': 'class X: pass\n',
    'tools/env/lib/python3.12/site-packages/lib/__init__.py': '',
  };
  for (const environment of ['tools/env', 'tools/env/bin/python']) {
    expect(verdicts('from app import X\n', [['app:X', 'lib.core:X']], { others, environment })).toEqual([
      'safe: both lead to lib.core:X',
    ]);
    rmSync(root, { recursive: true });
  }
  expect(() => verdicts('', [], { environment: 'nowhere' })).toThrow('--python: no such file or folder: nowhere');
});

test('packages that are installed from a folder elsewhere are found', () => {
  const others = {
    [`${packages}/__editable__.lib.pth`]: '# a comment\nimport sys; print(1)\n../../../../elsewhere\n',
    'elsewhere/lib/__init__.py': 'from .core import X\n',
    'elsewhere/lib/core.py': 'class X: pass\n',
  };
  expect(verdicts('from lib import X\n', [['lib:X', 'lib.core:X']], { others })).toEqual([
    'safe: both lead to lib.core:X',
  ]);
});
