/**
 * Bytes of stack that a thread has at least. Threads of Node have 4 MB in all, and the main thread of Windows has 1 MB.
 */
const STACK = process.platform === 'win32' ? 700_000 : 3_000_000;

/** Bytes of stack that the native parser takes for a bracket, which is what costs most for one character. */
const BRACKET = 1800;
/** For one more link of a chain, by its sign; for any other sign, less than the last of them. */
const costs = {
  '@': 900,
  '<': 1500,
  '?': 700,
  '=': 500,
  ':': 450,
  '>': 400,
  '.': 250,
} as const;
const OTHER_SIGN = 125;
const CLASS = 1300;
const WORD = 600;
/** Words that a statement, an expression or a type can nest by without brackets. */
const nesting =
  'asserts|async|as|await|class|delete|do|else|extends|for|if|in|infer|instanceof|is|keyof|new|readonly|satisfies|typeof|unique|void|while|with|yield';
const nestingWords = new RegExp(String.raw`\b(?:${nesting})\b`, 'g');
const nestingWord = new Set(nesting.split('|'));
/** Words behind which a slash starts a regular expression. */
const operators = 'await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield';
const operatorWord = new Set(operators.split('|'));
const otherWords = new RegExp(String.raw`\b(?!(?:${nesting}|${operators})\b)\w{2,}`, 'g');

/** The kinds of characters. A sign is a character of no other kind. */
const SIGN = 0;
const BLANK = 1;
const NEW_LINE = 2;
const PART_OF_WORD = 3;
const QUOTE = 4;
const SLASH = 5;
const OPEN = 6;
const CLOSE = 7;
const END = 8;
const ANGLE = 9;
const patterns: readonly (readonly [number, RegExp])[] = [
  [NEW_LINE, /[\r\n]/],
  [BLANK, /\s/],
  [PART_OF_WORD, /[\w$\u0080-\uffff]/],
  [QUOTE, /["']/],
  [SLASH, /\//],
  [OPEN, /[([{`]/],
  [CLOSE, /[)\]}]/],
  [END, /[;,]/],
  [ANGLE, /</],
];
const kindOf = (character: string): number => patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? SIGN;
const kinds = tableOf(kindOf);
const signCosts = tableOf((character) => (costs as Readonly<Record<string, number>>)[character] ?? OTHER_SIGN);
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '`': '`' };
/** The code of the bracket that one closes; 0 for what closes none. */
const openedBy = tableOf((character) => pairs[character]?.charCodeAt(0) ?? 0);
/** May a statement end with it, where the next line begins with a word? */
const endsStatement = tableOf((character) => (/[\w$"'`\]}]/.test(character) ? 1 : 0));
/** Does an operand end with it, so that a slash divides? */
const endsOperand = tableOf((character) => (/[)\]}"'`]/.test(character) ? 1 : 0));

const DOUBLE_QUOTE = 34;
const DOLLAR = 36;
const STAR = 42;
const SLASH_CODE = 47;
const OPEN_SQUARE = 91;
const BACKSLASH = 92;
const CLOSE_SQUARE = 93;
const BACKTICK = 96;
const OPEN_CURLY = 123;
/** Stands for `${`. */
const HOLE = 1;

const lineEnd = /[\r\n\u2028\u2029]|$/g;

/** A number for each character of ASCII. */
function tableOf(valueOf: (character: string) => number): Uint16Array {
  return Uint16Array.from({ length: 128 }, (_, code) => valueOf(String.fromCharCode(code)));
}

/** An open bracket, or the whole text, with the cost of the chains in it. */
interface Level {
  /** The code of the bracket: `HOLE` for a hole of a template, a backtick for the template, 0 for the whole text. */
  readonly bracket: number;
  /** All around it, and the bracket. */
  readonly outer: number;
  /** Until a comma, a semicolon or the end of a statement. */
  chained: number;
  /** For as long as the level is open. */
  kept: number;
}

/**
 * Does the native parser have stack enough for the text? It recurses, and when it runs out of stack the process ends without
 * a word. Rather no than yes: brackets in strings and comments count as if they stayed open, since a text may be
 * written so that code looks like a string.
 */
export function fitsStack(text: string): boolean {
  return text.length * BRACKET <= STACK || mostNeedOf(text) <= STACK || needOf(shortened(text)) <= STACK;
}

/** The need if everything in the text nested in everything else. Files of a usual size pass by this alone. */
function mostNeedOf(text: string): number {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const brackets = count(/[([{`<@]/g) * BRACKET;
  if (brackets > STACK) return brackets;
  const signs = count(/[?=:>]/g) * costs['?'] + count(/[^\s\w$"',;([{`<@?=:>]/g) * costs['.'];
  return brackets + signs + count(nestingWords) * WORD + count(/\bclass\b/g) * (CLASS - WORD);
}

/** The text with the same need, and less to go through: V8's own code is fast from the start, this code only when it is warm. */
function shortened(text: string): string {
  return text.replace(otherWords, 'w').replace(/[ \t]+/g, ' ');
}

function needOf(text: string): number {
  const outside: Level = { bracket: 0, outer: 0, chained: 0, kept: 0 };
  const levels = [outside];
  let level = outside;
  let most = 0;
  /** The cost of brackets in strings, comments and the like. */
  let hidden = 0;
  /** The first character of the last word or sign; a quote for a literal. */
  let previous = 0;
  let previousWord = '';
  let isNewLine = false;
  let at = 0;
  const hide = (end: number): void => {
    for (; at < end; at++) {
      const kind = kinds[text.charCodeAt(at)];
      if (kind === OPEN || kind === ANGLE) hidden += BRACKET;
    }
  };
  const open = (bracket: number): void => {
    level = { bracket, outer: level.outer + level.chained + level.kept + BRACKET, chained: 0, kept: 0 };
    levels.push(level);
  };
  /** A bracket that closes another one than the innermost stands in what only looks like code. */
  const close = (code: number): void => {
    const opened = openedBy[code] ?? 0;
    const isHole = level.bracket === HOLE && opened === OPEN_CURLY;
    if (level.bracket !== opened && !isHole) return;
    levels.pop();
    level = levels.at(-1) ?? outside;
    if (opened !== OPEN_CURLY) level.chained += OTHER_SIGN;
  };
  while (at < text.length && most <= STACK) {
    const need = level.outer + level.chained + level.kept + hidden;
    if (need > most) most = need;
    const code = text.charCodeAt(at);
    if (level.bracket === BACKTICK) {
      hide(endOfTemplateText(text, at));
      const isHole = text.charCodeAt(at) === DOLLAR;
      previous = isHole ? OPEN_CURLY : BACKTICK;
      at += isHole ? 2 : 1;
      if (isHole) open(HOLE);
      else close(BACKTICK);
      continue;
    }
    const kind = code < 128 ? kinds[code] : kindOf(text.charAt(at));
    if (kind === BLANK || kind === NEW_LINE) {
      isNewLine ||= kind === NEW_LINE;
      at++;
      continue;
    }
    const endOfHidden = kind === SLASH ? endOfComment(text, at) : at;
    if (endOfHidden > at) {
      hide(endOfHidden);
      continue;
    }
    if (kind === PART_OF_WORD) {
      const end = endOfWord(text, at);
      const name = text.slice(at, end);
      at = end;
      const isNesting = nestingWord.has(name);
      if (isNewLine && !isNesting && endsStatement[previous] === 1) level.chained = 0;
      if (name === 'else') level.kept += WORD;
      else if (isNesting) level.chained += name === 'class' ? CLASS : WORD;
      previous = code;
      previousWord = name;
    } else if (kind === QUOTE || (kind === SLASH && expectsOperand(previous, previousWord))) {
      hide(endOfLiteral(text, at));
      previous = DOUBLE_QUOTE;
    } else {
      at++;
      if (kind === OPEN) open(code);
      else if (kind === END) level.chained = 0;
      else if (kind === CLOSE) close(code);
      else if (kind === ANGLE) level.kept += costs['<'];
      else level.chained += signCosts[code] ?? OTHER_SIGN;
      previous = code;
    }
    isNewLine = false;
  }
  return most;
}

function expectsOperand(previous: number, word: string): boolean {
  if (previous === 0 || endsOperand[previous] === 1) return false;
  return (previous < 128 && kinds[previous] !== PART_OF_WORD) || operatorWord.has(word);
}

function endOfWord(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && kinds[code] !== PART_OF_WORD) return at;
  }
  return text.length;
}

/** @returns the offset itself where no comment begins */
function endOfComment(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === STAR) {
    const end = text.indexOf('*/', start + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (next !== SLASH_CODE) return start;
  lineEnd.lastIndex = start;
  return lineEnd.exec(text)?.index ?? text.length;
}

/** Where the string or regular expression at the offset ends: on its line. Patterns with alternatives in a loop run out of memory. */
function endOfLiteral(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  let isInClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (kinds[code] === NEW_LINE) return at;
    else if (quote === SLASH_CODE && code === OPEN_SQUARE) isInClass = true;
    else if (code === CLOSE_SQUARE) isInClass = false;
    else if (code === quote && !isInClass) return at + 1;
  }
  return text.length;
}

function endOfTemplateText(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === BACKTICK || (code === DOLLAR && text.charCodeAt(at + 1) === OPEN_CURLY)) return at;
  }
  return text.length;
}
