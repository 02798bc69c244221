import type { TextEdit } from '../model/edit.ts';
import { InternalError } from '../model/errors.ts';

/**
 * The text after the edits, whose ranges all refer to the original text. Of two edits at one place, an insertion comes
 * first.
 * @param edits sorted, as sortTextEdits returns them
 * @throws InternalError when two edits overlap or one lies outside the text
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    if (start < at || end < start || end > text.length) {
      throw new InternalError(
        `an edit of [${start}, ${end}) overlaps another one that ends at ${at}, in a text of ${text.length}`,
      );
    }
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** Sorts by place in the text; at one place, insertions come before replacements. */
export function sortTextEdits(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
