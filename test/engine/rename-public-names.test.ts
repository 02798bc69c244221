import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';

const config = {
  python: { uses: 'rename', map: [{ canonical: 'new:New', legacy: ['old:Old'] }] },
} as const;
const consumer = 'from old import Old\ndef make(): return Old()\n';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ssot-rename-'));
  write({ 'old.py': 'from new import New as Old\n', 'new.py': 'class New: ...\n', 'app/consumer.py': consumer });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** The text of app/consumer.py after a plan over some paths. */
async function consumerAfter(
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = ['.'],
): Promise<string> {
  write(files);
  const { outcomes } = await makePlan({ root, config, gitignore: false, paths });
  const outcome = outcomes.find((other) => other.path === 'app/consumer.py');
  const text = files['app/consumer.py'] ?? consumer;
  return outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
}

const renamed = 'from new import New\ndef make(): return New()\n';
const kept = 'from new import New as Old\ndef make(): return Old()\n';

describe('a name that other files look up keeps an alias', () => {
  test.each([
    ['imported', 'from app.consumer import Old\n'],
    ['imported under another name', 'def f():\n    from app.consumer import Old as X\n'],
    ['an attribute of the module', 'import app.consumer\napp.consumer.Old\n'],
    ['an attribute of the module, imported by name', 'from app import consumer as c\nc.Old()\n'],
    ['patched and looked up', 'import app.consumer\npatch("app.consumer.Old")\napp.consumer.Old\n'],
    ['patched by a path that is put together', 'patch("app." + "consumer.Old")\n'],
    ['patched by a path that is filled in', 'patch(f"{app}.consumer.Old")\n'],
    ['patched by an f-string', 'patch(f"app.consumer.Old")\n'],
    ['patched by a path in a table', 'for name in ["app.consumer.Old"]:\n    patch(name)\n'],
    ['patched in a file that does not parse', 'patch("app.consumer.Old")\n)\n'],
    ['patched in a file that is generated', '# @generated\npatch("app.consumer.Old")\n'],
    ['patched among others', 'patch.multiple("app.consumer", Old=1)\n'],
    [
      'patched on what may be another object',
      'from app import consumer\ndef f(consumer): patch.object(consumer, "Old")\n',
    ],
    ['patched on another object of that name', 'import app.consumer\npatch.object(self.consumer, "Old")\n'],
    ['patched by keywords', 'from app import consumer\npatch.object(target=consumer, attribute="Old")\n'],
    ['patched through a module that imports everything', 'patch("app.all.Old")\n'],
    ['an attribute of what may be the module', 'import app.consumer\nself.module.Old()\n'],
    ['looked up by a string of a list', 'from app import consumer\nfor n in ["Old"]: getattr(consumer, n)\n'],
    ['an attribute of a module that another one imports', 'from app.all import consumer as c\nc.Old()\n'],
    ['patched through a module that another one imports', 'patch("app.all.consumer.Old")\n'],
    ['imported by a program in a string', 'run("-c", "from app.consumer import Old")\n'],
    ['named with its module', 'load("app.consumer:Old")\n'],
  ])('%s', async (_, text) => {
    const all = 'from app import consumer\nfrom app.consumer import *\n';
    expect(await consumerAfter({ 'app/all.py': all, 'tests/test_it.py': text })).toBe(kept);
  });

  test.each([
    ['imported', 'from app.consumer import Old\n'],
    ['patched', 'patch("app.consumer.Old")\n'],
  ])('%s by a file that was not asked for', async (_, text) => {
    expect(await consumerAfter({ 'tests/test_it.py': text }, ['app'])).toBe(kept);
    expect(await consumerAfter({ 'tests/test_it.py': 'from app import consumer\n' }, ['app'])).toBe(renamed);
  });

  test('under the other name that the module has in another source root', async () => {
    const files = { 'src/lib/user.py': consumer, 'tests/test_it.py': 'from src.lib.user import Old\n' };
    write(files);
    const { outcomes } = await makePlan({ root, config, gitignore: false });
    const user = outcomes.find(({ path: file }) => file === 'src/lib/user.py');
    if (user?.status !== 'changed') throw new Error('nothing changes');
    expect(applyTextEdits(consumer, user.textEdits)).toBe(kept);
  });

  test('through a module that imports everything', async () => {
    const files = { 'app/all.py': 'from app.consumer import *\n', 'main.py': 'from app.all import Old\n' };
    expect(await consumerAfter(files)).toBe(kept);
  });

  test('by a file that is generated', async () => {
    expect(await consumerAfter({ 'made.py': '# @generated\nfrom app.consumer import Old\n' })).toBe(kept);
  });
});

describe('a name that other files only patch is renamed with the patches', () => {
  test.each([
    ['patch("app.consumer.Old")\n', 'patch("app.consumer.New")\n'],
    ["@mock.patch('app.consumer.Old.run')\ndef f(x): ...\n", "@mock.patch('app.consumer.New.run')\ndef f(x): ...\n"],
    ['mocker.patch(target="app.consumer.Old")\n', 'mocker.patch(target="app.consumer.New")\n'],
    ['monkeypatch.setattr("app.consumer.Old", 1)\n', 'monkeypatch.setattr("app.consumer.New", 1)\n'],
    [
      'from app import consumer\npatch.object(consumer, "Old")\n',
      'from app import consumer\npatch.object(consumer, "New")\n',
    ],
    [
      'import app.consumer as c\nmonkeypatch.setattr(c, "Old", 1)\nc.make()\n',
      'import app.consumer as c\nmonkeypatch.setattr(c, "New", 1)\nc.make()\n',
    ],
    [
      'import app.consumer\nsetattr(app.consumer, "Old", 1)\n',
      'import app.consumer\nsetattr(app.consumer, "New", 1)\n',
    ],
    [
      'from . import consumer\ndelattr(consumer, \n  "Old")\n',
      'from . import consumer\ndelattr(consumer, \n  "New")\n',
    ],
  ])('%s', async (text, expected) => {
    const file = text.includes('from .') ? 'app/test_it.py' : 'tests/test_it.py';
    write({ [file]: text });
    const { outcomes } = await makePlan({ root, config, gitignore: false });
    const [ofConsumer, ofTest] = ['app/consumer.py', file].map((name) => outcomes.find((other) => other.path === name));
    if (ofConsumer?.status !== 'changed' || ofTest?.status !== 'changed') throw new Error('nothing changes');
    expect(applyTextEdits(consumer, ofConsumer.textEdits)).toBe(renamed);
    expect(applyTextEdits(text, ofTest.textEdits)).toBe(expected);
    expect(ofTest.edits).toMatchObject([{ from: 'app.consumer:Old', to: 'app.consumer:New', tier: 'safe' }]);
  });

  test('unless one of them cannot be edited', async () => {
    expect(await consumerAfter({ 'tests/a.py': 'patch("app.consumer.Old")\n' })).toBe(renamed);
    expect(await consumerAfter({ 'tests/b.py': 'x = ["app.consumer.Old"]\n' })).toBe(kept);
  });
});

test.each([
  ['looked up', 'from user import events\n', 'from app.core import bus as events\n\nevents.send()\n'],
  ['patched', 'patch("user.events")\n', 'from app.core import bus\n\nbus.send()\n'],
  ['not looked up', 'from lib import events\n', 'from app.core import bus\n\nbus.send()\n'],
])('the name of a module that moves, where it is %s', async (_, text, expected) => {
  const user = 'from app import events\n\nevents.send()\n';
  write({
    'app/core/bus.py': 'def send(): ...\n',
    'user.py': user,
    'test_it.py': text,
  });
  const map = [{ canonical: 'app.core.bus', legacy: ['app.events'] }];
  const { outcomes } = await makePlan({ root, config: { python: { uses: 'rename', map } }, gitignore: false });
  const outcome = outcomes.find(({ path: file }) => file === 'user.py');
  if (outcome?.status !== 'changed') throw new Error('nothing changes');
  expect(applyTextEdits(user, outcome.textEdits)).toBe(expected);
  const patching = outcomes.find(({ path: file }) => file === 'test_it.py');
  expect(patching?.edits.map(({ after }) => after) ?? []).toEqual(text.startsWith('patch') ? ['"user.bus"'] : []);
});

describe('a name keeps an alias for what the file itself says', () => {
  const twice = 'from old import Old, Older\ndef make(): return Old(), Older()\n';
  test.each([
    ['a star may bring the new name', 'from other import *\n', 'def make(): return Old()\n'],
    ['a doctest says it', '', 'def make():\n    """\n    >>> Old()\n    """\n    return Old()\n'],
    ['it is in an __all__ that is computed', '', '__all__ = sorted(["Old"])\ndef make(): return Old()\n'],
    ['a class has it in its brackets', '', 'class Repo(dict): ...\nrepo = Repo["Old"]\ndef make(): return Old()\n'],
    [
      'it may be a type by a name that is made here',
      '',
      'Lit = make_literal()\nx: Lit["Old"]\ndef make(): return Old()\n',
    ],
  ])('%s', async (_, before, after) => {
    const text = `from old import Old\n${before}${after}`;
    const result = await consumerAfter({ 'other.py': 'class New: ...\n', 'app/consumer.py': text });
    expect(result).toBe(`from new import New as Old\n${before}${after}`);
  });

  test('its new name is a submodule of the package', async () => {
    const text = 'from old import Old\ndef make(): return Old()\n';
    const files = { 'app/__init__.py': text, 'app/New.py': '' };
    write(files);
    const { outcomes } = await makePlan({ root, config, gitignore: false });
    const facade = outcomes.find(({ path: file }) => file === 'app/__init__.py');
    if (facade?.status !== 'changed') throw new Error('nothing changes');
    expect(applyTextEdits(text, facade.textEdits)).toBe('from new import New as Old\ndef make(): return Old()\n');
  });

  test.each([
    ['is patched', 'patch("app.consumer.Old"); patch("app.consumer.Older")\n', 'New, New as Older'],
    ['is not patched', '', 'New'],
  ])('two names become one where none %s', async (_, text, imported) => {
    write({
      'old.py': 'from new import New as Old, New as Older\n',
      'app/consumer.py': twice,
      'tests/test_it.py': text,
    });
    const map = [{ canonical: 'new:New', legacy: ['old:Old', 'old:Older'] }];
    const { outcomes } = await makePlan({ root, config: { python: { uses: 'rename', map } }, gitignore: false });
    const user = outcomes.find(({ path: file }) => file === 'app/consumer.py');
    if (user?.status !== 'changed') throw new Error('nothing changes');
    expect(applyTextEdits(twice, user.textEdits)).toContain(`from new import ${imported}\n`);
  });

  test('a string in the brackets of what is no type is left alone', async () => {
    const text = 'from old import Old\ndef make(rows):\n    for dict in rows:\n        dict["Old"] = Old()\n';
    const expected = text.replace('old import Old', 'new import New').replace('Old()', 'New()');
    expect(await consumerAfter({ 'app/consumer.py': text })).toBe(expected);
  });

  test.each([
    ['tests by their names', 'test_old', 'check', 'def f(): return test_old\n'],
    ['fixtures by parameters', 'old_db', 'db', 'x = [old_db]\ndef test(old_db): ...\n'],
    ['fixtures by strings', 'old_db', 'db', 'x = [old_db]\n@mark.usefixtures("old_db")\ndef test(): ...\n'],
  ])('pytest finds %s', async (_, local, name, text) => {
    const module = `from old import ${local}\n${text}`;
    write({
      'old.py': `from new import ${name} as ${local}\n`,
      'new.py': `def ${name}(): ...\n`,
      'test_it.py': module,
    });
    const map = [{ canonical: `new:${name}`, legacy: [`old:${local}`] }];
    const { outcomes } = await makePlan({ root, config: { python: { uses: 'rename', map } }, gitignore: false });
    const user = outcomes.find(({ path: file }) => file === 'test_it.py');
    if (user?.status !== 'changed') throw new Error('nothing changes');
    expect(applyTextEdits(module, user.textEdits)).toBe(`from new import ${name} as ${local}\n${text}`);
  });
});

describe('a name that nobody looks up is renamed', () => {
  test.each([
    ['another module of that name', 'from lib.consumer import Old\n'],
    ['another name of the module', 'from app.consumer import make\nOld = make()\n'],
    ['an attribute of something else', 'import app.other\nx.Old\n'],
  ])('%s', async (_, text) => {
    expect(await consumerAfter({ 'tests/test_it.py': text })).toBe(renamed);
  });
});

describe('a new name that a star would bring to other files', () => {
  const other = { 'other.py': 'New = 5\n' };

  test.each([
    ['hides one that was imported', { 'app/a.py': 'from other import New\nfrom app.consumer import *\nNew\n' }],
    ['hides one of another star', { 'app/a.py': 'from other import *\nfrom .consumer import *\nNew\n' }],
    [
      'hides one through a second star',
      { 'app/a.py': 'from app.consumer import *\n', 'app/b.py': 'from other import New\nfrom app.a import *\nNew\n' },
    ],
    [
      'is imported from what has it by a star',
      { 'app/a.py': 'from other import *\nfrom app.consumer import *\n', 'app/b.py': 'from app.a import New\n' },
    ],
    [
      'is an attribute of what has it by a star',
      { 'app/a.py': 'from other import *\nfrom app.consumer import *\n', 'app/b.py': 'from app import a\na.New\n' },
    ],
  ])('keeps an alias where it %s', async (_, files) => {
    expect(await consumerAfter({ ...other, ...files })).toBe(kept);
  });

  test.each([
    ['nobody says it there', { 'app/a.py': 'from app.consumer import *\nmake()\n' }],
    ['it is said without the star', { 'app/a.py': 'from other import New\nimport app.consumer\nNew\n' }],
  ])('may go where %s', async (_, files) => {
    expect(await consumerAfter({ ...other, ...files })).toBe(renamed);
  });

  test('may go where the module lists what a star brings', async () => {
    const listed = `__all__ = ["make"]\n${consumer}`;
    const a = 'from other import New\nfrom app.consumer import *\nNew\n';
    expect(await consumerAfter({ ...other, 'app/consumer.py': listed, 'app/a.py': a })).toBe(
      `__all__ = ["make"]\n${renamed}`,
    );
  });
});
