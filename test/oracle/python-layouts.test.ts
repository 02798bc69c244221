import { beforeAll, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder } from '../support/repository.ts';
import { layouts } from './python-layouts.ts';
import type { Layout } from './python-layouts.ts';

/** Runs the scripts one after another, each with modules and a path of its own. */
const runner = `
import contextlib, io, json, runpy, sys
sys.dont_write_bytecode = True
def run(root, script, first):
    modules, path = set(sys.modules), list(sys.path)
    sys.path[:0] = [root + "/" + first, root]
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            runpy.run_path(root + "/" + script, run_name="__main__")
    except BaseException as error:
        print("failed:", type(error).__name__, error, file=out)
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if not name.startswith("importlib"):
            del sys.modules[name]
    return out.getvalue()
print(json.dumps([run(*task) for task in json.load(sys.stdin)]))`;

const all = layouts.map((layout, k) => [layout.name, k, layout] as const);
const map = layouts.flatMap((layout) => layout.map);

function filesOf(choose: (layout: Layout) => Layout['files']): Layout['files'] {
  return Object.assign({}, ...layouts.map(choose)) as Layout['files'];
}

function outputs(root: string): string[] {
  const tasks = layouts.map(({ script, first }) => [root, script, first]);
  return JSON.parse(python(runner, [], JSON.stringify(tasks))) as string[];
}

withPython.describe('programs of many layouts that CPython runs before and after', () => {
  let before: string[] = [];
  let today: string[] = [];
  let after: string[] = [];
  let again: readonly string[] = [];
  let changed = 0;

  beforeAll(async () => {
    before = outputs(makeFolder(filesOf(({ files, moved = files }) => moved)));
    const root = makeFolder(filesOf(({ files }) => files));
    today = outputs(root);
    const config = { python: { map, sourceRoots: ['.'] } };
    const plan = await makePlan({ root, config });
    changed = plan.summary.filesChanged;
    await applyPlan(root, plan);
    after = outputs(root);
    const second = await makePlan({ root, config });
    again = second.outcomes.filter(({ status }) => status === 'changed').map(({ path }) => path);
  }, 120_000);

  test.each(all)('%s', (_, k) => {
    const isBroken = before[k]?.includes('failed: ') === true;
    if (!isBroken) expect(after[k] === before[k] || after[k] === today[k]).toBe(true);
    if (today[k]?.includes('failed: ') === false) expect(after[k]).toBe(today[k]);
  });

  test('half of them move', () => {
    expect(changed).toBeGreaterThan(200);
  });

  test('a second run finds nothing to do', () => {
    expect(again).toEqual([]);
  });
});
