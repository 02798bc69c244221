import { TokenKind } from '../parse/python/tokens.ts';
import type { Token } from '../parse/python/tokens.ts';
import { rangeAt } from '../model/range.ts';

/**
 * The places in strings at which code imports one of the modules, or something in it: no import statement is there, so nothing moves
 * it. Docstrings do not count.
 * @param modules dotted names
 * @param tokensOf the tokens of the text; asked where something was found
 */
export function codeInStrings(text: string, modules: readonly string[], tokensOf: () => readonly Token[]): number[] {
  const names = modules.map((module) => module.replaceAll('.', String.raw`\.`)).join('|');
  const places = Array.from(
    text.matchAll(
      new RegExp(String.raw`\b(?:(?:from|import)[ \t]+|(?:__import__|import_module)\(\\?["'])(?:${names})(?!\w)`, 'g'),
    ),
  );
  if (places.length === 0) return [];
  const strings = stringsOf(tokensOf());
  return places.flatMap(({ index }) => (rangeAt(strings, index)?.isCode === true ? [index] : []));
}

/** The strings of a text, in order, each with whether it is more than a docstring. */
function stringsOf(
  tokens: readonly Token[],
): { readonly start: number; readonly end: number; readonly isCode: boolean }[] {
  const found: { start: number; end: number; isCode: boolean }[] = [];
  let isFirst = true;
  for (const [k, { kind, start, end }] of tokens.entries()) {
    if (kind === TokenKind.string) {
      const isAlone = isFirst && (tokens[k + 1]?.kind ?? TokenKind.newline) === TokenKind.newline;
      found.push({ start, end, isCode: !isAlone });
    } else if (kind === TokenKind.formatStringStart) {
      const close = tokens.slice(k).find((other) => other.kind === TokenKind.formatStringEnd);
      found.push({ start, end: close?.end ?? end, isCode: true });
    }
    isFirst = kind === TokenKind.newline;
  }
  return found;
}
