import * as Kind from './token-kind.ts';

const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const DOT = 46;
const SLASH = 47;
const STAR = 42;

/**
 * The operator or delimiter (reference manual 2.7, 2.8) at an offset, whose character has the code.
 * @returns its kind and its length, as `kind << 2 | length`; INVALID for any other text
 */
export function operatorAt(text: string, code: number, at: number): number {
  const next = text.charCodeAt(at + 1);
  switch (code) {
    case 33: // !
      return next === EQUALS ? (Kind.COMPARISON << 2) | 2 : (Kind.EXCLAMATION << 2) | 1;
    case 37: // %
      return orAugmented(Kind.DIVISION, 1, next);
    case 38: // &
      return orAugmented(Kind.AMPERSAND, 1, next);
    case 40: // (
      return (Kind.LEFT_PARENTHESIS << 2) | 1;
    case 41: // )
      return (Kind.RIGHT_PARENTHESIS << 2) | 1;
    case STAR:
      return next === STAR ? orAugmented(Kind.POWER, 2, text.charCodeAt(at + 2)) : orAugmented(Kind.STAR, 1, next);
    case 43: // +
      return orAugmented(Kind.SIGN, 1, next);
    case 44: // ,
      return (Kind.COMMA << 2) | 1;
    case 45: // -
      return next === GREATER ? (Kind.ARROW << 2) | 2 : orAugmented(Kind.SIGN, 1, next);
    case DOT:
      return next === DOT && text.charCodeAt(at + 2) === DOT ? (Kind.ELLIPSIS << 2) | 3 : (Kind.DOT << 2) | 1;
    case SLASH:
      return next === SLASH ? orAugmented(Kind.DIVISION, 2, text.charCodeAt(at + 2)) : orAugmented(Kind.SLASH, 1, next);
    case 58: // :
      return next === EQUALS ? (Kind.WALRUS << 2) | 2 : (Kind.COLON << 2) | 1;
    case 59: // ;
      return (Kind.SEMICOLON << 2) | 1;
    case LESS:
    case GREATER:
      if (next === code) return orAugmented(Kind.SHIFT, 2, text.charCodeAt(at + 2));
      return (Kind.COMPARISON << 2) | (next === EQUALS ? 2 : 1);
    case EQUALS:
      return next === EQUALS ? (Kind.COMPARISON << 2) | 2 : (Kind.EQUALS << 2) | 1;
    case 64: // @
      return orAugmented(Kind.AT, 1, next);
    case 91: // [
      return (Kind.LEFT_BRACKET << 2) | 1;
    case 93: // ]
      return (Kind.RIGHT_BRACKET << 2) | 1;
    case 94: // ^
      return orAugmented(Kind.CARET, 1, next);
    case 123: // {
      return (Kind.LEFT_BRACE << 2) | 1;
    case 124: // |
      return orAugmented(Kind.BAR, 1, next);
    case 125: // }
      return (Kind.RIGHT_BRACE << 2) | 1;
    case 126: // ~
      return (Kind.TILDE << 2) | 1;
    default:
      return (Kind.INVALID << 2) | 1;
  }
}

/** @param next the code of the character behind the operator */
function orAugmented(kind: number, length: number, next: number): number {
  return next === EQUALS ? (Kind.AUGMENTED << 2) | (length + 1) : (kind << 2) | length;
}
