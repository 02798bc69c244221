import type { TextEdit } from '../model/edit.ts';
import type { Part } from './carrier.ts';
import { sectionAt } from './splice.ts';

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
    const first = firstOf(text, statement);
    if (first >= start || sectionAt(sections, first) === sectionAt(sections, start)) return edit;
    const last = first + statement.length;
    const below = last + (/^\r?\n/.exec(text.slice(last))?.[0].length ?? 0);
    let [kept, at] = ['', first];
    for (const other of edits) {
      // An insertion in front of a statement belongs to the one above it.
      const isInserted = other.start === other.end;
      if (isInserted ? other.start <= first || other.start > below : other.start < first || other.end > last) continue;
      const upTo = Math.min(other.start, last);
      kept += text.slice(at, upTo);
      kept += other.start > last ? `${text.slice(last, below)}${other.text.trimEnd()}` : other.text;
      at = Math.min(other.end, last);
    }
    kept += text.slice(at, last);
    return kept.trim() === '' ? edit : { start, end, text: removed.replace(statement, () => kept) };
  });
}

/** Where a statement first stands as whole lines. */
function firstOf(text: string, statement: string): number {
  let at = text.indexOf(statement);
  const isWhole = (): boolean =>
    /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, at - 80), at)) &&
    /^[ \t]*(?:$|[\r\n])/.test(text.slice(at + statement.length, at + statement.length + 80));
  while (at >= 0 && !isWhole()) at = text.indexOf(statement, at + 1);
  return at < 0 ? Infinity : at;
}
