import { beforeAll, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Outcome } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder } from '../support/repository.ts';
import { configOf, programs } from './python-programs.ts';
import type { Program } from './python-programs.ts';

const runner = `
import json, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
def run(program):
    done = subprocess.run([sys.executable, "-B", *program["args"]], cwd=program["folder"], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else done.stdout + "failed: " + done.stderr.strip().splitlines()[-1]
with ThreadPoolExecutor(2) as pool:
    print(json.dumps(list(pool.map(run, json.load(sys.stdin)))))`;

/** The output of the programs, each run below its root. */
function outputs(roots: readonly string[]): string[] {
  const tasks = programs.map(({ run, from = '.' }, k) => ({ folder: `${roots[k] ?? ''}/${from}`, args: run }));
  return JSON.parse(python(runner, [], JSON.stringify(tasks))) as string[];
}

interface Migrated {
  readonly root: string;
  readonly outcomes: readonly Outcome[];
  /** The edits that a second run would make. */
  readonly again: readonly string[];
}

async function migrate(program: Program, includeReview: boolean): Promise<Migrated> {
  const root = makeFolder(program.files);
  const config = configOf(program);
  const { outcomes } = await applyPlan(root, await makePlan({ root, config, includeReview }));
  const second = await makePlan({ root, config, includeReview });
  const again = second.outcomes.flatMap(({ edits }) =>
    edits.filter(({ applied }) => applied).map(({ before }) => before),
  );
  return { root, outcomes, again };
}

withPython.describe('programs that CPython runs before and after', () => {
  let before: string[] = [];
  let after: string[] = [];
  let withReview: string[] = [];
  const safe: Migrated[] = [];
  const all: Migrated[] = [];

  beforeAll(async () => {
    before = outputs(programs.map(({ files }) => makeFolder(files)));
    for (const program of programs) {
      safe.push(await migrate(program, false));
      all.push(await migrate(program, true));
    }
    after = outputs(safe.map(({ root }) => root));
    withReview = outputs(all.map(({ root }) => root));
  }, 120_000);

  test.each(programs.map((program, k) => [program.name, k, program] as const))('%s', (_, k, program) => {
    const { tiers, refused = [], says = [], isBroken = false, needsReview = false } = program;
    const { outcomes = [], again = [] } = safe[k] ?? {};
    const edits = outcomes.flatMap((outcome) => outcome.edits);
    expect(edits.map(({ from, tier, because }) => [from, tier, because])).toEqual(
      tiers.map((tier, n) => [edits[n]?.from, tier, expect.stringContaining(says[n] ?? '')]),
    );
    expect(outcomes.flatMap((outcome) => outcome.refused).map(({ reason }) => reason)).toEqual(refused);
    expect([again, all[k]?.again]).toEqual([[], []]);
    expect(before[k]?.includes('failed: ')).toBe(isBroken);
    const isRepaired = isBroken && !tiers.includes('review');
    if (isRepaired) expect(after[k]).not.toContain('failed: ');
    else expect(after[k]).toBe(before[k]);
    if (!isBroken && !needsReview) expect(withReview[k]).toBe(before[k]);
  });
});
