import type { TextEdit } from '../model/edit.ts';
import type { Part } from './carrier.ts';

/**
 * The edits of a program of several blocks, in which no block loses an import because an earlier one has the same: it gets what the
 * earlier one gets.
 * @param edits sorted
 */
export function withKeptImports({ text, sections }: Part, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (sections.length < 2) return edits;
  return edits.map((edit) => {
    const { start, end } = edit;
    const removed = text.slice(start, end);
    const statement = removed.trim();
    if (edit.text.trim() !== '' || !/^(?:from|import)\b/.test(statement)) return edit;
    const first = text.indexOf(statement);
    if (first < 0 || first >= start) return edit;
    let [kept, at] = ['', first];
    for (const other of edits) {
      if (other.start < first || other.end > first + statement.length) continue;
      kept += text.slice(at, other.start) + other.text;
      at = other.end;
    }
    kept += text.slice(at, first + statement.length);
    return kept.trim() === '' ? edit : { start, end, text: removed.replace(statement, () => kept) };
  });
}
