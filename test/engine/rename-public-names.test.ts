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

/** What a plan over the whole tree makes of app/consumer.py. */
async function consumerAfter(files: Readonly<Record<string, string>>): Promise<string> {
  write(files);
  const { outcomes } = await makePlan({ root, config, gitignore: false });
  const outcome = outcomes.find((other) => other.path === 'app/consumer.py');
  return outcome?.status === 'changed' ? applyTextEdits(consumer, outcome.textEdits) : consumer;
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
  ])('%s', async (_, text) => {
    const files = { 'app/all.py': 'from app.consumer import *\n', 'tests/test_it.py': text };
    expect(await consumerAfter(files)).toBe(kept);
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

describe('a name that nobody looks up is renamed', () => {
  test.each([
    ['another module of that name', 'from lib.consumer import Old\n'],
    ['another name of the module', 'from app.consumer import make\nOld = make()\n'],
    ['an attribute of something else', 'import app.consumer\nx.Old\n'],
  ])('%s', async (_, text) => {
    expect(await consumerAfter({ 'tests/test_it.py': text })).toBe(renamed);
  });
});
