import type { Node } from '@babel/types';
import type { ScriptCallPlan } from '../../../src/calls/script-plan.ts';
import type { CallBinding } from '../../../src/model/call-binding.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import type { Review } from '../../../src/model/review.ts';
import { argumentSlots, calleeEnd, typeArgumentsOf } from './call-node.ts';
import type { CallNode } from './call-node.ts';
import { rewriteArguments } from './rewrite-arguments.ts';
import type { Unfit } from './rewrite-arguments.ts';
import { expectsError } from './surroundings.ts';
import { treatedWords } from './treated-words.ts';

/** A call that is rewritten: the edits to everything but the name that is called. */
export interface MadeCall {
  /** The call, with its `await`. */
  readonly range: Range;
  readonly textEdits: readonly TextEdit[];
  readonly closing: readonly TextEdit[];
  readonly rebuilt: RebuiltArguments | undefined;
  readonly reviews: readonly Review[];
  readonly binding: CallBinding;
}

/** The code that a call stands in. */
export interface CodeAround {
  readonly text: string;
  /** The nodes around the call, innermost first. */
  readonly around: readonly Node[];
  /** The names that imports of the file bind. */
  readonly imported: ReadonlySet<string>;
}

/** One call, by its rule; or why it stays. */
export function decideCall(
  { text, around, imported }: CodeAround,
  plan: ScriptCallPlan,
  call: CallNode,
): MadeCall | Unfit {
  if (expectsError(text, call, around))
    return { reason: 'expects-error', message: 'a test expects that this call fails' };
  const words = treatedWords(text, plan, call, around);
  if ('message' in words) return words;
  const given = typeArgumentsOf(call);
  if (given > (plan.next?.typeParameters ?? given))
    return { reason: 'arguments-do-not-fit', message: `${plan.target}: it takes no type arguments like these` };
  const list = argumentSlots(text, call);
  const args = rewriteArguments(text, plan, list, imported);
  if ('message' in args) return args;
  const needsParentheses = list.inside === undefined && (args.added !== '' || !words.isNew);
  const end = calleeEnd(call);
  const parentheses = needsParentheses ? [{ start: end, end, text: `(${args.added})` }] : [];
  return {
    range: words.range,
    textEdits: words.textEdits,
    closing: [...parentheses, ...words.closing],
    rebuilt: args.rebuilt,
    binding: { arguments: args.bound, ...words.changes },
    reviews: [...reviewsOf(plan), ...args.reviews],
  };
}

function reviewsOf({ failure, isRead, legacy, target }: ScriptCallPlan): Review[] {
  const message = `the parameters of ${legacy} or of ${target} cannot be read`;
  return [
    ...(failure === undefined ? [] : [{ reason: 'fails-today', message: failure } as const]),
    ...(isRead ? [] : [{ reason: 'declared-signature', message } as const]),
  ];
}
