/** The kinds of tokens (reference manual 2). Each is any `number` to the compiler, which would else believe that the current token stays. */
export const END: number = 0;
/** The end of a logical line. */
export const NEWLINE: number = 1;
/** Text that is no token of Python, such as `$` or a string that does not end. */
export const INVALID: number = 2;
export const NAME: number = 3;
export const NUMBER: number = 4;
/** A whole string without replacement fields. */
export const STRING: number = 5;
/** The prefix and quotes that open an f-string or a t-string. */
export const FORMAT_STRING: number = 6;
export const LEFT_PARENTHESIS: number = 7;
export const RIGHT_PARENTHESIS: number = 8;
export const LEFT_BRACKET: number = 9;
export const RIGHT_BRACKET: number = 10;
export const LEFT_BRACE: number = 11;
export const RIGHT_BRACE: number = 12;
export const COLON: number = 13;
export const COMMA: number = 14;
export const SEMICOLON: number = 15;
export const DOT: number = 16;
export const ELLIPSIS: number = 17;
export const ARROW: number = 18;
export const EQUALS: number = 19;
export const WALRUS: number = 20;
/** `+=` and the like. */
export const AUGMENTED: number = 21;
export const EXCLAMATION: number = 22;
/** `<`, `==` and the like. */
export const COMPARISON: number = 23;
export const BAR: number = 24;
export const CARET: number = 25;
export const AMPERSAND: number = 26;
export const SHIFT: number = 27;
/** `+` or `-`. */
export const SIGN: number = 28;
/** `/`, the only one of its precedence that is no operator alone: parameters use it, too. */
export const SLASH: number = 29;
/** `//` or `%`. */
export const DIVISION: number = 30;
export const STAR: number = 31;
export const AT: number = 32;
export const TILDE: number = 33;
export const POWER: number = 34;

export const AND: number = 40;
export const AS: number = 41;
export const ASSERT: number = 42;
export const ASYNC: number = 43;
export const AWAIT: number = 44;
export const BREAK: number = 45;
export const CLASS: number = 46;
export const CONTINUE: number = 47;
export const DEF: number = 48;
export const DEL: number = 49;
export const ELIF: number = 50;
export const ELSE: number = 51;
export const EXCEPT: number = 52;
export const FALSE: number = 53;
export const FINALLY: number = 54;
export const FOR: number = 55;
export const FROM: number = 56;
export const GLOBAL: number = 57;
export const IF: number = 58;
export const IMPORT: number = 59;
export const IN: number = 60;
export const IS: number = 61;
export const LAMBDA: number = 62;
export const NONE: number = 63;
export const NONLOCAL: number = 64;
export const NOT: number = 65;
export const OR: number = 66;
export const PASS: number = 67;
export const RAISE: number = 68;
export const RETURN: number = 69;
export const TRUE: number = 70;
export const TRY: number = 71;
export const WHILE: number = 72;
export const WITH: number = 73;
export const YIELD: number = 74;

/** The keywords (reference manual 2.3.1); soft ones are names. */
const keywords = new Map<string, number>([
  ['and', AND],
  ['as', AS],
  ['assert', ASSERT],
  ['async', ASYNC],
  ['await', AWAIT],
  ['break', BREAK],
  ['class', CLASS],
  ['continue', CONTINUE],
  ['def', DEF],
  ['del', DEL],
  ['elif', ELIF],
  ['else', ELSE],
  ['except', EXCEPT],
  ['False', FALSE],
  ['finally', FINALLY],
  ['for', FOR],
  ['from', FROM],
  ['global', GLOBAL],
  ['if', IF],
  ['import', IMPORT],
  ['in', IN],
  ['is', IS],
  ['lambda', LAMBDA],
  ['None', NONE],
  ['nonlocal', NONLOCAL],
  ['not', NOT],
  ['or', OR],
  ['pass', PASS],
  ['raise', RAISE],
  ['return', RETURN],
  ['True', TRUE],
  ['try', TRY],
  ['while', WHILE],
  ['with', WITH],
  ['yield', YIELD],
]);

/** By the first character: a bit for each length that a keyword may have. Most names are no keyword by that alone. */
const keywordLengths = new Uint16Array(128);
for (const word of keywords.keys()) {
  const first = word.charCodeAt(0);
  keywordLengths[first] = (keywordLengths[first] ?? 0) | (1 << word.length);
}

/** The kind of the word from `start` to `end`: its keyword, or NAME. */
export function wordKind(text: string, start: number, end: number): number {
  const lengths = keywordLengths[text.charCodeAt(start)] ?? 0;
  if (end - start > 8 || (lengths & (1 << (end - start))) === 0) return NAME;
  return keywords.get(text.slice(start, end)) ?? NAME;
}

/** Keywords that only statements start with: none of them stands in an expression. */
export function isStatementKeyword(kind: number): boolean {
  switch (kind) {
    case ASSERT:
    case BREAK:
    case CLASS:
    case CONTINUE:
    case DEF:
    case DEL:
    case ELIF:
    case EXCEPT:
    case FINALLY:
    case GLOBAL:
    case IMPORT:
    case NONLOCAL:
    case PASS:
    case RAISE:
    case RETURN:
    case TRY:
    case WHILE:
    case WITH:
      return true;
    default:
      return false;
  }
}
