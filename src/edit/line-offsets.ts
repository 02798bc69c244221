/** Offsets of lines. A line ends with LF, CRLF or a lone CR, as in Python. */

/** Offset of the first character of the line that holds `offset`. */
export function lineStartAt(text: string, offset: number): number {
  if (offset === 0) return 0;
  const after = text.lastIndexOf('\n', offset - 1) + 1;
  return after + text.slice(after, offset).lastIndexOf('\r') + 1;
}

/** Offset of the line ending of the line that holds `offset`, or the end of the text. */
export function lineEndAt(text: string, offset: number): number {
  const found = /[\r\n]/g;
  found.lastIndex = offset;
  return found.exec(text)?.index ?? text.length;
}

export function afterLineEnding(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2;
  return offset < text.length ? offset + 1 : offset;
}

/** Offset of the line behind the one that holds `offset`; the end of the text for the last line. */
export function nextLineAt(text: string, offset: number): number {
  return afterLineEnding(text, lineEndAt(text, offset));
}

/** Offset of the line ending that ends before `lineStart`; `lineStart` itself at the start of the text. */
export function beforeLineEnding(text: string, lineStart: number): number {
  if (lineStart === 0) return 0;
  return text.startsWith('\r\n', lineStart - 2) ? lineStart - 2 : lineStart - 1;
}
