import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';

const config = {
  python: { map: [{ canonical: 'app.new:New', legacy: ['app.old:Old'], replaces: true }] },
} as const;

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The reasons for a review of the import in app/user.py, which comes to mean another object, beside another file. */
async function reviewsBeside(other: string, user = 'from app.old import Old\nmade = Old()\n'): Promise<string[]> {
  root = makeFolder({
    'app/__init__.py': '',
    'app/new.py': 'class New: ...\n',
    'app/old.py': 'class Old: ...\n',
    'app/user.py': user,
    'main.py': other,
  });
  const { outcomes } = await makePlan({ root, config, gitignore: false });
  const edits = outcomes.flatMap((outcome) => (outcome.path === 'app/user.py' ? outcome.edits : []));
  expect(edits).toHaveLength(1);
  return edits.flatMap(({ reviews }) => reviews.map(({ reason }) => reason));
}

describe('a replaced name is for review where others find it in a module that imports it', () => {
  test.each([
    'from app.user import Old\n',
    'import app.user as m\nm.Old\n',
    'import app.user as m\ngetattr(m, "Old")\n',
    'import app.user as m\nvars(m)["Old"]\n',
    'import app.user as m\nvars(m).get("Old")\n',
    'import app.user as m\nm.__dict__["Old"]\n',
    'import app.user as m\nfrom operator import attrgetter\nattrgetter("Old")(m)\n',
    'import app, app.user\nfrom operator import attrgetter\nattrgetter("user.Old")(app)\n',
    'import app.user as m\nm.__getattribute__("Old")\n',
    'import app.user as m\nfor name in ["made", "Old"]: print(getattr(m, name))\n',
    'import app.user, sys\nsys.modules["app.user"].Old\n',
    'from importlib import import_module\nmodule = import_module("app.user")\nmodule.Old\n',
    'import pkgutil\npkgutil.resolve_name("app.user:Old")\n',
    'HANDLER = "app.user.Old"\n',
    'import runpy\nrunpy.run_module("app.user")["Old"]\n',
    'from app.user import *\nglobals()["Old"]\n',
  ])('%j', async (other) => {
    expect(await reviewsBeside(other)).toEqual(['re-exported']);
  });

  test.each([
    'import app.user\nfrom unittest.mock import patch\npatch("app.user.Old")\n',
    'def test(monkeypatch):\n    monkeypatch.setattr("app.user.Old", None)\n',
    'import app.user\nclass Own: Old = 1\nOwn.Old\n',
    'import app.other as m\nvars(m)["Old"]\n',
    'NAMES = ["Old"]\n',
    'HANDLER = "app.other.Old"\n',
    'def run(m: Old): ...\n',
  ])('but not beside %j', async (other) => {
    expect(await reviewsBeside(other)).toEqual([]);
  });
});

describe('so is one that is bound as another name', () => {
  const user = 'from app.old import Old as X\nfrom app.old import Old as ScopedOld\nmade = X()\n';

  test.each([
    'from app.user import X\n',
    'from app.user import ScopedOld\n',
    'import app.user as m\nm.X\n',
    'from app import user\nuser.ScopedOld\n',
    'import app.user as m\ngetattr(m, "X")\n',
    'HANDLER = "app.user.X"\n',
    'from app.user import *\nprint(X)\n',
    'from importlib import import_module\nimport_module("app.user").ScopedOld\n',
    // The first look ends at the name of a symbol.
    'from app.old import Other, Old\nfrom app.user import ScopedOld\n',
  ])('beside %j', async (other) => {
    root = makeFolder({
      'app/__init__.py': '',
      'app/new.py': 'class New: ...\n',
      'app/old.py': 'class Old: ...\nclass Other: ...\n',
      'app/user.py': user,
      'main.py': other,
    });
    const { outcomes } = await makePlan({ root, config, gitignore: false });
    const [edits = []] = outcomes.flatMap((outcome) => (outcome.path === 'app/user.py' ? [outcome.edits] : []));
    expect(edits).toHaveLength(2);
    const name = other.includes('X') ? 'X' : 'ScopedOld';
    expect(edits.flatMap(({ reviews }) => reviews.map(({ message }) => message))).toEqual([
      expect.stringContaining(`app.user:${name}`),
    ]);
  });

  test.each(['from app.other import X\n', 'import app.user\nX = 1\n', 'class ScopedOlder: ...\n'])(
    'but not beside %j',
    async (other) => {
      expect(await reviewsBeside(other, 'from app.old import Old as X\nmade = X()\n')).toEqual([]);
    },
  );
});
