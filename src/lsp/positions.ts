import type { Position, Range, TextEdit as LspTextEdit } from 'vscode-languageserver';
import type { Span, TextEdit } from '../model/edit.ts';
import { LineIndex } from '../model/range.ts';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * The places of a text as the protocol counts them: from 0, in UTF-16 code units. Editors keep the byte order mark of a file out of its
 * text, or do not; offsets and columns of ours never count it.
 */
export class LspText {
  readonly #lines: LineIndex;
  readonly #shift: number;

  /** @param text as the editor, or the file, has it */
  constructor(text: string) {
    this.#shift = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    this.#lines = new LineIndex(text.slice(this.#shift));
  }

  position(offset: number): Position {
    return this.#at(this.#lines.position(offset));
  }

  rangeOf({ line, column, endLine, endColumn }: Span): Range {
    return { start: this.#at({ line, column }), end: this.#at({ line: endLine, column: endColumn }) };
  }

  edits(textEdits: readonly TextEdit[]): LspTextEdit[] {
    return textEdits.map(({ start, end, text }) => ({
      range: { start: this.position(start), end: this.position(end) },
      newText: text,
    }));
  }

  #at({ line, column }: { readonly line: number; readonly column: number }): Position {
    return { line: line - 1, character: column - 1 + (line === 1 ? this.#shift : 0) };
  }
}

/** Do two ranges have a place in common? */
export function touch(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
