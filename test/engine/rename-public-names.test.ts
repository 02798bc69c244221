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
async function consumerAfter(files: Readonly<Record<string, string>>, jobs?: number): Promise<string> {
  write(files);
  const { outcomes } = await makePlan({ root, config, gitignore: false, ...(jobs === undefined ? {} : { jobs }) });
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
    ['patched', 'from unittest.mock import patch\npatch("app.consumer.Old")\n'],
    ['patched on the object', 'from app import consumer\npatch.object(consumer, "Old")\n'],
  ])('%s', async (_, text) => {
    expect(await consumerAfter({ 'tests/test_it.py': text })).toBe(kept);
  });

  test('through a module that imports everything', async () => {
    const files = { 'app/all.py': 'from app.consumer import *\n', 'main.py': 'from app.all import Old\n' };
    expect(await consumerAfter(files)).toBe(kept);
  });

  test('by a file that is generated', async () => {
    expect(await consumerAfter({ 'made.py': '# @generated\nfrom app.consumer import Old\n' })).toBe(kept);
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
