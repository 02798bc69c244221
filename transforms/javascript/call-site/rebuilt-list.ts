import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { Range } from '../../../src/model/range.ts';
import type { ArgumentSlots } from './call-node.ts';

/** An argument of the call as it is to be. */
export interface NewArgument {
  readonly parts: readonly (string | Range)[];
  /** The values of the call that it is made of. */
  readonly sources: readonly Range[];
  /** It is not given. */
  readonly isMissing: boolean;
}

/**
 * The list of arguments, in the style of the one that stands there.
 * @returns undefined where it stays as it is; `comments` where comments would lose what they are about
 */
export function rebuiltArguments(
  text: string,
  { inside, slots, hasComments }: ArgumentSlots,
  placed: readonly NewArgument[],
): RebuiltArguments | 'comments' | undefined {
  if (inside === undefined) return undefined;
  const isKept = (argument: NewArgument | undefined, k: number): boolean => {
    const [only] = argument?.parts ?? [];
    return argument?.parts.length === 1 && typeof only === 'object' && only.start === slots[k]?.start;
  };
  const keptAll = slots.every((_, k) => isKept(placed[k], k));
  if (keptAll && placed.length === slots.length) return undefined;
  if (hasComments && !(keptAll && slots.length > 0)) return 'comments';
  const [first, last] = [slots[0], slots.at(-1)];
  if (placed.length === 0) return { inside, parts: [] };
  const gap = (k: number): string => {
    const [before, next] = [slots[k - 1], slots[k]];
    if (before && next) return text.slice(before.end, next.start);
    const [one, two] = slots.slice(-2);
    return one && two && !hasComments ? text.slice(one.end, two.start) : ', ';
  };
  const lead = first === undefined ? '' : text.slice(inside.start, first.start);
  const tail = last === undefined ? '' : text.slice(last.end, inside.end);
  const parts = placed.flatMap((argument, k) => [...(k === 0 ? [] : [gap(k)]), ...argument.parts]);
  return { inside, parts: [lead, ...parts, tail] };
}
