import type { Range } from '../model/range.ts';
import type { Part } from './carrier.ts';
import { codeParts } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';
import { PartBuilder } from './part-builder.ts';
import { pathParts } from './path-values.ts';
import type { PathValue } from './path-values.ts';
import { sphinxNames } from './sphinx-names.ts';

/** The parts of a document: its code, the names that Sphinx looks up, and all other words. */
export function documentParts(text: string, blocks: readonly CodeBlock[]): Part[] {
  const code = blocks.flatMap(({ lines }) => lines.map(({ start, end }) => ({ start, end })));
  const prose = gaps(text, code);
  const names = prose.flatMap(({ start, end }) => sphinxNames(text.slice(start, end), start));
  const words = new PartBuilder();
  for (const { start, end } of gaps(text, [...code, ...names])) {
    words.add(text.slice(start, end), { start, end });
    words.fill('\n');
  }
  return [...codeParts(blocks), ...pathParts(names), words.build('text')];
}

/**
 * The parts of a file of values: dotted paths, programs of Python, and all other words.
 * @param left ranges that nobody is to read
 */
export function valueParts(
  text: string,
  values: readonly PathValue[],
  programs: readonly CodeBlock[],
  left: readonly Range[] = [],
): Part[] {
  const code = programs.flatMap(({ lines }) => lines.map(({ start, end }) => ({ start, end })));
  const apart = values.filter(({ text: path, use }) => use === 'import' || /[.:]/.test(path));
  const inOrder = apart.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const words = new PartBuilder();
  for (const { start, end } of gaps(text, [...code, ...inOrder, ...left])) {
    words.add(text.slice(start, end), { start, end });
    words.fill('\n');
  }
  return [...codeParts(programs), ...pathParts(inOrder), words.build('text')];
}

/** The gaps between the ranges, which do not touch each other. */
function gaps(text: string, ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  let at = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start > at) found.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < text.length) found.push({ start: at, end: text.length });
  return found;
}
