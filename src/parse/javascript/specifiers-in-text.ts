import type { Range } from '../../model/range.ts';

/** A string literal that may be a module specifier: text between two quotes on one line. */
export interface QuotedText extends Range {
  readonly text: string;
}

const lineEnding = /[\r\n]/g;
const quoted = /(["'`])((?:(?!\1)[^\r\n\\])*)\1/g;

/**
 * All text between quotes that could name one of the modules, without parsing: strings, parts of comments, text that
 * merely has quotes around it.
 * @param isWanted tells whether a text is to be kept
 * @param pattern with the flag `g`, which matches each line that may hold a wanted text; undefined for any line
 */
export function quotedTexts(
  text: string,
  isWanted: (quoted: string) => boolean,
  pattern: RegExp | undefined,
): QuotedText[] {
  const lines = pattern === undefined ? [{ start: 0, end: text.length }] : matchingLines(text, pattern);
  return lines.flatMap((line) => quotedWithin(text.slice(line.start, line.end), line.start, isWanted));
}

function quotedWithin(text: string, offset: number, isWanted: (quoted: string) => boolean): QuotedText[] {
  const found: QuotedText[] = [];
  quoted.lastIndex = 0;
  for (let match = quoted.exec(text); match; match = quoted.exec(text)) {
    const content = match[2] ?? '';
    const start = offset + match.index;
    if (isWanted(content)) found.push({ start, end: start + match[0].length, text: content });
    // A quote may be an apostrophe: what it would close may open the next one.
    quoted.lastIndex = match.index + 1;
  }
  return found;
}

function matchingLines(text: string, pattern: RegExp): Range[] {
  const lines: Range[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    let start = match.index;
    while (start > 0 && !/[\r\n]/.test(text.charAt(start - 1))) start--;
    lineEnding.lastIndex = match.index;
    const end = lineEnding.exec(text)?.index ?? text.length;
    lines.push({ start, end });
    pattern.lastIndex = end;
  }
  return lines;
}
