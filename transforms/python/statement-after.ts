import { applyTextEdits, sortTextEdits } from '../../src/edit/apply-text-edits.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { ImportStatement } from '../../src/model/python.ts';

/** The statement and what was added behind it, after the edits. */
export function statementAfter(text: string, { start, end }: ImportStatement, textEdits: readonly TextEdit[]): string {
  const from = Math.min(start, ...textEdits.map((edit) => edit.start));
  const to = Math.max(end, ...textEdits.map((edit) => edit.end));
  const shifted = sortTextEdits(textEdits).map((edit) => ({
    start: edit.start - from,
    end: edit.end - from,
    text: edit.text,
  }));
  return applyTextEdits(text.slice(from, to), shifted).trim();
}
