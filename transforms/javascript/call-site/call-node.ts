import type { CallExpression, NewExpression, Node, OptionalCallExpression } from '@babel/types';
import type { Range } from '../../../src/model/range.ts';
import { rangeOf } from '../../../src/parse/javascript/module-references.ts';
import type { NameUse } from '../../../src/parse/javascript/name-uses.ts';
import { blankComments, findCode } from '../clause.ts';

export type CallNode = CallExpression | OptionalCallExpression | NewExpression;

/** One argument of a call, with the parentheses around it. */
export interface ArgumentSlot extends Range {
  readonly node: Node;
}

/** The arguments of a call, as they stand. */
export interface ArgumentSlots {
  /** Between the parentheses; undefined in `new X` without any. */
  readonly inside: Range | undefined;
  readonly slots: readonly ArgumentSlot[];
  /** Comments stand between the arguments. */
  readonly hasComments: boolean;
}

/** The call of a name by itself: `name(…)`, `new name(…)`; undefined where it is used otherwise. */
export function callOf({ start, end, around: [parent] }: NameUse): CallNode | undefined {
  const isCall =
    parent?.type === 'CallExpression' || parent?.type === 'OptionalCallExpression' || parent?.type === 'NewExpression';
  if (!isCall) return undefined;
  const callee = rangeOf(parent.callee);
  return callee.start === start && callee.end === end ? parent : undefined;
}

/** The end of the name that is called, with its type arguments. */
export function calleeEnd(call: CallNode): number {
  const { typeParameters, typeArguments } = call as { readonly typeParameters?: Node; readonly typeArguments?: Node };
  return Math.max(call.callee.end ?? 0, typeParameters?.end ?? 0, typeArguments?.end ?? 0);
}

/** The number of type arguments. */
export function typeArgumentsOf(call: CallNode): number {
  const { typeParameters, typeArguments } = call as {
    readonly typeParameters?: { readonly params?: readonly Node[] };
    readonly typeArguments?: { readonly params?: readonly Node[] };
  };
  return (typeParameters ?? typeArguments)?.params?.length ?? 0;
}

export function argumentSlots(text: string, call: CallNode): ArgumentSlots {
  const { end } = rangeOf(call);
  const open = findCode(text, calleeEnd(call), end, /\(/g, false);
  if (open < 0) return { inside: undefined, slots: [], hasComments: false };
  const inside = { start: open + 1, end: end - 1 };
  const nodes = call.arguments as readonly Node[];
  const slots: ArgumentSlot[] = [];
  let from = inside.start;
  for (const [k, node] of nodes.entries()) {
    const { start, end: last } = rangeOf(node);
    const next = nodes[k + 1]?.start ?? inside.end;
    const comma = findCode(text, last, next, /,/g, false);
    const until = comma < 0 ? next : comma;
    const before = blankComments(text.slice(from, start)).search(/\S/);
    const behind = blankComments(text.slice(last, until)).trimEnd().length;
    slots.push({ node, start: before < 0 ? start : from + before, end: last + behind });
    from = comma < 0 ? until : comma + 1;
  }
  const gaps = [inside.start, ...slots.flatMap((slot) => [slot.start, slot.end]), inside.end];
  let hasComments = false;
  for (let k = 0; k < gaps.length; k += 2) hasComments ||= /\/[/*]/.test(text.slice(gaps[k], gaps[k + 1]));
  return { inside, slots, hasComments };
}
