import type { Range } from '../../model/range.ts';

/** A string literal that may be a module specifier: what stands between two quotes on one line. */
export interface QuotedText extends Range {
  readonly text: string;
}

const quoted = /(["'`])((?:(?!\1)[^\r\n\\])*)\1/g;

/**
 * Everything between quotes that could name one of the modules, without parsing: strings, parts of comments, text that
 * merely has quotes around it.
 * @param isWanted says of a text whether it is to be kept
 */
export function quotedTexts(text: string, isWanted: (quoted: string) => boolean): QuotedText[] {
  const found: QuotedText[] = [];
  quoted.lastIndex = 0;
  for (let match = quoted.exec(text); match; match = quoted.exec(text)) {
    const content = match[2] ?? '';
    if (isWanted(content)) found.push({ start: match.index, end: match.index + match[0].length, text: content });
    // A quote may be an apostrophe: what it would close may open the next one.
    quoted.lastIndex = match.index + 1;
  }
  return found;
}
