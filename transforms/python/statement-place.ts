import { afterLineEnding, lineEndAt, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';

/** Comments that a tool reads: they speak for the statement, so every part of a split statement carries them. */
const pragma = /^#\s*(?:noqa|type:|pylint:|pyright:|mypy:|ruff:|flake8[:-]|isort:|pragma:|nosec|fmt:|yapf:|pyre-)/i;

export function isPragma(comment: string): boolean {
  return pragma.test(comment);
}

/** Does the statement have its logical line to itself, comments aside? */
export function isAlone(text: string, lines: LogicalLines, statement: Range): boolean {
  const line = lines.range(lines.at(statement.start));
  return line.start === statement.start && /^[ \t\f]*(?:#.*)?$/s.test(text.slice(statement.end, line.end));
}

/** The comment behind the statement on its line, or undefined. */
export function commentBehind(text: string, statement: Range): string | undefined {
  return /^[ \t\f]*(#[^\r\n]*)/.exec(text.slice(statement.end, lineEndAt(text, statement.end)))?.[1]?.trimEnd();
}

/** The whole line of a statement that is alone on it. */
export function removeStatement(text: string, lines: LogicalLines, statement: Range): TextEdit[] {
  const { end } = lines.range(lines.at(statement.start));
  return [{ start: lineStartAt(text, statement.start), end: afterLineEnding(text, end), text: '' }];
}

/** The blanks that the line of the offset starts with. */
export function lineIndentation(text: string, offset: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStartAt(text, offset), offset))?.[0] ?? '';
}
