import type { TextEdit } from '../model/edit.ts';
import { InternalError } from '../model/errors.ts';
import type { Range } from '../model/range.ts';
import type { Part, Piece, Section } from './carrier.ts';

/** The edits of a part as edits of its file. Nothing between them changes. */
export function splice(part: Part, edits: readonly TextEdit[]): TextEdit[] {
  return edits.map((edit) => {
    const { start, end, text } = withoutSharedEnd(edit, part.text);
    const { write } = sectionAt(part.sections, start) ?? { write: (plain: string) => plain };
    const at = fileRange(part, { start, end });
    if (at === undefined) throw new InternalError('an edit stands in a part that has no place in its file');
    return { ...at, text: write(text) };
  });
}

/** Where a stretch of a part stands in the file; undefined when no piece of it does. */
export function fileRange({ pieces, sections, text }: Part, { start, end }: Range): Range | undefined {
  const from = startInFile(pieces, sections, start);
  if (from === undefined || end === start) return from === undefined ? undefined : { start: from, end: from };
  const last = pieces.findLast((piece) => piece.start < end);
  if (last === undefined) return { start: from, end: from };
  // A line that goes takes along what the file writes before the next one.
  const next = pieces[pieces.indexOf(last) + 1];
  const isWholeLine = last.end <= end && text.slice(start, end).endsWith('\n') && next !== undefined;
  const isGoingOn = isWholeLine && sectionAt(sections, start) === sectionAt(sections, next.start);
  return { start: from, end: Math.max(from, isGoingOn ? next.at.start : placeIn(last, Math.min(end, last.end))) };
}

/** The section that holds the offset. */
export function sectionAt(sections: readonly Section[], offset: number): Section | undefined {
  return sections.findLast(({ start }) => start <= offset);
}

/** An insertion at the end of a section stays in it. */
function startInFile(pieces: readonly Piece[], sections: readonly Section[], offset: number): number | undefined {
  const before = pieces.findLast(({ start }) => start <= offset);
  if (before !== undefined && offset < before.end) return placeIn(before, offset);
  const next = pieces.find(({ start }) => start >= offset);
  const isNear = next !== undefined && sectionAt(sections, next.start) === sectionAt(sections, offset);
  if (isNear) return next.at.start;
  return before?.at.end ?? next?.at.start;
}

function placeIn({ start, end, at }: Piece, offset: number): number {
  const isEscape = at.end - at.start !== end - start;
  if (isEscape) return offset <= start ? at.start : at.end;
  return at.start + offset - start;
}

/**
 * An edit of a line leaves its end alone, and a new line goes to the end of the one before it: the file may write the ends,
 * and what stands before a line, in its own way.
 */
function withoutSharedEnd(edit: TextEdit, original: string): TextEdit {
  const { start, end, text } = edit;
  const ending = /\r?\n$/.exec(text)?.[0];
  if (ending === undefined) return edit;
  if (original.slice(start, end).endsWith(ending))
    return { start, end: end - ending.length, text: text.slice(0, -ending.length) };
  const before = start - ending.length;
  if (start < end || original.slice(before, start) !== ending) return edit;
  return { start: before, end: before, text: ending + text.slice(0, -ending.length) };
}
