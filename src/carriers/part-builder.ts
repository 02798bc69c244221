import type { Range } from '../model/range.ts';
import type { Part, Piece, Section } from './carrier.ts';

/**
 * Stands between blocks of code that are one program. Anything may run between them: so none of them loses an import that
 * another one has, too.
 */
export const BETWEEN_BLOCKS = '\n0  # import *\n';

/** Puts a part together, stretch by stretch. */
export class PartBuilder {
  readonly #pieces: Piece[] = [];
  readonly #sections: Section[] = [];
  #text = '';

  get length(): number {
    return this.#text.length;
  }

  /** Text that stands in the file, as it is or escaped. */
  add(text: string, at: Range): void {
    if (text === '') return;
    const last = this.#pieces.at(-1);
    const start = this.#text.length;
    this.#text += text;
    const isPlain = at.end - at.start === text.length;
    if (
      last &&
      isPlain &&
      last.end === start &&
      last.at.end === at.start &&
      last.at.end - last.at.start === last.end - last.start
    )
      this.#pieces[this.#pieces.length - 1] = {
        start: last.start,
        end: this.#text.length,
        at: { start: last.at.start, end: at.end },
      };
    else this.#pieces.push({ start, end: this.#text.length, at });
  }

  /** Text that the file does not hold. */
  fill(text: string): void {
    this.#text += text;
  }

  /** Everything from here on belongs to the section. */
  section(section: Omit<Section, 'start' | 'end'>): void {
    const start = this.#text.length;
    const last = this.#sections.at(-1);
    if (last) this.#sections[this.#sections.length - 1] = { ...last, end: start };
    this.#sections.push({ ...section, start, end: start });
  }

  build(kind: Part['kind'], others: Pick<Part, 'doubt' | 'unread' | 'hidesUses'> = {}): Part {
    const last = this.#sections.at(-1);
    const sections = last ? [...this.#sections.slice(0, -1), { ...last, end: this.#text.length }] : [];
    return { kind, text: this.#text, pieces: this.#pieces, sections, ...others };
  }
}
