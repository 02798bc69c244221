import { applyTextEdits, sortTextEdits } from './apply-text-edits.ts';
import type { TextEdit } from '../model/edit.ts';
import type { Range } from '../model/range.ts';

/** Arguments that change places: texts, and stretches of the file, in their new order. */
export interface RebuiltArguments {
  /** The range that they replace. */
  readonly inside: Range;
  readonly parts: readonly (string | Range)[];
}

/** The edits of a file with those of arguments that change places, which take along all edits inside of them. */
export function withRebuilt(
  text: string,
  edits: readonly TextEdit[],
  rebuilt: readonly RebuiltArguments[],
): TextEdit[] {
  const innerFirst = rebuilt.toSorted((a, b) => a.inside.end - a.inside.start - (b.inside.end - b.inside.start));
  return innerFirst.reduce<TextEdit[]>(
    (left, { inside, parts }) => {
      const isIn = ({ start, end }: Range): boolean => start >= inside.start && end <= inside.end;
      const written = parts.map((part) => (typeof part === 'string' ? part : edited(text, part, left.filter(isIn))));
      return [...left.filter((edit) => !isIn(edit)), { ...inside, text: written.join('') }];
    },
    [...edits],
  );
}

function edited(text: string, { start, end }: Range, edits: readonly TextEdit[]): string {
  const own = edits.filter((edit) => edit.start >= start && edit.end <= end);
  const shifted = own.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
  return applyTextEdits(text.slice(start, end), sortTextEdits(shifted));
}
