/** What a thread has for it at least: threads of Node have 4 MB in all, and the main thread of Windows 1 MB. */
const STACK = process.platform === 'win32' ? 700_000 : 3_000_000;

/** Bytes of stack that the native parser takes for a bracket, which is what costs most for one character. */
const BRACKET = 1800;
/** For one more link of a chain, by what makes it; for any other sign, less than the last of them. */
const costs: Readonly<Record<string, number>> = {
  '@': 900,
  '<': 1500,
  '?': 700,
  '=': 500,
  ':': 450,
  '>': 400,
  '.': 250,
};
const OTHER_SIGN = 125;
const CLASS = 1300;
const WORD = 600;
/** Words that a statement, an expression or a type can nest by without brackets. */
const nestingWord =
  /^(?:asserts|async|as|await|class|delete|do|else|extends|for|if|in|infer|instanceof|is|keyof|new|readonly|satisfies|typeof|unique|void|while|with|yield)$/;
/** A slash behind one of these starts a regular expression. */
const expectsOperand =
  /^(?:[^\w$)\]}"'`]|await|case|delete|do|else|in|instanceof|new|of|return|throw|typeof|void|yield)$/;
const opened: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '`': '`' };

const blanks = /\s+/y;
const comment = /\/\/.*|\/\*[^]*?(?:\*\/|$)/y;
const word = /[\w$\u0080-\u{10ffff}]+/uy;
/** A bracket that is open, or the whole text, with the cost of what is chained in it. */
interface Level {
  /** `${` for a hole of a template, and a backtick for the template. */
  readonly bracket: string;
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
  return text.length * BRACKET <= STACK || needOf(text) <= STACK;
}

function needOf(text: string): number {
  const levels: Level[] = [{ bracket: '', outer: 0, chained: 0, kept: 0 }];
  let most = 0;
  /** The cost of brackets in strings, comments and the like. */
  let hidden = 0;
  /** The last word or sign. */
  let previous = '';
  let isNewLine = false;
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const until = (end: number): string => {
    const found = text.slice(at, end);
    at = end;
    return found;
  };
  const hide = (literal: string): boolean => {
    hidden += (literal.match(/[([{<`]/g)?.length ?? 0) * BRACKET;
    return literal !== '';
  };
  const open = (bracket: string, { outer, chained, kept }: Level): void => {
    levels.push({ bracket, outer: outer + chained + kept + BRACKET, chained: 0, kept: 0 });
  };
  while (at < text.length && most <= STACK) {
    const level = levels.at(-1) ?? { bracket: '', outer: 0, chained: 0, kept: 0 };
    most = Math.max(most, level.outer + level.chained + level.kept + hidden);
    const sign = text.charAt(at);
    if (level.bracket === '`') {
      hide(until(endOfTemplateText(text, at)));
      const isHole = text.startsWith('${', at);
      at += isHole ? 2 : 1;
      if (isHole) open('${', level);
      else close(levels, '`');
      previous = text.charAt(at - 1);
      continue;
    }
    const blank = take(blanks);
    if (blank !== '') {
      isNewLine ||= /[\r\n]/.test(blank);
      continue;
    }
    if (sign === '/' && hide(take(comment))) continue;
    const name = take(word);
    if (name !== '') {
      const isNesting = nestingWord.test(name);
      if (isNewLine && !isNesting && /^[\w$"'`\]}]/.test(previous)) level.chained = 0;
      if (name === 'else') level.kept += WORD;
      else if (isNesting) level.chained += name === 'class' ? CLASS : WORD;
      previous = name;
    } else if (sign === '"' || sign === "'" || (sign === '/' && expectsOperand.test(previous))) {
      hide(until(endOfLiteral(text, at)));
      previous = '"';
    } else {
      at++;
      if (/[([{`]/.test(sign)) open(sign, level);
      else if (sign === ';' || sign === ',') level.chained = 0;
      else if (opened[sign] !== undefined) close(levels, sign);
      else if (sign === '<') level.kept += costs[sign] ?? 0;
      else level.chained += costs[sign] ?? OTHER_SIGN;
      previous = sign;
    }
    isNewLine = false;
  }
  return most;
}

/** A bracket that closes another one than the innermost stands in what only looks like code. */
function close(levels: Level[], sign: string): void {
  const { bracket } = levels.at(-1) ?? {};
  if (bracket !== opened[sign] && !(bracket === '${' && sign === '}')) return;
  levels.pop();
  const outer = levels.at(-1);
  if (outer !== undefined && bracket !== '${' && sign !== '}') outer.chained += OTHER_SIGN;
}

/** Where the string or regular expression at the offset ends: on its line. Patterns with alternatives in a loop run out of memory. */
function endOfLiteral(text: string, start: number): number {
  const quote = text.charAt(start);
  let isInClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '\n' || sign === '\r') return at;
    else if (quote === '/' && sign === '[') isInClass = true;
    else if (sign === ']') isInClass = false;
    else if (sign === quote && !isInClass) return at + 1;
  }
  return text.length;
}

function endOfTemplateText(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '`' || (sign === '$' && text.charAt(at + 1) === '{')) return at;
  }
  return text.length;
}
