import type { CallBinding } from '../../../src/model/call-binding.ts';
import type { CallPlan } from '../../../src/model/call-rule.ts';
import type { Refusal } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import type { Review } from '../../../src/model/review.ts';
import { withParentheses } from '../../../src/parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax/syntax-node.ts';
import type { ArgumentEdits } from './argument-edits.ts';
import { argumentList } from './call-arguments.ts';
import { awaiting } from './awaited.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import { rewriteArguments } from './rewrite-arguments.ts';
import { catching, expectsError, lackingMembers } from './surroundings.ts';
import type { CodeAround } from './surroundings.ts';

/** A call that is rewritten: the edits to everything but the name that is called. */
export interface MadeCall extends ArgumentEdits {
  readonly reviews: readonly Review[];
  /** The call, with its `await`. */
  readonly range: Range;
  readonly binding: CallBinding;
  /** The arguments, where they change places. */
  readonly rebuilt?: RebuiltArguments;
}

/** One call, by its rule; or why it stays. */
export type CallDecision = MadeCall | RefusedCall;

export interface RefusedCall extends Pick<Refusal, 'reason' | 'message'> {
  readonly textEdits?: undefined;
}

/** @param line of an offset, for messages */
export function decideCall(
  code: CodeAround,
  plan: CallPlan,
  call: SyntaxNode,
  line: (offset: number) => number,
): CallDecision {
  const { text } = code;
  const list = argumentList(text, call);
  if (list === undefined) return { reason: 'syntax-error', message: 'the call could not be read' };
  if (expectsError(text, call))
    return { reason: 'expects-error', message: 'a test expects that this call fails, or that it warns' };
  const awaited = awaiting(text, plan, call);
  if (awaited.textEdits === undefined) return awaited;
  const rewritten = rewriteArguments(text, plan, list);
  if (rewritten.textEdits === undefined) return rewritten;
  const value = withParentheses(call);
  const result = value.parent?.type === 'await' ? value.parent : value;
  const reviews = [
    ...failureReviews(text, plan.failure ?? awaited.failure, call, line),
    ...(plan.proof === 'body' ? [] : lackingMembers(code, plan, result)),
    ...rewritten.reviews,
    ...(plan.proof === 'map' ? [handWritten(plan)] : []),
  ];
  const { start, end } = awaited.range;
  return {
    textEdits: [...awaited.textEdits, ...rewritten.textEdits],
    closing: [...rewritten.closing, ...awaited.closing],
    reviews,
    range: { start, end },
    binding: { arguments: rewritten.bound, ...(awaited.change === undefined ? {} : { await: awaited.change }) },
    ...(rewritten.rebuilt === undefined ? {} : { rebuilt: rewritten.rebuilt }),
  };
}

function handWritten({ legacy }: CallPlan): Review {
  return { reason: 'declared-signature', message: `the parameters of ${legacy} are those that the Map says` };
}

function failureReviews(
  text: string,
  failure: string | undefined,
  call: SyntaxNode,
  line: (offset: number) => number,
): Review[] {
  if (failure === undefined) return [];
  const clause = catching(text, call);
  const caught = clause === undefined ? '' : `, which line ${line(clause.start)} may catch`;
  return [{ reason: 'fails-today', message: `${failure}${caught}` }];
}
