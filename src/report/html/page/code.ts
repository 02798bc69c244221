import type { Range } from './changed-words.ts';
import { element, visible } from './dom.ts';
import { tokensOf } from './syntax.ts';

/** A line of code as text nodes, with its syntax, and its changed parts marked. */
export function codeLine(
  text: string,
  path: string,
  changed: readonly Range[] = [],
  tag: 'del' | 'ins' = 'ins',
): Node[] {
  const line = visible(text);
  const nodes: Node[] = [];
  let at = 0;
  for (const { text: token, kind } of tokensOf(line, path)) {
    for (const { start, end, isChanged } of piecesOf(at, at + token.length, changed)) {
      const part = line.slice(start, end);
      const made = kind === '' ? document.createTextNode(part) : element('span', { class: `syntax-${kind}` }, part);
      nodes.push(isChanged ? element(tag, {}, made) : made);
    }
    at += token.length;
  }
  return nodes;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isChanged: boolean;
}

/** A part of a line, cut where a changed part begins or ends. */
function piecesOf(start: number, end: number, changed: readonly Range[]): Piece[] {
  const cuts = new Set([start, end]);
  for (const cut of changed.flat()) if (cut > start && cut < end) cuts.add(cut);
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return sorted.slice(0, -1).map((from, k) => ({
    start: from,
    end: sorted[k + 1] ?? end,
    isChanged: changed.some(([first, last]) => from >= first && from < last),
  }));
}
