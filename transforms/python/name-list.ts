import { beforeLineEnding, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { ImportStatement } from '../../src/model/python.ts';

/** The comments that stand by a name: on lines of their own above it, and behind it on its line. */
export interface NameComments {
  readonly above: readonly string[];
  readonly behind: string | undefined;
}

/** A name that is taken out of its statement: the text to delete, and what comments go with it. */
export interface Removal extends NameComments {
  readonly start: number;
  readonly end: number;
}

export const noComments: NameComments = { above: [], behind: undefined };

/** Stands no comment in, above or behind the name, that could go with it? One behind the name before it is not its own. */
export function hasNoComment(text: string, { names, open, close }: ImportStatement, index: number): boolean {
  const name = names[index];
  if (name === undefined) return false;
  const ahead = text.slice(names[index - 1]?.end ?? open, name.start);
  const above = ahead.slice(Math.max(0, ahead.search(/[\r\n]/)));
  return !(above + text.slice(name.start, names[index + 1]?.start ?? close)).includes('#');
}

/** The parts to delete. Names removed in one stretch share one Removal, under the index of the last of them. */
export function removeNames(
  text: string,
  statement: ImportStatement,
  removed: ReadonlySet<number>,
): Map<number, Removal> {
  const removals = new Map<number, Removal>();
  let first: number | undefined;
  for (const k of [...removed].toSorted((a, b) => a - b)) {
    first ??= k;
    if (removed.has(k + 1) && !isBreak(statement, gapAfter(text, statement, k))) continue;
    const removal = ownLines(text, statement, first, k) ?? removeRun(text, statement, first, k, removed);
    removals.set(k, withCommentsInside(removal, text.slice(statement.names[first]?.start, statement.names[k]?.end)));
    first = undefined;
  }
  return removals;
}

/** With the comments that stand before or behind the `as` of a name. */
function withCommentsInside(removal: Removal, names: string): Removal {
  const inside = (names.match(/#[^\r\n]*/g) ?? []).map((comment) => comment.trimEnd());
  const behind = removal.behind ?? inside.pop();
  return { ...removal, above: [...removal.above, ...inside], behind };
}

/** Names first to last, which share a line with others: with the comma behind them, or, at the end, with the one before. */
function removeRun(
  text: string,
  statement: ImportStatement,
  first: number,
  last: number,
  removed: ReadonlySet<number>,
): Removal {
  const start = statement.names[first]?.start ?? 0;
  const end = statement.names[last]?.end ?? 0;
  const next = statement.names[last + 1];
  const previous = removed.has(first - 1) ? undefined : statement.names[first - 1];
  const behind = gapAfter(text, statement, last);
  const before = gapAfter(text, statement, first - 1);
  if (next && !isBreak(statement, behind)) return { ...noComments, start, end: next.start };
  const comma = afterComma(behind);
  const stop = end + (comma ?? 0);
  const comment = startsLine(text, statement, start) ? /^[ \t]*(?:,[ \t]*)?(#[^\r\n]*)/.exec(behind) : null;
  if (previous && comment === null && !before.includes('#') && !text.slice(end, stop).includes('#')) {
    const from = comma === undefined ? previous.end : previous.end + (afterComma(before) ?? 0);
    return { ...noComments, start: from, end: stop };
  }
  // In any other layout, remove the names, their comma, and a comment on the line that they have to themselves.
  const until = Math.max(stop, end + (comment?.[0].length ?? 0));
  const [nearest, ...others] = (text.slice(end, until).match(/#[^\r\n]*/g) ?? []).map((line) => line.trimEnd());
  return { above: others, behind: nearest, start, end: until };
}

/** Does a line end in the gap, so that names before and behind it are not neighbours on one line? A continued line goes on. */
function isBreak({ open }: ImportStatement, gap: string): boolean {
  return open >= 0 ? /[#\n\r]/.test(gap) : gap.includes('#');
}

/** Is nothing before the offset on its line but blanks, or the opening parenthesis of the statement? */
function startsLine(text: string, statement: ImportStatement, offset: number): boolean {
  const from = Math.max(lineStartAt(text, offset), statement.open + 1);
  return text.slice(from, offset).trim() === '';
}

/** How far behind the start of a gap its comma ends; undefined when it has none. Commas in comments are not it. */
export function afterComma(gap: string): number | undefined {
  return /^(?:[^#,]|#[^\r\n]*(?![^\r\n]))*,/.exec(gap)?.[0].length;
}

/** The lines of names that share them with no other, with the comments directly above; undefined where they share them. */
function ownLines(text: string, statement: ImportStatement, first: number, last: number): Removal | undefined {
  const { names, open } = statement;
  const start = names[first]?.start ?? 0;
  if (open < 0) return undefined;
  const gapStart = names[first - 1]?.end ?? open + 1;
  let from = lineStartAt(text, start);
  if (from <= gapStart || text.slice(from, start).trim() !== '') return undefined;
  const gap = gapAfter(text, statement, last);
  const hasComma = afterComma(gap) !== undefined;
  const ending = hasComma ? /^[ \t]*,[ \t]*(#[^\r\n]*)?(?:\r\n?|\n)/ : /^[ \t]*(#[^\r\n]*)?(?:\r\n?|\n)/;
  const behind = ending.exec(gap);
  if (!behind) return undefined;
  const above: string[] = [];
  const lineBefore = (): number => lineStartAt(text, beforeLineEnding(text, from));
  for (let line = lineBefore(); line > gapStart; line = lineBefore()) {
    const comment = text.slice(line, from).trim();
    if (!comment.startsWith('#')) break;
    above.unshift(comment);
    from = line;
  }
  return { above, behind: behind[1]?.trimEnd(), start: from, end: (names[last]?.end ?? 0) + behind[0].length };
}

/** The text between a name and the next one, or the end of the names. */
export function gapAfter(text: string, { names, close, end }: ImportStatement, k: number): string {
  return k < 0 ? '' : text.slice(names[k]?.end ?? 0, names[k + 1]?.start ?? (close >= 0 ? close : end));
}
