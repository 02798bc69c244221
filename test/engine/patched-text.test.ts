import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import { PatchedText } from '../../src/parse/python/patched-text.ts';

/** Is a file with this text one that a patch of the symbol may be for, so that it keeps the patch where it stays itself? */
function mayPatch(text: string, symbol = 'pkg.old:Old', path = 'tests/test_a.py'): boolean {
  return new PatchedText({ path, text }).mayPatch(symbol);
}

describe('a test may patch', () => {
  test.each([
    ['by the path of the name', 'with patch("pkg.old.Old"): pass\n'],
    ['by the path of something in it', 'with patch("pkg.old.Old.run"): pass\n'],
    ['by its name in a module', 'patch.object(old, "Old")\n'],
    ['by its name, with blanks', "patch . object (\n    old,\n    'Old')\n"],
    ['by setting an attribute', 'monkeypatch.setattr(old, "Old", None)\n'],
    ['by a keyword', 'patch.multiple("pkg.old", Old=None)\n'],
    ['by a keyword, with blanks', 'patch .multiple(\n    old, Old\n    =None)\n'],
    ['behind other places of the name', 'Old()\nx.Old = "Old"\nOlder = 1\npatch("pkg.old.Old")\n'],
  ])('%s', (_, text) => {
    expect(mayPatch(text)).toBe(true);
  });

  test('a module by its path', () => {
    expect(mayPatch('patch("pkg.old")\n', 'pkg.old')).toBe(true);
    expect(mayPatch('import pkg\n', 'pkg.old')).toBe(false);
  });
});

test.each([
  ['uses the name', 'from pkg.old import Old\nOld()\n'],
  ['says the name', 'print("Old")\n'],
  ['patches another name by it', 'patch.object(old, "Other")\nprint("Old")\n'],
  ['binds the name', 'Old = 1\nf(Old=2)\n'],
  ['binds a longer name by a keyword', 'patch.multiple("pkg.old", MyOld=None, Older=None)\n'],
  ['says the path of another module', 'patch("pkg.older.Old")\n'],
])('a test that %s patches nothing', (_, text) => {
  expect(mayPatch(text)).toBe(false);
});

test('other files may be what a patch is for, whatever they say', () => {
  expect(mayPatch('', undefined, 'app/a.py')).toBe(true);
});

test.each([
  ['def make():\n    from app.old import Old\n', 'review'],
  ['from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from app.old import Old\n', 'safe'],
])('only what imports when it runs is held back by a patch that stays: %s', async (text, tier) => {
  const root = mkdtempSync(path.join(tmpdir(), 'ssot-patch-'));
  const files = {
    'app/new.py': 'class New: ...\n',
    'app/old.py': 'from app.new import New as Old\ndef f(): return Old()\n',
    'app/user.py': text,
    'test_it.py': 'from unittest.mock import patch\npatch("app.old.Old")\n',
  };
  try {
    mkdirSync(path.join(root, 'app'));
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, name), content);
    const config = { python: { map: [{ canonical: 'app.new:New', legacy: ['app.old:Old'] }] } };
    const { outcomes } = await makePlan({ root, config, gitignore: false });
    expect(outcomes.find((outcome) => outcome.path === 'app/user.py')?.edits).toMatchObject([{ tier }]);
  } finally {
    rmSync(root, { recursive: true });
  }
});
