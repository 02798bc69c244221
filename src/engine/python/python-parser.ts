import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { TextEdit } from '../../model/edit.ts';
import { InternalError } from '../../model/errors.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { importStatements } from '../../parse/python/import-statements.ts';
import { LogicalLines } from '../../parse/python/logical-lines.ts';
import { relevantCode } from '../../parse/python/relevant-code.ts';
import type { RelevantCode } from '../../parse/python/relevant-code.ts';
import { isValid, parseModule } from '../../parse/python/syntax/parse.ts';
import { readTokens } from '../../parse/python/tokens.ts';
import { areLinesValid, checkEdits } from './check-edits.ts';
import type { EditedText, ReadText } from './check-edits.ts';
import type { PythonParser, PythonPart } from './python-part.ts';

/** Reads parts of texts in the buffer, whatever stands in it. */
export function pythonParser(buffer: SourceBuffer): PythonParser {
  return {
    allStatements: (text) => {
      buffer.setText(text);
      return importStatements(buffer.scanImports().records, text);
    },
    tokens: (text, range) => {
      const part = text.slice(range.start, range.end);
      buffer.setText(part);
      const bytes = { start: 0, end: buffer.bytes.length };
      return readTokens(buffer, bytes, (start, end) => part.slice(start, end), range.start);
    },
    tree: ({ source: { text }, errorAt }, lines, names) => {
      const code = codeFor({ text, errorAt }, lines, names);
      return parseModule(code?.text ?? text, code?.ranges);
    },
  };
}

/**
 * Reads the edited file: a valid file must stay valid.
 * @returns what was read of it, before and after; undefined where it cannot be read
 * @throws InternalError for edits that break it
 */
export function checkPart(
  { text, source, validScopes }: PythonPart,
  textEdits: readonly TextEdit[],
  read: (text: string) => ReadText,
): EditedText | undefined {
  const { lines, errorAt, malformedAt } = text;
  const edited = checkEdits({ text: source.text, lines, errorAt, malformedAt }, textEdits, read);
  const valid = validScopes();
  if (valid.length === 0 || (edited && areLinesValid(edited))) return edited;
  const after = read(applyTextEdits(source.text, textEdits));
  for (const names of valid) {
    const code = codeFor(after, new LogicalLines(after.lines, after.text), names);
    if (!isValid(code?.text ?? after.text, code?.ranges))
      throw new InternalError('the edits would break the file: the parser finds an error that was not there');
  }
  return edited;
}

/** The code to read to follow the names; undefined for all of it. */
function codeFor(
  { text, errorAt }: Pick<ReadText, 'text' | 'errorAt'>,
  lines: LogicalLines,
  names: readonly string[] | undefined,
): RelevantCode | undefined {
  return names === undefined || errorAt >= 0 ? undefined : relevantCode(text, lines, names);
}
