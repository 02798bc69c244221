import { changedWords } from './changed-words.ts';
import type { Range } from './changed-words.ts';
import { codeLine } from './code.ts';
import { rowsOf } from './diff-lines.ts';
import type { DiffLine, Hunk, Row } from './diff-lines.ts';
import { count, element } from './dom.ts';
import { placeLink } from './place.ts';

/** One line below the other, or the old text beside the new one. */
export type DiffFormat = 'unified' | 'split';

/** Lines of a diff that are drawn at once. */
const LINES = 4000;

/** A diff as a table. Each line of the old text is a link to itself. */
export function diffView(hunks: readonly Hunk[], format: DiffFormat, path: string): HTMLElement {
  const columns = format === 'split' ? ['number', 'text', 'number', 'text'] : ['number', 'number', 'text'];
  const widths = columns.map((name) => element('col', { class: name }));
  const table = element('table', { class: `diff ${format}` }, element('colgroup', {}, ...widths));
  let [lines, shown] = [0, 0];
  for (const hunk of hunks) {
    if (lines > LINES) break;
    lines += hunk.lines.length;
    shown++;
    const head = element('tr', { class: 'hunk' }, element('td', { colspan: columns.length }, hunk.head));
    table.append(element('tbody', {}, head, ...rowsIn(hunk, format, path)));
  }
  const rest = hunks.length - shown;
  const more =
    rest > 0 &&
    element('p', { class: 'quiet' }, `The last ${count(rest, 'hunk')} are in the patch, and not shown here.`);
  return element('div', { class: 'diff-frame' }, table, ...(more ? [more] : []));
}

function rowsIn(hunk: Hunk, format: DiffFormat, path: string): HTMLElement[] {
  const rows = rowsOf(hunk);
  if (format === 'split') return rows.map((row) => splitRow(row, path));
  const words = new Map<DiffLine, readonly Range[]>();
  for (const { old, now } of rows) {
    if (old === undefined || now === undefined || old === now) continue;
    const changed = changedWords(old.text, now.text);
    words.set(old, changed.old).set(now, changed.now);
  }
  return hunk.lines.map((line) =>
    element('tr', rowAttributes(line), ...numberCells(line, path), codeCell(line, path, words.get(line))),
  );
}

function splitRow({ old, now }: Row, path: string): HTMLElement {
  const words = old && now && old !== now ? changedWords(old.text, now.text) : undefined;
  const isSame = old === now;
  return element(
    'tr',
    { 'data-line': old?.old },
    numberCell(old?.old, path),
    old ? codeCell(old, path, words?.old) : element('td', { class: 'none' }),
    numberCell(now?.now),
    now ? codeCell(isSame ? { ...now, kind: 'both' } : now, path, words?.now) : element('td', { class: 'none' }),
  );
}

function rowAttributes({ old }: DiffLine): { readonly 'data-line': number | undefined } {
  return { 'data-line': old };
}

function numberCells({ old, now }: DiffLine, path: string): HTMLElement[] {
  return [numberCell(old, path), numberCell(now)];
}

/** @param path of the file, where the line is to be a link */
function numberCell(number: number | undefined, path?: string): HTMLElement {
  if (number === undefined) return element('td', { class: 'number' });
  const shown = path === undefined ? String(number) : placeLink(path, number, String(number));
  return element('td', { class: 'number' }, shown);
}

const signs = { both: ' ', old: '-', new: '+' } as const;

function codeCell({ kind, text }: DiffLine, path: string, changed: readonly Range[] = []): HTMLElement {
  const sign = element('span', { class: 'sign' }, signs[kind]);
  return element(
    'td',
    { class: `code ${kind}` },
    sign,
    ...codeLine(text, path, changed, kind === 'old' ? 'del' : 'ins'),
  );
}
