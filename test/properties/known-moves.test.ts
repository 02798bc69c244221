import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { completeConfig } from '../../src/config/complete-config.ts';
import { KnownFiles } from '../../src/engine/known-files.ts';
import { planMove } from '../../src/engine/move/plan-move.ts';
import type { Moving, PathMove } from '../../src/model/moving.ts';
import { applyPlan } from '../../src/index.ts';
import { generateMovedPackages } from '../oracle/moved-packages.ts';
import { makeFolder } from '../support/repository.ts';

const SETTLED = 20;

test('a move with kept facts is the same as one without, before other moves and after them', async () => {
  let kept = 0;
  for (const { files, move, title } of generateMovedPackages(22, 700)) {
    const root = makeFolder(files);
    const config = completeConfig(root, undefined, []);
    const known = new KnownFiles(config, true, SETTLED);
    await known.prepare();
    const plans = async (one: PathMove): Promise<Moving[]> => {
      const request = { moves: [one], imports: 'auto', isDone: false, withDiffs: true, usesGitignore: true } as const;
      await sleep(2 * SETTLED);
      return [
        await planMove(config, request),
        await known.during(() => planMove(config, request, undefined, known)),
        await known.during(() => planMove(config, request, undefined, known)),
      ];
    };
    const compare = ([plain, ...others]: readonly Moving[]): void => {
      for (const other of others) {
        const found = { concerns: other.concerns, outcomes: changes(other) };
        expect({ title, ...found }).toEqual({ title, concerns: plain?.concerns, outcomes: plain && changes(plain) });
        if (other.plan.summary.filesScanned < (plain?.plan.summary.filesScanned ?? 0)) kept++;
      }
    };
    const there = await plans(move);
    compare(there);
    if (there[0]) await applyPlan(root, there[0].plan);
    const back = { from: move.to, to: move.to.replace(/(?:\.py)?$/, (ending) => `_again${ending}`) };
    compare(await plans(back));
  }
  // Fewer files are read than without, as a rule.
  expect(kept).toBeGreaterThan(12);
}, 120_000);

/** The changes of a plan, without files in which nothing changes. */
function changes({ plan }: Moving): unknown[] {
  return plan.outcomes.filter(({ status }) => status === 'changed');
}
