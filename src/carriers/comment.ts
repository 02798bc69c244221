import type { Range } from '../model/range.ts';
import { rangeAt } from '../model/range.ts';
import type { Part } from './carrier.ts';
import { blockPart } from './code-blocks.ts';
import { lineFrom, linesOf } from './lines.ts';
import type { Line } from './lines.ts';

const opening = /^[ \t]*#+[ \t]*(?=(?:from[ \t]+[\w.]+[ \t]+import|import)[ \t]+[\w(*])/;

/**
 * Imports that are commented out, each a line of its own. An edit is for a person to look at: a comment may quote the old import
 * on purpose.
 * @param statements the logical lines of the module, in which no such line stands
 */
export function commentParts(text: string, statements: readonly Range[]): Part[] {
  if (!text.includes('#')) return [];
  const parts: Part[] = [];
  const lines = linesOf(text);
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    const column = line && opening.exec(line.text)?.[0].length;
    if (line === undefined || column === undefined || rangeAt(statements, line.start + column)) continue;
    const code: Line[] = [lineFrom(line, column)];
    const prefix = line.text.slice(0, column);
    const isOpen = (): boolean => {
      const whole = code.map((one) => one.text).join('\n');
      return whole.includes('(') && !whole.includes(')');
    };
    while (isOpen() && lines[k + 1]?.text.startsWith(prefix.trimEnd()) === true) {
      const next = lines[++k];
      if (next) code.push(lineFrom(next, prefix.trimEnd().length));
    }
    if (!isOpen()) parts.push(blockPart({ lines: code, prefix: () => prefix }, 'it is a comment'));
  }
  return parts;
}
