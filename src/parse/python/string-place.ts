import { TokenKind } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A bracket that is open around a string. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  /** The dotted name before the bracket: what is called or subscripted. Empty where there is none. */
  readonly of: string;
  /** Which argument the string is in: its position from 0, or its keyword. */
  readonly argument: number | string;
  /** The text of the first token behind the bracket. */
  readonly first: string;
}

/** Where in its line a string stands, and what is done to it there. */
export interface StringPlace {
  /** Innermost first. */
  readonly brackets: readonly OpenBracket[];
  /** The string is the value as it stands: not joined, added to, formatted, or asked for an attribute. */
  readonly isWholeValue: boolean;
  /** What it subscripts is bound to something: `…["…"] = …`. */
  readonly isAssigned: boolean;
  /** The call that it is the only argument of does something with what is called; `unused` where that is all of a statement. */
  readonly soleArgument: 'used' | 'unused' | undefined;
  /** It stands for itself, as a docstring does. */
  readonly isStatement: boolean;
  /** It may be the type of something: `name: "…"`, `-> "…"`. */
  readonly isAnnotation: boolean;
}

const open = new Set(['(', '[', '{']);
const close = new Set([')', ']', '}']);
/** Tokens beside a string that make another value of it. */
const combining = new Set(['+', '%', '*', '.', '[', '@', '|']);

/**
 * Where the string that starts at `offset` stands.
 * @param tokens of its logical line
 * @returns undefined when no string token starts there
 */
export function stringPlace(tokens: readonly Token[], offset: number): StringPlace | undefined {
  const at = tokens.findIndex(({ kind, start }) => start === offset && isStringPart(kind));
  if (at < 0) return undefined;
  const end = endOfString(tokens, at);
  const [before, after] = [tokens[at - 1], tokens[end + 1]];
  const isJoined = [before, after].some((token) => token !== undefined && isStringPart(token.kind));
  const isCombined =
    (before !== undefined && before.kind === TokenKind.operator && /^[+%]$/.test(before.text)) ||
    (after !== undefined && after.kind === TokenKind.operator && combining.has(after.text));
  const brackets = openBrackets(tokens, at);
  const startsStatement = before === undefined || before.text === ';';
  return {
    brackets,
    isWholeValue: !isJoined && !isCombined,
    soleArgument: before?.text === '(' && after?.text === ')' ? valueOf(tokens, at - 2, end + 2) : undefined,
    isAssigned: after?.text === ']' && tokens[end + 2]?.text === '=',
    isStatement: startsStatement && (after === undefined || after.kind === TokenKind.newline || after.text === ';'),
    isAnnotation: before?.text === '->' || (before?.text === ':' && brackets[0]?.bracket !== '{'),
  };
}

/** What becomes of a call whose name ends at one token, and whose bracket ends before another. */
function valueOf(tokens: readonly Token[], name: number, behind: number): 'used' | 'unused' {
  const after = tokens[behind];
  const isLast = after === undefined || after.kind === TokenKind.newline || after.text === ';';
  return isLast && (name === 0 || tokens[name - 1]?.text === ';') ? 'unused' : 'used';
}

function isStringPart(kind: number): boolean {
  return kind === TokenKind.string || kind === TokenKind.formatStringStart || kind === TokenKind.formatStringEnd;
}

/** Index of the last token of the string that starts at `at`. */
function endOfString(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.kind !== TokenKind.formatStringStart) return at;
  let depth = 0;
  for (let k = at; k < tokens.length; k++) {
    const kind = tokens[k]?.kind;
    if (kind === TokenKind.formatStringStart) depth++;
    if (kind === TokenKind.formatStringEnd && --depth === 0) return k;
  }
  return at;
}

function openBrackets(tokens: readonly Token[], at: number): OpenBracket[] {
  const brackets: OpenBracket[] = [];
  let depth = 0;
  let commas = 0;
  let keyword: string | undefined;
  for (let k = at - 1; k >= 0; k--) {
    const { kind, text } = tokens[k] ?? { kind: 0, text: '' };
    if (kind !== TokenKind.operator) continue;
    if (close.has(text)) depth++;
    else if (open.has(text) && depth > 0) depth--;
    else if (open.has(text)) {
      const bracket = text as OpenBracket['bracket'];
      brackets.push({
        bracket,
        of: dottedBefore(tokens, k),
        argument: keyword ?? commas,
        first: tokens[k + 1]?.text ?? '',
      });
      commas = 0;
      keyword = undefined;
    } else if (depth === 0 && text === ',') commas++;
    else if (depth === 0 && text === '=' && commas === 0) keyword = tokens[k - 1]?.text;
  }
  return brackets;
}

/** The dotted name that ends before the token, without blanks. */
function dottedBefore(tokens: readonly Token[], at: number): string {
  let dotted = '';
  for (let k = at - 1; tokens[k]?.kind === TokenKind.name; k -= 2) {
    dotted = (tokens[k]?.text ?? '') + dotted;
    if (tokens[k - 1]?.text !== '.') break;
    dotted = `.${dotted}`;
  }
  return dotted;
}
