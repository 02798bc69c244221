import type { TextEdit } from '../model/edit.ts';
import type { SourceFile } from '../model/source-file.ts';
import { loadDiff } from './load-diff.ts';
import { hunksOf } from './unified-diff.ts';

/**
 * The edits of one file as `git diff` writes them.
 * @param textEdits sorted
 * @returns text, to be written in the encoding of the file
 */
export function filePatch(
  { path, text, hasByteOrderMark }: Pick<SourceFile, 'path' | 'text' | 'hasByteOrderMark'>,
  textEdits: readonly TextEdit[],
): string {
  const { formatPatch } = loadDiff();
  const bom = hasByteOrderMark ? '\ufeff' : '';
  const shifted = textEdits.map((edit) => ({ ...edit, start: edit.start + bom.length, end: edit.end + bom.length }));
  return formatPatch({
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(bom + text, shifted),
    isGit: true,
  });
}
