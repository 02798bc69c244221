import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config/load-config.ts';
import { makePlan } from '../../src/engine/make-plan.ts';
import { plainRequest } from '../../src/model/plan-request.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Threads finish files in any order. */
test('what is said against moving a patch does not depend on the order in which files are finished', async () => {
  const files = {
    'pk/__init__.py': '',
    'pk/new.py': 'class C: ...\n',
    'pk/old.py': 'from pk.new import C\n\ndef make():\n    return C()\n',
    'user.py': 'def use():\n    from pk.old import C\n',
    'test_a.py': 'from unittest.mock import patch\n\nwith patch("pk.old.C"):\n    pass\n',
    'test_b.py': 'from unittest.mock import patch\n\nwith patch.multiple("pk.old", C=1):\n    pass\n',
  };
  root = makeFolder({
    ...files,
    'ssot.config.json': JSON.stringify({ python: { map: [{ canonical: 'pk.new:C', legacy: ['pk.old:C'] }] } }),
  });
  const selection = { presets: [], include: undefined, exclude: [] };
  const config = await loadConfig({ cwd: root, file: undefined, takesCode: true, ...selection });
  const planOf = (paths: readonly string[]): ReturnType<typeof makePlan> =>
    makePlan(config, {
      ...plainRequest,
      paths: ['.'],
      files: paths,
      contents: undefined,
      usesGitignore: false,
      jobs: 1,
    });
  const [plan, other] = [await planOf(Object.keys(files)), await planOf(Object.keys(files).toReversed())];
  expect(plan.outcomes.flatMap(({ edits }) => edits).map(({ from, tier }) => [from, tier])).toContainEqual([
    'pk.old:C',
    'review',
  ]);
  expect(other).toEqual(plan);
});
