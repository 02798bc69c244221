import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { TextEdit } from '../../model/edit.ts';
import { InternalError } from '../../model/errors.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Program } from '../../parse/javascript/program.ts';
import { scriptBlocks } from '../../parse/javascript/script-blocks.ts';

/**
 * Parses the edited file: a valid program must stay valid. An edit that only names another module inside the same
 * quotes changes no other token.
 * @param programs those of the file, as they were read
 * @throws InternalError for edits that break the file
 */
export function checkPrograms(
  { path, text }: Pick<SourceFile, 'path' | 'text'>,
  textEdits: readonly TextEdit[],
  programs: readonly Program[],
): void {
  const specifiers = new Map(programs.flatMap(({ references }) => references).map((other) => [other.start, other]));
  const isSpecifier = (edit: TextEdit): boolean => {
    const { end, specifier } = specifiers.get(edit.start - 1) ?? {};
    const literal = text.slice(edit.start - 1, edit.end + 1);
    return end === edit.end + 1 && /^(["'])[^"'\\\r\n]*\1$/.test(literal) && literal.slice(1, -1) === specifier;
  };
  if (textEdits.every((edit) => isSpecifier(edit) && /^[^"'*\\\r\n]*$/.test(edit.text))) return;
  const blocks = scriptBlocks(path, applyTextEdits(text, textEdits));
  for (const [k, { errorAt, errorIn }] of programs.entries()) {
    if (errorAt >= 0) continue;
    const block = blocks[k];
    const error = block === undefined ? 'a script of it is gone' : errorIn(block.text);
    if (error !== undefined) throw new InternalError(`the edits would break the file: ${error}`);
  }
}
