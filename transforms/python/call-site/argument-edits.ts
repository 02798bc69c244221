import { lineStartAt } from '../../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import { afterComma } from '../name-list.ts';
import type { ArgumentList, CallArgument } from './call-arguments.ts';
import type { NewArgument } from './new-argument.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';

/** Edits to the arguments of a call. Those of a call inside of it come between the two. */
export interface ArgumentEdits {
  readonly textEdits: readonly TextEdit[];
  /** At the end of the last argument. */
  readonly closing: readonly TextEdit[];
}

/** The edits that leave each argument where it stands: keywords come and go, some arguments go, others are added at the end. */
export function inPlace(
  text: string,
  list: ArgumentList,
  placed: readonly NewArgument[],
  gone: readonly CallArgument[],
): ArgumentEdits {
  const textEdits = placed.flatMap(({ keyword, given }) => (given === undefined ? [] : withKeyword(given, keyword)));
  textEdits.push(...removals(text, list, new Set(gone)));
  const added = placed.filter(({ given }) => given === undefined).map(written);
  if (added.length === 0) return { textEdits, closing: [] };
  const last = list.arguments.findLast((argument) => !gone.includes(argument));
  const at = last?.end ?? list.inside.start;
  return { textEdits, closing: [{ start: at, end: at, text: `${last === undefined ? '' : ', '}${added.join(', ')}` }] };
}

/** All arguments anew, one behind the other; undefined where comments stand among them. */
export function inNewOrder(
  text: string,
  { inside }: ArgumentList,
  placed: readonly NewArgument[],
): RebuiltArguments | undefined {
  if (text.slice(inside.start, inside.end).includes('#')) return undefined;
  const parts = placed.flatMap((argument, k) => [...(k === 0 ? [] : [', ']), ...partsOf(argument)]);
  return { inside, parts };
}

function partsOf({ keyword, given, text }: NewArgument): (string | Range)[] {
  const head = keyword === undefined ? [] : [`${keyword}=`];
  if (given === undefined) return [...head, text];
  const value = { start: given.head.end, end: given.end };
  return keyword !== undefined && given.needsParentheses ? [...head, '(', value, ')'] : [...head, value];
}

/** An argument that the call does not give. */
function written({ keyword, text }: NewArgument): string {
  return keyword === undefined ? text : `${keyword}=${text}`;
}

function withKeyword(given: CallArgument, keyword: string | undefined): TextEdit[] {
  const { head, end, keyword: own, needsParentheses } = given;
  if (own === keyword) return [];
  if (keyword === undefined) return [{ ...head, text: '' }];
  if (own !== undefined) return [{ start: head.start, end: head.start + own.length, text: keyword }];
  const [open, close] = needsParentheses ? ['(', ')'] : ['', ''];
  const added = { start: head.start, end: head.start, text: `${keyword}=${open}` };
  return close === '' ? [added] : [added, { start: end, end, text: close }];
}

/** Arguments go with their commas; comments among them stay. */
function removals(text: string, { arguments: all, inside }: ArgumentList, gone: ReadonlySet<CallArgument>): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let k = 0; k < all.length; k++) {
    const first = all[k];
    if (first === undefined || !gone.has(first)) continue;
    let last = k;
    while (gone.has(all[last + 1] ?? first) && last + 1 < all.length) last++;
    edits.push(...removal(text, { all, inside }, k, last));
    k = last;
  }
  return edits;
}

function removal(
  text: string,
  { all, inside }: { readonly all: readonly CallArgument[]; readonly inside: ArgumentList['inside'] },
  first: number,
  last: number,
): TextEdit[] {
  const [before, next] = [all[first - 1], all[last + 1]];
  const isAll = next === undefined && before === undefined;
  const own = all[first]?.start ?? 0;
  const isEmptied = isAll && !text.slice(inside.start, inside.end).includes('#');
  const start = isEmptied ? inside.start : next !== undefined || before === undefined ? own : before.end;
  const lastEnd = all[last]?.end ?? 0;
  const end = next !== undefined ? next.start : before === undefined ? inside.end : lastEnd;
  if (!text.slice(start, end).includes('#')) return [{ start, end, text: '' }];
  return all.slice(first, last + 1).map((argument, k) => {
    const follower = all[first + k + 1];
    const gap = text.slice(argument.end, follower?.start ?? inside.end);
    return ownLine(text, argument.start, argument.end + (afterComma(gap) ?? 0));
  });
}

/** With the line, where nothing else stands on it. */
function ownLine(text: string, start: number, end: number): TextEdit {
  const from = lineStartAt(text, start);
  const behind = /^[ \t]*(?:\r\n?|\n)/.exec(text.slice(end));
  const isAlone = text.slice(from, start).trim() === '' && behind !== null;
  if (text.slice(from, start).trim() === '' && !isAlone)
    return { start, end: end + (/^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0), text: '' };
  return isAlone ? { start: from, end: end + behind[0].length, text: '' } : { start, end, text: '' };
}
