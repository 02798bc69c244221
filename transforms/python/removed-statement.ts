import { lineEndAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import { isAlone, isPragma, lineIndentation, removeStatement } from './statement-place.ts';

/**
 * Removes a statement, with the pragmas that belong to it. Other comments of it stay.
 * @param isNeeded nothing else stands in its block, so that `pass` takes its place
 */
export function removal(
  { text, lineEnding }: SourceFile,
  lines: LogicalLines,
  statement: Range,
  isNeeded: boolean,
): TextEdit {
  const { start, end } = statement;
  if (!isAlone(text, lines, statement)) return fromSharedLine(text, lines, statement);
  const lineEnd = lineEndAt(text, end);
  const comments = (text.slice(start, lineEnd).match(/#[^\r\n]*/g) ?? []).map((comment) => comment.trimEnd());
  const left = [...comments.filter((comment) => !isPragma(comment)), ...(isNeeded ? ['pass'] : [])];
  const [whole] = removeStatement(text, lines, statement);
  if (left.length === 0 && whole) return whole;
  return { start, end: lineEnd, text: left.join(lineEnding + lineIndentation(text, start)) };
}

/** With the semicolon before it, or else behind it; `pass` where no other statement shares the line. */
function fromSharedLine(text: string, lines: LogicalLines, { start, end }: Range): TextEdit {
  const line = lines.range(lines.at(start));
  const [before = ''] = /;[ \t]*$/.exec(text.slice(line.start, start)) ?? [];
  if (before !== '') return { start: start - before.length, end, text: '' };
  const [behind = ''] = /^[ \t]*;[ \t]*(?=[^\s#])/.exec(text.slice(end, line.end)) ?? [];
  return behind === '' ? { start, end, text: 'pass' } : { start, end: end + behind.length, text: '' };
}
