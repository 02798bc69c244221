import type { TextEdit } from '../model/edit.ts';
import { InternalError } from '../model/errors.ts';

/** The layout of `lines`: start, end and columns of indentation of each logical line. */
const LINE_LENGTH = 3;
const INDENTATION = 2;

/** What reading a text without a syntax tree gives. */
export interface ReadText {
  readonly text: string;
  /** Three integers for each logical line, as SourceBuffer.outline gives them. */
  readonly lines: Int32Array;
  /** Where brackets or strings do not balance, or -1. */
  readonly errorAt: number;
  /** Of the first `import` that starts no valid statement, or -1. */
  readonly malformedAt: number;
}

/**
 * Hold an edited text to the one that it came from: it must be as readable, every line that no edit touches must still be
 * one, at its indentation, and each block must still have a body.
 * @param edits sorted
 * @throws InternalError for edits that break the file
 */
export function checkEdits(before: ReadText, after: ReadText, edits: readonly TextEdit[]): void {
  // Of a text that could not be read before, nothing can be said after.
  if (before.errorAt >= 0) return;
  if (after.errorAt >= 0) fail('the brackets and strings no longer balance', after.text, after.errorAt);
  if (after.malformedAt >= 0 && before.malformedAt < 0)
    fail('an import is no longer valid', after.text, after.malformedAt);
  const { lines } = before;
  const added: number[] = [];
  const touched = new Set<number>();
  let shift = 0;
  let next = 0;
  let edit = edits[0];
  let there = 0;
  for (let at = 0; at < lines.length; at += LINE_LENGTH) {
    const start = lines[at] ?? 0;
    const indentation = lines[at + INDENTATION] ?? 0;
    // What is inserted where the line starts is a line of its own, before it: one of the block of the line above.
    for (; edit && edit.end <= start; edit = edits[++next]) {
      shift += edit.text.length - (edit.end - edit.start);
      touched.add(lines[at - LINE_LENGTH + INDENTATION] ?? 0);
    }
    if (edit && edit.start < (lines[at + 1] ?? 0)) {
      touched.add(indentation);
      continue;
    }
    for (; (after.lines[there] ?? Infinity) < start + shift; there += LINE_LENGTH) added.push(there);
    if (after.lines[there] !== start + shift || after.lines[there + INDENTATION] !== indentation)
      fail('a line that no edit touches is no longer one', before.text, start);
    there += LINE_LENGTH;
    const opensBlock = (lines[at + LINE_LENGTH + INDENTATION] ?? -1) > indentation;
    if (opensBlock && (after.lines[there + INDENTATION] ?? -1) <= indentation)
      fail('a block has no body', before.text, start);
  }
  if (edit) touched.add(lines.at(-1) ?? 0);
  for (; there < after.lines.length; there += LINE_LENGTH) added.push(there);
  for (const at of added) {
    if (!touched.has(after.lines[at + INDENTATION] ?? 0))
      fail('a line stands at an indentation of its own', after.text, after.lines[at] ?? 0);
  }
}

function fail(what: string, text: string, offset: number): never {
  const line = text.slice(0, offset).split(/\r\n?|\n/).length;
  throw new InternalError(`the edits would break the file: ${what} (line ${line})`);
}
