/**
 * The kind of a logical line. `import-time`: a statement that runs when the module is imported, also in a class body.
 * `body`: a statement of a function.
 */
export type LineKind = 'decorator' | 'global' | 'function' | 'class' | 'import-time' | 'body';

const header = /(?:async[ \t]+)?(def|class)\b/y;
const textLine = /[rRuUbB]{0,2}["']/y;

/**
 * Tell the logical lines apart, by their first words and their indentation alone. Lines that are text and no more, such as
 * docstrings, are left out.
 * @param lines start, end and indentation of each, counted as `text` is
 */
export function visitLines(
  lines: Int32Array,
  text: string,
  visit: (kind: LineKind, line: number, start: number, end: number) => void,
): void {
  /** The indentation of the outermost function around the line, or -1. */
  let functionAt = -1;
  for (let at = 0; at < lines.length; at += 3) {
    const start = lines[at] ?? 0;
    const indentation = lines[at + 2] ?? 0;
    if (indentation <= functionAt) functionAt = -1;
    const kind = kindOf(text, start, functionAt >= 0);
    if (kind === undefined) continue;
    visit(kind, at / 3, start, lines[at + 1] ?? start);
    if (kind === 'function' && functionAt < 0) functionAt = indentation;
  }
}

function kindOf(text: string, start: number, isInFunction: boolean): LineKind | undefined {
  switch (text.charCodeAt(start)) {
    case 0x40: // @
      return 'decorator';
    case 0x67: // g
      if (/^global[ \t\\]/.test(text.slice(start, start + 7))) return 'global';
      break;
    case 0x61: // a
    case 0x63: // c
    case 0x64: {
      // d
      header.lastIndex = start;
      const word = header.exec(text)?.[1];
      if (word !== undefined) return word === 'def' ? 'function' : 'class';
      break;
    }
    case 0x22: // "
    case 0x27: // '
      return undefined;
    case 0x72: // r
    case 0x75: // u
    case 0x62: // b
      textLine.lastIndex = start;
      if (textLine.test(text)) return undefined;
      break;
    default:
  }
  return isInFunction ? 'body' : 'import-time';
}
