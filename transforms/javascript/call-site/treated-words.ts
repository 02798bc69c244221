import type { Node } from '@babel/types';
import type { ScriptCallPlan } from '../../../src/calls/script-plan.ts';
import type { CallBinding } from '../../../src/model/call-binding.ts';
import type { TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import { rangeOf } from '../../../src/parse/javascript/module-references.ts';
import { blankComments } from '../clause.ts';
import type { CallNode } from './call-node.ts';
import type { Unfit } from './rewrite-arguments.ts';

/** The edits of the words before a call: `new` and `await`. */
export interface TreatedWords {
  readonly textEdits: readonly TextEdit[];
  /** At the end of the call. */
  readonly closing: readonly TextEdit[];
  /** The call with its `await`. */
  readonly range: Range;
  /** It is called with `new` afterwards. */
  readonly isNew: boolean;
  readonly changes: Pick<CallBinding, 'await' | 'new'>;
}

type Awaited = Omit<TreatedWords, 'isNew' | 'changes'>;

/** @param around the nodes around the call, innermost first */
export function treatedWords(
  text: string,
  plan: ScriptCallPlan,
  call: CallNode,
  around: readonly Node[],
): TreatedWords | Unfit {
  const constructed = constructing(text, plan, call, around);
  if ('message' in constructed) return constructed;
  const awaited = awaiting(text, plan, call, around);
  if ('message' in awaited) return awaited;
  return {
    textEdits: [...awaited.textEdits, ...constructed.textEdits],
    closing: awaited.closing,
    range: awaited.range,
    isNew: constructed.isNew,
    changes: {
      ...(constructed.textEdits.length === 0 ? {} : { new: constructed.isNew ? 'added' : 'dropped' }),
      ...(awaited.textEdits.length === 0 ? {} : { await: plan.rule.await === 'drop' ? 'dropped' : 'added' }),
    },
  };
}

function constructing(
  text: string,
  { rule, next, target }: ScriptCallPlan,
  call: CallNode,
  [parent]: readonly Node[],
): { readonly textEdits: readonly TextEdit[]; readonly isNew: boolean } | Unfit {
  const { start } = rangeOf(call);
  const callee = call.callee.start ?? 0;
  const isNew = rule.new === 'keep' ? call.type === 'NewExpression' : rule.new === 'add';
  const unfit = (message: string): Unfit => ({ reason: 'arguments-do-not-fit', message: `${target} ${message}` });
  if (isNew && next?.isConstructor === false) return unfit('cannot be called with new');
  if (!isNew && next?.kind === 'class') return unfit('is a class, and has to be called with new');
  if (isNew === (call.type === 'NewExpression')) return { textEdits: [], isNew };
  if (isNew && (call.type === 'OptionalCallExpression' || parent?.type.startsWith('Optional') === true))
    return unfit('is called with ?., which new does not take');
  // `new (X)()`: a parenthesis at the start of a line goes on with the one above.
  if (callee !== (call.type === 'NewExpression' ? start + word(text, start, 'new').length : start))
    return unfit('is called by way of an expression');
  if (!isNew && parent?.type === 'NewExpression' && parent.callee === call) return unfit('is what another new calls');
  return { textEdits: [isNew ? { start, end: start, text: 'new ' } : { start, end: callee, text: '' }], isNew };
}

function awaiting(text: string, plan: ScriptCallPlan, call: CallNode, around: readonly Node[]): Awaited | Unfit {
  const [parent] = around;
  const awaited = parent?.type === 'AwaitExpression' ? parent : undefined;
  const range = rangeOf(awaited ?? call);
  const as = (textEdits: readonly TextEdit[], closing: readonly TextEdit[] = []): Awaited => ({
    textEdits,
    closing,
    range,
  });
  const problem = awaited === undefined ? unawaited(plan) : awaitedOf(plan);
  if (problem !== undefined) return { reason: 'coroutine-used', message: problem };
  const { rule } = plan;
  if (rule.await === 'drop' && awaited !== undefined) {
    const { start, end } = rangeOf(call);
    const gone = word(text, range.start, 'await');
    if (range.start + gone.length !== start || blankComments(text.slice(end, range.end)).trim() !== '')
      return { reason: 'coroutine-used', message: 'parentheses stand between await and the call' };
    return as([{ start: range.start, end: range.start + gone.length, text: '' }]);
  }
  if (rule.await !== 'add' || awaited !== undefined) return as([]);
  if (!isInAsync(call, around)) return { reason: 'not-in-async', message: 'nothing can be awaited here' };
  const { start, end } = range;
  const added = (added: string, at: number): TextEdit[] => [{ start: at, end: at, text: added }];
  return bindsMore(call, parent) ? as(added('(await ', start), added(')', end)) : as(added('await ', start));
}

/** Why a call without `await` stays. */
function unawaited({ rule, old, next, legacy, target }: ScriptCallPlan): string | undefined {
  if (rule.await === 'drop' && old?.kind !== 'class') return `the promise of ${legacy} is not awaited here`;
  if (rule.await === 'keep' && old?.isAsync === true && next?.isAsync === false && next.kind === 'function')
    return `${legacy} is async, and its promise is used here`;
  return rule.await === 'keep' && old?.isAsync === false && next?.isAsync === true
    ? `${target} is async, and is not awaited here: the rule for calls has to say "await": "add"`
    : undefined;
}

/** Why a call with `await` stays. */
function awaitedOf({ rule, next, target }: ScriptCallPlan): string | undefined {
  return rule.await === 'drop' && next?.isAsync === true
    ? `the rule for calls drops "await", and ${target} is async`
    : undefined;
}

/** A word with the blanks behind it. */
function word(text: string, at: number, expected: 'new' | 'await'): string {
  return (expected === 'new' ? /new\s*/y : /await\s*/y).exec(text.slice(at, at + 1000))?.[0] ?? '';
}

/** `await` binds less than what may stand behind a call. */
function bindsMore(call: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === call;
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return parent.callee === call;
    case 'TaggedTemplateExpression':
      return parent.tag === call;
    case 'TSNonNullExpression':
      return true;
    case 'BinaryExpression':
      return parent.operator === '**' && parent.left === call;
    default:
      return false;
  }
}

/** Does it stand in the body of an async function? At the top level of a module, not everybody can await. */
function isInAsync(call: Node, around: readonly Node[]): boolean {
  let inner = call;
  for (const node of around) {
    if (/^(?:Class(?:Private|Accessor)?Property|StaticBlock)$/.test(node.type)) return false;
    if ('params' in node && Array.isArray(node.params)) {
      const { async: isAsync, body } = node as { readonly async?: boolean; readonly body?: Node | null };
      if (body === inner) return isAsync === true;
      // A key that is computed belongs to the code around; a parameter cannot await.
      if ((node.params as Node[]).includes(inner)) return false;
    }
    inner = node;
  }
  return false;
}
