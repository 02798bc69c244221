import { fileRange, sectionAt, splice } from '../../carriers/splice.ts';
import type { Part } from '../../carriers/carrier.ts';
import { withKeptImports } from '../../carriers/kept-imports.ts';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Edit, Refusal, Span, TextEdit } from '../../model/edit.ts';
import type { Outcome } from '../../model/outcome.ts';
import { LineIndex } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import { namedInText } from '../../resolve/python/named-in-text.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';

/** The report on a part, with places in its file. */
export interface CarriedReport {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly textEdits: readonly TextEdit[];
  /** The text of the part after them. */
  readonly after: string;
}

/** Translates places in the parts of one file into places in the file. */
export class CarriedPlaces {
  readonly #index: LineIndex;

  constructor(text: string) {
    this.#index = new LineIndex(text);
  }

  /** The Outcome of a part that was edited by itself. */
  report(part: Part, outcome: Outcome): CarriedReport {
    const starts = lineStarts(part.text);
    const textEdits = outcome.status === 'changed' ? withKeptImports(part, outcome.textEdits) : [];
    const moved = <T extends Span>(found: T): T => {
      const start = (starts[found.line - 1] ?? 0) + found.column - 1;
      const end = (starts[found.endLine - 1] ?? 0) + found.endColumn - 1;
      return { ...found, ...this.#at(part, { start, end }) };
    };
    return {
      edits: outcome.edits.map((edit) => unquoted(part, moved(edit))),
      refused: outcome.refused.map(moved),
      diagnostics: outcome.diagnostics.map(moved),
      textEdits: splice(part, textEdits),
      after: applyTextEdits(part.text, textEdits),
    };
  }

  /** The legacy paths that a text names, which nobody edits. */
  mentions(part: Part, map: PythonMap): CarriedReport {
    const named = namedInText(part.text, map).map(({ from, ...range }) => ({ from, ...this.#at(part, range) }));
    const { unread } = part;
    return {
      edits: [],
      textEdits: [],
      after: part.text,
      refused:
        unread === undefined
          ? []
          : named.map((place) => ({ ...place, transform, reason: 'unknown-language', message: unread })),
      diagnostics:
        unread === undefined
          ? named.map(({ from, ...place }) => ({
              ...place,
              ruleId: 'python/text-mention',
              severity: 'note',
              message: `the text names ${from}; text is not edited`,
            }))
          : [],
    };
  }

  #at(part: Part, range: Range): Span & { readonly place?: string } {
    const { start, end } = fileRange(part, range) ?? { start: 0, end: 0 };
    const [from, to] = [this.#index.position(start), this.#index.position(end)];
    const span = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    const section = sectionAt(part.sections, range.start);
    if (section === undefined || section.place === '') return span;
    const line = part.text.slice(section.start, range.start).split('\n').length;
    return { ...span, place: section.hasLines ? `${section.place}, line ${line}` : section.place };
  }
}

const transform = 'python/from-import';

/** A value is shown without the quotes of the program that it was put into. */
function unquoted({ kind }: Part, edit: Edit): Edit {
  if (kind !== 'paths') return edit;
  return { ...edit, before: edit.before.replace(/^"|"$/g, ''), after: edit.after.replace(/^"|"$/g, '') };
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ index, 0: ending }) => index + ending.length)];
}
