import { applyTextEdits, sortTextEdits } from '../../src/edit/apply-text-edits.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';

/** A stretch of the text and what was added behind it, after the edits. */
export function textAfter(text: string, { start, end }: Range, textEdits: readonly TextEdit[]): string {
  const from = textEdits.reduce((first, edit) => Math.min(first, edit.start), start);
  const to = textEdits.reduce((last, edit) => Math.max(last, edit.end), end);
  const shifted = sortTextEdits(textEdits).map((edit) => ({
    start: edit.start - from,
    end: edit.end - from,
    text: edit.text,
  }));
  return applyTextEdits(text.slice(from, to), shifted).trim();
}
