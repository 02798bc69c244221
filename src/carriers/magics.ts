/** A text in which something else than Python was replaced by as many characters that are Python, and where that was. */
export interface Masked {
  readonly text: string;
  readonly masked: readonly { readonly start: number; readonly end: number }[];
}

/** Cell magics whose body is Python that runs in the notebook. */
const pythonMagics = /^%%(?:time|timeit|capture|prun|memit|mprun|lprun|python3?|pypy|snakeviz|debug)\b/;

/** `a = !ls`, `a, b = %magic` (IPython.core.inputtransformer2). */
const assignment = /^([\w.,*[\]\t ]+=[^\S\r\n]*)[!%]/;
/** `name?`, `name.attribute??`, `%magic?`. */
const help = /^[^\S\r\n]*(?:%{0,2}[\w*.]+(?:\[[^\]]*\])?)?\?{1,2}[^\S\r\n]*(?:[\r\n]|$)/;
const escaped = /^[^\S\r\n]*[!%?,;/]/;

/** Is the cell in another language, or handed to a program as text? Those that time or show what Python does are not. */
export function isForeignCell(source: string): boolean {
  const first = source.replace(/^\s*\n/, '').trimStart();
  return first.startsWith('%%') && !pythonMagics.test(first);
}

/** A cell of IPython as Python: its magics are replaced, and everything else stays where it is. */
export function withoutMagics(source: string): Masked {
  const masked: { start: number; end: number }[] = [];
  let text = '';
  let at = 0;
  let isFirst = true;
  while (at < source.length) {
    const rest = source.slice(at);
    const isCellMagic = isFirst && /^\s*%%/.test(rest);
    if (rest.trimStart() !== '' && !/^\s*[\r\n]/.test(rest)) isFirst = false;
    const given = assignment.exec(rest)?.[1];
    const start = given ?? (isCellMagic || escaped.test(rest) || help.test(rest) ? /^\s*/.exec(rest)?.[0] : undefined);
    if (start === undefined) {
      const end = at + logicalLine(rest);
      text += source.slice(at, end);
      at = end;
      continue;
    }
    const from = at + start.length;
    const to = at + continuedLine(rest, start.length);
    masked.push({ start: from, end: to });
    text += source.slice(at, from) + mask(source.slice(from, to));
    at = to;
  }
  return { text, masked };
}

/** A number and a comment; the lines after the first hold nothing. */
function mask(magic: string): string {
  return `0${magic.slice(1).replace(/[^\r\n]/g, '#')}`.replace(/(?<=[\r\n])#+/g, (line) => ' '.repeat(line.length));
}

/** The length of a line that a backslash may continue, without its end. */
function continuedLine(text: string, from: number): number {
  const line = /(?:[^\\\r\n]|\\(?:\r\n|[^]))*\\?/y;
  line.lastIndex = from;
  return line.test(text) ? line.lastIndex : text.length;
}

const token =
  /"""(?:[^\\]|\\[^])*?(?:"""|$)|'''(?:[^\\]|\\[^])*?(?:'''|$)|"(?:[^"\\\r\n]|\\(?:\r\n|[^]))*"?|'(?:[^'\\\r\n]|\\(?:\r\n|[^]))*'?|#[^\r\n]*|\\\r?\n|[([{]|[)\]}]|\r\n?|\n|[^"'#\\([{)\]}\r\n]+|\\/y;

/** The length of the logical line at the start of the text, with its end. */
function logicalLine(text: string): number {
  let depth = 0;
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (/^[([{]$/.test(found)) depth++;
    else if (/^[)\]}]$/.test(found)) depth--;
    else if (/^[\r\n]/.test(found) && depth <= 0) return token.lastIndex;
    if (token.lastIndex >= text.length) break;
  }
  return text.length;
}
