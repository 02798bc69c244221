import type { CallPlan } from '../../../src/model/call-rule.ts';
import type { Refusal, TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import { withParentheses } from '../../../src/parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax/syntax-node.ts';

export type Awaiting =
  | {
      readonly textEdits: readonly TextEdit[];
      /** The edits behind the call. */
      readonly closing: readonly TextEdit[];
      /** Why what the call does with `await` fails today. */
      readonly failure: string | undefined;
      readonly change?: 'dropped' | 'added';
      /** The expression with its `await`. */
      readonly range: Range;
    }
  | (Pick<Refusal, 'reason' | 'message'> & { readonly textEdits?: undefined });

/** The edits of the `await` before a call. */
export function awaiting(text: string, plan: CallPlan, call: SyntaxNode): Awaiting {
  const value = withParentheses(call);
  const awaited = value.parent?.type === 'await' ? value.parent : undefined;
  const refused = awaited === undefined ? unawaited(plan) : awaitedOf(plan);
  if (refused !== undefined) return refused;
  const failure =
    awaited !== undefined && plan.isAsync === false && plan.isTargetAsync === false
      ? `${plan.legacy} is awaited, and is not async`
      : undefined;
  const range = awaited ?? call;
  if (plan.await === 'drop' && awaited !== undefined)
    return { textEdits: [withoutAwait(text, awaited)], closing: [], failure, range, change: 'dropped' as const };
  if (plan.await !== 'add' || awaited !== undefined) return { textEdits: [], closing: [], failure, range };
  if (!isInAsync(text, call)) return { reason: 'not-in-async', message: 'nothing can be awaited here' };
  return { ...withAwait(call), failure, range, change: 'added' as const };
}

/** Why a call without `await` stays. */
function unawaited({ await: rule, isAsync, isTargetAsync, legacy, proof }: CallPlan): Awaiting | undefined {
  if (rule === 'drop' && isAsync === true) return used(`${legacy} is async, and its coroutine is not awaited here`);
  if (rule === 'keep' && proof !== 'body' && isAsync === true && isTargetAsync === false)
    return used(`${legacy} is async, and its coroutine is used here`);
  if (rule !== 'add' && proof !== 'body' && isAsync === false && isTargetAsync === true)
    return used(`the canonical one is async, and is not awaited here: the rule for calls has to say "await": "add"`);
  return undefined;
}

/** Why a call with `await` stays. */
function awaitedOf({ await: rule, isTargetAsync, isAsync, target }: CallPlan): Awaiting | undefined {
  if (rule === 'drop' && isTargetAsync === true)
    return used('the rule for calls drops "await", and the canonical one is async');
  // The result of a function may be awaited, too, unless it is known not to be.
  const isKnown = isTargetAsync === false && (isAsync === true || isAsync === undefined);
  if (rule !== 'drop' && isKnown)
    return used(`it is awaited, and ${target.name ?? ''} is not async: the rule for calls has to say "await": "drop"`);
  return undefined;
}

function used(message: string): Awaiting {
  return { reason: 'coroutine-used', message };
}

/** The word goes, with the blanks behind it. */
function withoutAwait(text: string, { start }: SyntaxNode): TextEdit {
  const [word = ''] = /^await[ \t]*/.exec(text.slice(start, start + 200)) ?? [];
  return { start, end: start + word.length, text: '' };
}

/** `await` binds less than what may stand behind a call. */
function withAwait(call: SyntaxNode): { textEdits: TextEdit[]; closing: TextEdit[] } {
  const { start, end } = call;
  const isPrimary = call.field === 'object' || call.field === 'function' || call.field === 'value';
  const needsParentheses = isPrimary && /^(?:attribute|subscript|call)$/.test(call.parent?.type ?? '');
  const added = (text: string, at: number): TextEdit[] => [{ start: at, end: at, text }];
  return needsParentheses
    ? { textEdits: added('(await ', start), closing: added(')', end) }
    : { textEdits: added('await ', start), closing: [] };
}

/** Does it stand in the body of an `async def`, where a coroutine can be awaited? */
function isInAsync(text: string, call: SyntaxNode): boolean {
  let node: SyntaxNode = call;
  for (let parent = call.parent; parent !== undefined; parent = node.parent) {
    if (parent.type === 'lambda' || parent.type === 'class_definition' || parent.type === 'generator_expression')
      return false;
    if (parent.type === 'function_definition' && node.field === 'body') return text.startsWith('async', parent.start);
    node = parent;
  }
  return false;
}
