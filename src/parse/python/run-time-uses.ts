import type { SourceBuffer } from '../../native/source-buffer.ts';
import { LogicalLines } from './logical-lines.ts';
import { TokenKind, readTokens } from './tokens.ts';
import { isTopLevel } from './top-level-imports.ts';

/**
 * The line of the first place in a function of the module in the buffer that may look the name up when the function runs;
 * undefined when there is none. Rather one too many: a local variable of the name counts. The buffer must count bytes.
 */
export function runTimeUse(buffer: SourceBuffer, name: string): number | undefined {
  const text = buffer.latin1(0, buffer.bytes.length);
  if (!text.includes(name)) return undefined;
  const lines = new LogicalLines(buffer.outline().lines.slice(), text);
  const word = new RegExp(String.raw`(?<![\w.])${name.replace(/\$/g, '\\$')}(?!\w)`, 'g');
  let seen = -1;
  for (const { index } of text.matchAll(word)) {
    const line = lines.at(index);
    if (line === seen) continue;
    seen = line;
    const { start, end } = lines.range(line);
    if (index >= end || /^(?:from|import)\b/.test(text.slice(start, start + 8))) continue;
    const isHeader = lines.blockWord(line) === 'def';
    if (!isHeader && isTopLevel(lines, start)) continue;
    if (isUsed(buffer, { start, end }, name, isHeader)) return text.slice(0, start).split(/\r\n?|\n/).length;
  }
  return undefined;
}

/** @param isHeader of a function: names before its colon are looked up where the function is defined */
function isUsed(buffer: SourceBuffer, range: { start: number; end: number }, name: string, isHeader: boolean): boolean {
  const tokens = readTokens(buffer, range, (start, end) => buffer.latin1(start, end));
  let depth = 0;
  let isInBody = !isHeader;
  for (const [k, { kind, text }] of tokens.entries()) {
    if (kind === TokenKind.operator && /[([{]/.test(text)) depth++;
    if (kind === TokenKind.operator && /[)\]}]/.test(text)) depth--;
    if (depth === 0 && text === ':') isInBody = true;
    if (kind !== TokenKind.name || text !== name || !isInBody) continue;
    const isAttribute = tokens[k - 1]?.text === '.';
    const isBound = tokens[k + 1]?.text === '=' || /^(?:def|class|global)$/.test(tokens[k - 1]?.text ?? '');
    if (!isAttribute && !isBound) return true;
  }
  return false;
}
