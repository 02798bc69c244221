import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';

const config = { python: { map: [{ canonical: 'new:Name', legacy: ['old:Name'] }] } } as const;

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The text of app/consumer.py after a plan over the whole tree, beside another file. */
async function consumerAfter(consumer: string, other: string): Promise<string> {
  root = makeFolder({
    'new.py': 'class Name: ...\n',
    'old.py': 'from new import Name\nKEPT = 1\n',
    'app/consumer.py': consumer,
    'main.py': other,
  });
  const { outcomes } = await makePlan({ root, config, gitignore: false });
  const outcome = outcomes.find(({ path }) => path === 'app/consumer.py');
  return outcome?.status === 'changed' ? applyTextEdits(consumer, outcome.textEdits) : consumer;
}

describe('a module that others import from here stays what it is', () => {
  const consumer = 'import old as m\nfirst = m.Name\n';
  const moved = 'import new as m\nfirst = m.Name\n';

  test.each([
    'from app.consumer import m\nm.KEPT\n',
    'def f():\n    from app.consumer import (first, m as x)\n',
    'from app import consumer\nconsumer.m.KEPT\n',
    'from app import consumer as c\nc . m\n',
    'import app.consumer\nprint(app.consumer.m)\n',
    'from app.consumer import *\nm.KEPT\n',
    'from unittest.mock import patch\npatch("app.consumer.m.KEPT")\n',
  ])('%s', async (other) => {
    const kept = 'import old as m\nimport new\nfirst = new.Name\n';
    expect(await consumerAfter(consumer, other)).toBe(kept);
  });

  test.each([
    'from app.consumer import first\n',
    'import app.consumer\n',
    'from lib.consumer import m\n',
    'from app import consumer\nconsumer.more, other.consumer.m\n',
    'from unittest.mock import patch\npatch("lib.consumer.m.KEPT")\n',
  ])('but not with %s', async (other) => {
    expect(await consumerAfter(consumer, other)).toBe(moved);
  });
});

describe('a star stays where others import the module by a string', () => {
  const consumer = 'from old import *\nfirst = Name\n';
  const stays = 'from old import *\nfrom new import Name\nfirst = Name\n';
  const goes = 'from new import Name\nfirst = Name\n';

  test.each([
    ['import importlib\nimportlib.import_module("app.consumer").KEPT\n', stays],
    ["consumer = pytest.importorskip('app.consumer')\n", stays],
    ["pkgutil.resolve_name('app.consumer:KEPT')\n", stays],
    ['importlib.import_module("app.other")\n', goes],
    ['print("app.consumer")\n', goes],
  ])('%s', async (other, expected) => {
    expect(await consumerAfter(consumer, other)).toBe(expected);
  });
});

describe('a name that comes to mean another object is for review where others import it', () => {
  const replaces = { python: { map: [{ canonical: 'new:Name', legacy: ['old:Old'], replaces: true }] } };

  test.each([
    ['from app.consumer import Old\n', 'review'],
    ['import old\nfrom app.consumer import *\nOld()\n', 'review'],
    ['import old\nfrom lib.consumer import *\nOld()\n', 'declared'],
  ])('%s', async (other, tier) => {
    root = makeFolder({
      'new.py': 'class Name: ...\n',
      'old.py': 'class Old: ...\n',
      'app/consumer.py': 'from old import Old\n',
      'main.py': other,
    });
    const { outcomes } = await makePlan({ root, config: replaces, gitignore: false });
    expect(outcomes.find(({ path }) => path === 'app/consumer.py')?.edits).toMatchObject([{ tier }]);
  });
});

test('a module of a package keeps its name', async () => {
  const init = 'import old as m\n\n\ndef names():\n    return m.Name, m.KEPT\n';
  root = makeFolder({
    'new.py': 'class Name: ...\n',
    'old.py': 'from new import Name\nKEPT = 1\n',
    'one/__init__.py': init,
    'one/new.py': '',
    'two/__init__.py': init,
  });
  const { outcomes } = await makePlan({ root, config, gitignore: false });
  const { edits = [], refused = [] } = outcomes.find(({ path }) => path === 'one/__init__.py') ?? {};
  expect([edits, refused.map(({ reason }) => reason)]).toEqual([[], ['name-collision']]);
  expect(outcomes.find(({ path }) => path === 'two/__init__.py')?.status).toBe('changed');
});
