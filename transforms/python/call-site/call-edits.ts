import type { TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import { textAfter } from '../text-after.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import { withRebuilt } from '../../../src/edit/rebuilt-arguments.ts';

/** A call that is rewritten, wherever its name comes from. */
export interface RewrittenCall {
  /** The call, with its `await`. */
  readonly range: Range;
  readonly textEdits: readonly TextEdit[];
  /** The edits behind the arguments, or behind the call. */
  readonly closing: readonly TextEdit[];
  /** The arguments, where they change places. */
  readonly rebuilt?: RebuiltArguments | undefined;
}

/** The edits of all calls of a file. At one place, those of the outer call come first, and last where the calls end. */
export function callEdits(calls: readonly RewrittenCall[]): TextEdit[] {
  const outerFirst = calls.toSorted((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  return [
    ...outerFirst.flatMap(({ textEdits }) => textEdits),
    ...outerFirst.toReversed().flatMap(({ closing }) => closing),
  ];
}

/** The call after its own edits alone, for reports. */
export function callAfter(text: string, { range, textEdits, closing, rebuilt }: RewrittenCall): string {
  const edits = withRebuilt(text, [...textEdits, ...closing], rebuilt === undefined ? [] : [rebuilt]);
  return textAfter(text, range, edits);
}
