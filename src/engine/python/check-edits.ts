import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { TextEdit } from '../../model/edit.ts';
import { InternalError } from '../../model/errors.ts';
import { isValid } from '../../parse/python/syntax/parse.ts';

/** The layout of `lines`: start, end and columns of indentation of each logical line. */
const LINE_LENGTH = 3;
const INDENTATION = 2;

const importStatement = /^(?:from|import|lazy)\b/;
const LONGEST_WORD = 'import '.length;

/** The result of reading a text without a syntax tree. */
export interface ReadText {
  readonly text: string;
  /** Three integers for each logical line, as SourceBuffer.outline gives them. */
  readonly lines: Int32Array;
  /** Where brackets or strings do not balance, or -1. */
  readonly errorAt: number;
  /** The offset of the first `import` that starts no valid statement, or -1. */
  readonly malformedAt: number;
}

/** A text, or a part of it, before and after the edits. */
export interface EditedText {
  readonly before: ReadText;
  readonly after: ReadText;
}

/**
 * Checks an edited text against the original: it must be as readable, every line without an edit must still be a line
 * at its indentation, and each block must still have a body. Only the lines with edits and one more on either side are
 * read again: a logical line starts outside strings and brackets, so it reads as it does in the file.
 * @param edits sorted
 * @param read reads a text as `before` was read
 * @returns the text that was read again; undefined for a text that could not be read before: nothing can be said about
 * it then
 * @throws InternalError for edits that break the file
 */
export function checkEdits(
  before: ReadText,
  edits: readonly TextEdit[],
  read: (text: string) => ReadText,
): EditedText | undefined {
  if (before.errorAt >= 0) return undefined;
  const part = excerpt(before, edits);
  const partAfter = read(applyTextEdits(part.before.text, part.edits));
  if (findBreak(part.before, partAfter, part.edits) === undefined) return { before: part.before, after: partAfter };
  // The whole file has the last word: it may start its lines otherwise, and it knows their numbers.
  const after = read(applyTextEdits(before.text, edits));
  const found = findBreak(before, after, edits);
  if (found === undefined) return { before, after };
  const line = found.text.slice(0, found.offset).split(/\r\n?|\n/).length;
  throw new InternalError(`the edits would break the file: ${found.what} (line ${line})`);
}

/**
 * Is each edited logical line valid, with an added block if it opens one? A line that needs the one before it, such as
 * `else:`, is not valid by itself.
 */
export function areLinesValid({ before, after }: EditedText): boolean {
  const known = new Set(statementsOf(before));
  // The scanner has read every import in code: one that it does not complain of is valid.
  const isImport = (statement: string): boolean =>
    after.malformedAt < 0 && /^(?:from|import)\b[^;#"']*$/.test(statement) && /(?:^|\W)import\b/.test(statement);
  return statementsOf(after).every((statement) => known.has(statement) || isImport(statement) || isValid(statement));
}

/** Each logical line; one that opens a block with `pass` for that. */
function statementsOf({ text, lines }: ReadText): string[] {
  const statements: string[] = [];
  for (let at = 0; at < lines.length; at += LINE_LENGTH) {
    const opensBlock = (lines[at + LINE_LENGTH + INDENTATION] ?? 0) > (lines[at + INDENTATION] ?? 0);
    statements.push(text.slice(lines[at], lines[at + 1]) + (opensBlock ? '\n pass' : ''));
  }
  return statements;
}

/** A fault that the edits cause, and its offset in a text. */
interface Break {
  readonly what: string;
  readonly text: string;
  readonly offset: number;
}

function findBreak(before: ReadText, after: ReadText, edits: readonly TextEdit[]): Break | undefined {
  if (after.errorAt >= 0)
    return { what: 'the brackets and strings no longer balance', text: after.text, offset: after.errorAt };
  if (after.malformedAt >= 0 && before.malformedAt < 0)
    return { what: 'an import is no longer valid', text: after.text, offset: after.malformedAt };
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
    // Text that is inserted at the start of a line is a line of its own, before it: one of the block of the line above.
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
      return { what: 'a line that no edit touches is no longer one', text: before.text, offset: start };
    there += LINE_LENGTH;
    const isDeeper = (lines[at + LINE_LENGTH + INDENTATION] ?? -1) > indentation;
    // Below an import, deeper lines are a mistake that was there.
    const opensBlock = isDeeper && !importStatement.test(before.text.slice(start, start + LONGEST_WORD));
    if (opensBlock && (after.lines[there + INDENTATION] ?? -1) <= indentation)
      return { what: 'a block has no body', text: before.text, offset: start };
  }
  if (edit) touched.add(lines.at(-1) ?? 0);
  for (; there < after.lines.length; there += LINE_LENGTH) added.push(there);
  for (const at of added) {
    if (!touched.has(after.lines[at + INDENTATION] ?? 0))
      return { what: 'a line stands at an indentation of its own', text: after.text, offset: after.lines[at] ?? 0 };
  }
}

/** The lines with edits and one more on either side, as a text of their own. */
function excerpt(
  { text, lines, malformedAt }: ReadText,
  edits: readonly TextEdit[],
): { readonly before: ReadText; readonly edits: readonly TextEdit[] } {
  const count = lines.length / LINE_LENGTH;
  const part: number[] = [];
  const moved: TextEdit[] = [];
  let excerpted = '';
  let next = 0;
  for (let edit = edits[next]; edit; edit = edits[next]) {
    const from = Math.max(0, firstFrom(lines, edit.start + 1) - 2);
    const start = from === 0 ? 0 : startOfLine(text, lines[from * LINE_LENGTH] ?? 0);
    const shift = excerpted.length - start;
    let to = from;
    for (; edit && firstFrom(lines, edit.start + 1) - 2 <= to; edit = edits[++next]) {
      moved.push({ start: edit.start + shift, end: edit.end + shift, text: edit.text });
      to = Math.min(count, firstFrom(lines, edit.end) + 2);
    }
    for (let at = from * LINE_LENGTH; at < to * LINE_LENGTH; at += LINE_LENGTH)
      part.push((lines[at] ?? 0) + shift, (lines[at + 1] ?? 0) + shift, lines[at + INDENTATION] ?? 0);
    excerpted += text.slice(start, to === count ? text.length : startOfLine(text, lines[to * LINE_LENGTH] ?? 0));
  }
  return { before: { text: excerpted, lines: Int32Array.from(part), errorAt: -1, malformedAt }, edits: moved };
}

/** The first logical line that starts at the offset or behind it. */
function firstFrom(lines: Int32Array, offset: number): number {
  let low = 0;
  let high = lines.length / LINE_LENGTH;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle * LINE_LENGTH] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the physical line of the offset starts. */
function startOfLine(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
