import { TokenKind } from './tokens.ts';
import type { Token } from './tokens.ts';

/** A bracket that is open around a string. */
export interface OpenBracket {
  readonly bracket: '(' | '[' | '{';
  /** The dotted name before the bracket, which is called or subscripted. Empty if there is none. */
  readonly of: string;
  /** Which argument the string is in: its position from 0, or its keyword. */
  readonly argument: number | string;
  /** The text of the first token behind the bracket. */
  readonly first: string;
}

/** The place of a string in its line, and its use there. */
export interface StringPlace {
  /** Innermost first. */
  readonly brackets: readonly OpenBracket[];
  /** The string is the value as it stands: not joined, added to, formatted, or asked for an attribute. */
  readonly isWholeValue: boolean;
  /** The code assigns to its subscript: `…["…"] = …`. */
  readonly isAssigned: boolean;
  /** The call that it is the only argument of does something with what is called; `unused` where that is all of a statement. */
  readonly soleArgument: 'used' | 'unused' | undefined;
  /** It stands for itself, as a docstring does. */
  readonly isStatement: boolean;
  /** It may be the type of something: `name: "…"`, `-> "…"`. */
  readonly isAnnotation: boolean;
}

const opening = new Set(['(', '[', '{']);
const close = new Set([')', ']', '}']);
/** Tokens beside a string that make another value of it. */
const combining = new Set(['+', '%', '*', '.', '[', '@', '|']);

/**
 * Tells where the strings of a logical line stand, by their offsets; undefined where no string token starts. Reads the
 * tokens once, so that a long list of strings is no work for each of them.
 */
export function stringPlaces(tokens: readonly Token[]): (offset: number) => StringPlace | undefined {
  const brackets = bracketsAround(tokens);
  return (offset) => {
    const found = brackets.get(offset);
    return found && placeOf(tokens, found);
  };
}

/** Where the string that starts at `offset` stands, where only one is asked for. */
export function stringPlace(tokens: readonly Token[], offset: number): StringPlace | undefined {
  return stringPlaces(tokens)(offset);
}

function placeOf(tokens: readonly Token[], { at, within, argument }: OpenString): StringPlace {
  const end = endOfString(tokens, at);
  const [before, after] = [tokens[at - 1], tokens[end + 1]];
  const isJoined = [before, after].some((token) => token !== undefined && isStringPart(token.kind));
  const isCombined =
    (before !== undefined && before.kind === TokenKind.operator && /^[+%]$/.test(before.text)) ||
    (after !== undefined && after.kind === TokenKind.operator && combining.has(after.text));
  const brackets = openBrackets(within, argument);
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

/** Tells whether the value of a call is used. The name of the call ends at one token, and its bracket ends before another. */
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

/** A bracket that is open, the one around it, and which argument of that one it stands in. */
interface Bracket extends Omit<OpenBracket, 'argument'> {
  readonly within: Bracket | undefined;
  readonly place: OpenBracket['argument'];
}

/** A string token, the bracket around it, and which argument it is in. */
interface OpenString {
  readonly at: number;
  readonly within: Bracket | undefined;
  readonly argument: OpenBracket['argument'];
}

/** Each string token by its offset. */
function bracketsAround(tokens: readonly Token[]): Map<number, OpenString> {
  const strings = new Map<number, OpenString>();
  /** The state of each open bracket and its arguments. The first entry stands for the code outside all brackets. */
  const open: { readonly bracket: Bracket | undefined; commas: number; keyword: string | undefined }[] = [];
  let inner: (typeof open)[number] = { bracket: undefined, commas: 0, keyword: undefined };
  for (const [k, { kind, text, start }] of tokens.entries()) {
    const argument = inner.keyword ?? inner.commas;
    if (isStringPart(kind) && !strings.has(start)) strings.set(start, { at: k, within: inner.bracket, argument });
    if (kind !== TokenKind.operator) continue;
    if (opening.has(text)) {
      const [bracket, first] = [text as OpenBracket['bracket'], tokens[k + 1]?.text ?? ''];
      open.push(inner);
      inner = {
        bracket: { bracket, of: dottedBefore(tokens, k), first, within: inner.bracket, place: argument },
        commas: 0,
        keyword: undefined,
      };
    } else if (close.has(text)) inner = open.pop() ?? inner;
    else if (text === ',') {
      inner.commas++;
      inner.keyword = undefined;
    } else if (text === '=') inner.keyword ??= tokens[k - 1]?.text;
  }
  return strings;
}

/** Innermost first. */
function openBrackets(innermost: Bracket | undefined, argument: OpenBracket['argument']): OpenBracket[] {
  const brackets: OpenBracket[] = [];
  let inside = argument;
  for (let at = innermost; at !== undefined; at = at.within) {
    const { bracket, of, first } = at;
    brackets.push({ bracket, of, first, argument: inside });
    inside = at.place;
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
