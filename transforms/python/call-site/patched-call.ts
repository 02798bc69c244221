import { formatTarget } from '../../../src/model/config.ts';
import type { LegacyPath } from '../../../src/model/python.ts';
import { forReview } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { PythonFile } from '../python-file.ts';
import { isAsyncStandIn } from './async-stand-in.ts';
import { heldByPatch } from './obstacles.ts';
import type { Obstacle } from './obstacles.ts';

/**
 * The move of a string that patches a symbol, where the Map has a rule for calls of it: the patch goes where the calls go.
 * @param end of the string
 * @returns why the patch stays
 */
export function patchOfCalled(
  { calls, source }: PythonFile,
  { module, name = '', attributes }: LegacyPath,
  move: Legacy,
  end: number,
): Legacy | Obstacle {
  const plan = calls.plan(module, name);
  if (plan === undefined || 'problem' in plan) return move;
  if (plan.creates !== undefined)
    return { reason: 'factory-object', message: 'a test puts another object in the place of the factory object' };
  if (plan.await !== 'keep' && isAsyncStandIn(source.text, end)) return heldByPatch(`${module}:${name}`);
  if (attributes !== '' || formatTarget(plan.target) === formatTarget(move.to)) return move;
  const message = `calls of ${move.from} go to ${formatTarget(plan.target)}, and other uses to ${formatTarget(move.to)}`;
  return forReview({ ...move, to: plan.target }, 'patched', message);
}
