import type { Range } from '../model/range.ts';
import type { Part } from './carrier.ts';
import type { CodeBlock } from './code-blocks.ts';
import { documentParts } from './document.ts';
import { linesOf } from './lines.ts';
import { rstBlocks } from './rst.ts';

const opening = /^[rRuU]?("""|'''|["'])/;

/** A string that is a statement of its own, and what stands between its quotes. */
export interface Docstring {
  readonly whole: Range;
  readonly content: Range;
}

/**
 * The strings of a module that are statements: documentation of what stands before them.
 * @param statements the logical lines of the module
 */
export function docstringsIn(text: string, statements: Iterable<Range>): Docstring[] {
  const found: Docstring[] = [];
  for (const { start, end } of statements) {
    const written = text.slice(start, end).trimEnd();
    const [prefix = '', quotes = ''] = opening.exec(written) ?? [];
    if (quotes === '' || written.length < prefix.length + quotes.length || !written.endsWith(quotes)) continue;
    const content = { start: start + prefix.length, end: start + written.length - quotes.length };
    // Two strings, or one with a quote of its own, are left.
    if (text.slice(content.start, content.end).includes(quotes)) continue;
    found.push({ whole: { start, end: start + written.length }, content });
  }
  return found;
}

/** The parts of one: examples of the interpreter, the names that Sphinx looks up, and words. */
export function docstringParts(text: string, { start, end }: Range): Part[] {
  const content = text.slice(start, end);
  const isTripled = text.slice(start - 3, start) === text.slice(end, end + 3);
  const blocks: CodeBlock[] = isTripled ? rstBlocks(linesOf(content)) : [];
  return documentParts(content, blocks).map((part) => ({
    ...part,
    pieces: part.pieces.map((piece) => ({
      ...piece,
      at: { start: piece.at.start + start, end: piece.at.end + start },
    })),
  }));
}
