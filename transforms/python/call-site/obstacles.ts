import type { CallPlan, NoCallPlan } from '../../../src/model/call-rule.ts';
import { formatTarget } from '../../../src/model/config.ts';
import type { Refusal } from '../../../src/model/edit.ts';
import type { Use } from '../../../src/parse/python/scope.ts';

/** Why a use stays. */
export type Obstacle = Pick<Refusal, 'reason' | 'message'>;

export function usedAsValue({ target }: CallPlan): Obstacle {
  const message = `it is used other than by a call, and ${formatTarget(target)} is called otherwise`;
  return { reason: 'used-as-value', message };
}

export function unknownCall(plan: CallPlan | NoCallPlan | undefined): Obstacle {
  const isKnown = plan !== undefined && 'problem' in plan;
  return { reason: 'arguments-do-not-fit', message: isKnown ? plan.problem : 'its rule for calls cannot be read' };
}

/** A test puts what has to be awaited in the place of the symbol. */
export function heldByPatch(symbol: string): Obstacle {
  return { reason: 'patched-async', message: `a test puts what has to be awaited in the place of ${symbol}` };
}

export function useObstacle({ isShown, unread }: Use): Obstacle | undefined {
  if (isShown) return { reason: 'dynamic-use', message: 'an f-string shows its text' };
  return unread === undefined ? undefined : { reason: 'syntax-error', message: 'the statement could not be read' };
}
