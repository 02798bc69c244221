import fc from 'fast-check';
import type { TextEdit } from '../../src/model/edit.ts';

/** A text and sorted edits of it that do not overlap; each changes something. */
export interface TextWithEdits {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

const lines = [
  '',
  'a',
  ' b',
  '\tc ',
  '# é—字',
  'import x',
  '-',
  '+',
  '+++ b/x',
  '--- a/x',
  '@@ -1 +1 @@',
  '\\ No newline at end of file',
];
const endings = ['\n', '\r\n', '\r'];

/** Texts of one line ending, or of several, with and without one at their end. */
const text = fc
  .tuple(fc.array(fc.tuple(fc.constantFrom(...lines), fc.nat(2)), { maxLength: 40 }), fc.nat(3), fc.boolean())
  .map(([parts, style, isComplete]) => {
    const all = parts.map(([line, own]) => line + (endings[style === 3 ? own : style] ?? '')).join('');
    return isComplete ? all : all.replace(/[\r\n]+$/, '');
  });

/** The text that an edit puts in place: parts of lines, and whole ones. */
const replacement = fc.constantFrom('', '', 'x', 'y = 1', 'a\nb', 'z\n', '\n', 'from a import b\r\n', '\r\nw', 'v\r');

export const textWithEdits: fc.Arbitrary<TextWithEdits> = text.chain((before) =>
  fc.array(fc.tuple(fc.nat(before.length), fc.nat(before.length), replacement), { maxLength: 6 }).map((cuts) => {
    const edits: TextEdit[] = [];
    for (const [a, length, by] of cuts.toSorted((x, y) => x[0] - y[0])) {
      const start = Math.max(a, edits.at(-1)?.end ?? 0);
      // Most edits are short; some take whole lines with them.
      const end = Math.min(before.length, start + (length % 7 === 0 ? length : length % 5));
      const isApart = edits.length === 0 || start > (edits.at(-1)?.end ?? 0);
      if (isApart && before.slice(start, end) !== by) edits.push({ start, end, text: by });
    }
    return { text: before, edits };
  }),
);
