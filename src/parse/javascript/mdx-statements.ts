import type { Range } from '../../model/range.ts';
import { parseJavaScript } from './syntax-tree.ts';

const fence = /^[ \t]{0,3}(`{3,}(?=[^`\r\n]*$)|~{3,})/;
const statement = /^(?:import|export) /;
/** A line that holds no text of a paragraph, so that a statement may stand below it. */
const apart =
  /^[ \t]{0,3}(?:#{1,6}(?:[ \t]|$)|(?:[-*_][ \t]*){3,}$|<\/?[\w.>][^\r\n]*>[ \t]*$|[^\r\n]*\}[ \t]*$)|^\s*$/;
const yaml = /^---[ \t]*\r?\n(?:[^]*?\r?\n)?---[ \t]*(?:\r?\n|$)/;

/**
 * The imports and exports of an MDX document, as its parser finds them: each begins at the start of a line that goes on with no
 * paragraph, and ends at the first blank line where it is complete (micromark-extension-mdxjs-esm). Blocks of code, and what stands
 * between braces over several lines, hold none.
 * @throws SyntaxError when one of them is not valid
 */
export function mdxStatements(text: string): Range[] {
  const found: Range[] = [];
  const lines = linesFrom(text, yaml.exec(text)?.[0].length ?? 0);
  let open: string | undefined;
  let isApart = true;
  const braces = new Braces();
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    if (line === undefined) break;
    const marker = braces.isOpen ? undefined : fence.exec(line.text)?.[1];
    if (open !== undefined) {
      const isEnd = marker?.startsWith(open) === true && /^[ \t]*[`~]+[ \t]*$/.test(line.text);
      if (isEnd) open = undefined;
      continue;
    }
    if (marker !== undefined) {
      open = marker;
      isApart = true;
      continue;
    }
    if (!braces.isOpen && isApart && statement.test(line.text)) {
      const last = lastOf(text, lines, k);
      found.push({ start: line.start, end: lines[last]?.end ?? text.length });
      k = last;
      continue;
    }
    braces.read(line.text);
    isApart = !braces.isOpen && apart.test(line.text);
  }
  return found;
}

interface TextLine extends Range {
  readonly text: string;
}

function linesFrom(text: string, from: number): TextLine[] {
  const lines: TextLine[] = [];
  let start = from;
  for (const { index, 0: ending } of text.slice(from).matchAll(/\r\n?|\n/g)) {
    lines.push({ start, end: from + index, text: text.slice(start, from + index) });
    start = from + index + ending.length;
  }
  lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

/** More lines than any statement has: whether one is complete is asked at each blank line. */
const MOST_ATTEMPTS = 64;

/** The last line of the statements that begin with a line: they go on behind a blank line where they are not complete. */
function lastOf(text: string, lines: readonly TextLine[], first: number): number {
  let error: unknown;
  let attempts = 0;
  for (let k = first; k < lines.length; k++) {
    const next = lines[k + 1];
    if (next !== undefined && next.text.trim() !== '') continue;
    const code = text.slice(lines[first]?.start ?? 0, lines[k]?.end ?? text.length);
    try {
      const { file, errorAt } = parseJavaScript(code, 'babel');
      const isModule = file.program.body.every(({ type }) => /^(?:Import|Export)/.test(type));
      if (errorAt >= 0 || !isModule) throw new SyntaxError('there is something else between imports and exports');
      return k;
    } catch (caught) {
      if (!(caught instanceof SyntaxError)) throw caught;
      error ??= caught;
    }
    if (++attempts >= MOST_ATTEMPTS) break;
  }
  throw error;
}

/** Follows the braces of expressions: in them, quotes hold text, and templates may hold braces again. */
class Braces {
  readonly #within: ('{' | '`')[] = [];

  get isOpen(): boolean {
    return this.#within.length > 0;
  }

  read(line: string): void {
    // Outside of expressions, quotes are text, and what stands between backticks is code to look at.
    const tokens = /\\.|`+|\$\{|[{}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/.*|\/\*.*?\*\//g;
    for (let match = tokens.exec(line); match; match = tokens.exec(line)) {
      const [token] = match;
      const top = this.#within.at(-1);
      if (token.startsWith('\\')) continue;
      if (top === undefined && token.startsWith('`')) {
        const end = line.indexOf(token, tokens.lastIndex);
        if (end >= 0) tokens.lastIndex = end + token.length;
      } else if (token.startsWith('`')) {
        for (let k = 0; k < token.length; k++)
          if (this.#within.at(-1) === '`') this.#within.pop();
          else this.#within.push('`');
      } else if (token === '}' && top === '{') this.#within.pop();
      else if (token === '${' ? top === '`' : token === '{' && top !== '`') this.#within.push('{');
      else if (token.length > 1 && top !== '{') tokens.lastIndex = match.index + 1;
    }
  }
}
