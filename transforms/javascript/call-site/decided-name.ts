import type { Refusal } from '../../../src/model/edit.ts';
import type { Resolution } from '../../../src/model/resolution.ts';
import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { NameUse } from '../../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from '../javascript-file.ts';
import { callOf } from './call-node.ts';
import type { CalledName } from './called-names.ts';
import { decideCall } from './decide-call.ts';
import type { MadeCall } from './decide-call.ts';
import { callSiteId } from './id.ts';

/** A call that is rewritten, should it be chosen. */
export interface MovingCall {
  readonly use: NameUse;
  readonly decision: MadeCall;
  readonly move: Legacy;
  readonly isApplied: boolean;
}

export type StayingUse = Pick<Refusal, 'reason' | 'message'> & {
  readonly use: { readonly start: number; readonly end: number };
};

/** All uses of one name, each decided on. */
export interface DecidedName {
  readonly name: CalledName;
  readonly uses: readonly NameUse[];
  readonly calls: readonly MovingCall[];
  readonly staying: readonly StayingUse[];
  /** Uses that go to the canonical path of the entry, as types do. */
  readonly others: readonly NameUse[];
}

/**
 * Decide on each use of a name.
 * @param seenElsewhere says where else in the file the name is used, if it is
 */
export function decideName(
  file: JavaScriptFile,
  name: CalledName,
  imported: ReadonlySet<string>,
  seenElsewhere: string | undefined,
): DecidedName {
  const { called, plan, binding } = name;
  const uses = file.uses().ofBinding(binding);
  const calls: MovingCall[] = [];
  const staying: StayingUse[] = [];
  const others: NameUse[] = [];
  const isAssigned = uses.some(isWrittenTo);
  for (const use of uses) {
    const call = callOf(use);
    if (call === undefined) {
      const obstacle = valueObstacle(name, use);
      if (obstacle === undefined) others.push(use);
      else staying.push({ use, reason: 'used-as-value', message: obstacle });
      continue;
    }
    const range = { start: call.start ?? 0, end: call.end ?? 0 };
    const obstacle = callObstacle(called.target) ?? (isAssigned ? reassigned : undefined);
    if ('problem' in plan) staying.push({ use: range, reason: 'arguments-do-not-fit', message: plan.problem });
    else if (obstacle !== undefined || called.target.kind !== 'legacy')
      staying.push({ use: range, ...(obstacle ?? { reason: 'dynamic-use', message: 'it leads nowhere' }) });
    else {
      const code = { text: file.source.text, around: use.around.slice(1), imported };
      const decision = decideCall(code, plan, call);
      if ('message' in decision) staying.push({ use: range, ...decision });
      else {
        const move = withReviews({ ...called.target, call: decision.binding }, decision.reviews);
        calls.push({ use, decision, move, isApplied: file.isApplied(move, callSiteId) });
      }
    }
  }
  if (seenElsewhere !== undefined)
    staying.push({
      use: { start: binding.start ?? 0, end: binding.end ?? 0 },
      reason: 'used-as-value',
      message: seenElsewhere,
    });
  return { name, uses, calls, staying, others };
}

const reassigned = { reason: 'name-collision', message: 'something else is assigned to it, too' } as const;

function isWrittenTo({ start, around: [parent] }: NameUse): boolean {
  if (parent?.type === 'AssignmentExpression' || parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement')
    return parent.left.start === start && parent.left.type === 'Identifier';
  return parent?.type === 'UpdateExpression' || parent?.type === 'ArrayPattern' || parent?.type === 'ObjectPattern';
}

/** Why no call of the name is rewritten. */
function callObstacle(target: Resolution): Pick<Refusal, 'reason' | 'message'> | undefined {
  return target.kind === 'refused' ? { reason: target.reason, message: target.message } : undefined;
}

/** Why a use that is no call stays. */
function valueObstacle({ called, plan }: CalledName, { form }: NameUse): string | undefined {
  const target = 'target' in plan ? plan.target : called.from;
  if (form === 'export') return 'it is exported for other files, which call it with the legacy arguments';
  return called.movesOtherUses ? undefined : `it is used other than by a call, and ${target} is called otherwise`;
}
