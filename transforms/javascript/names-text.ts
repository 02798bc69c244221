import { lineStartAt } from '../../src/edit/line-offsets.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { findCode } from './clause.ts';
import type { Clause, ClauseItem, ItemKind, ItemMove } from './clause.ts';
import { isIdentifier, nameText } from './identifier.ts';

/** A name of a statement, with what becomes of it. */
export interface PlacedItem {
  readonly item: ClauseItem;
  /** Its place in the clause that it stands in. */
  readonly k: number;
  readonly move: ItemMove | undefined;
}

/** A name as it is to be written. */
export interface WrittenName {
  readonly kind: ItemKind;
  readonly text: string;
}

/** The same, with the comments before it and behind it. */
interface CommentedName extends WrittenName {
  readonly above: string;
  readonly behind: string;
}

/** The place that a name has in a statement: default, namespace, or in the braces. */
export function kindAfter({ keyword }: Clause, item: ClauseItem, move: ItemMove | undefined): ItemKind {
  if (move?.kind !== 'move') return item.kind;
  if (move.name === '*') return 'namespace';
  if (item.kind === 'namespace') return move.name === 'default' && keyword === 'import' ? 'default' : 'named';
  if (move.name !== 'default') return 'named';
  if (item.kind === 'default') return 'default';
  // `{ default as X }` stays one.
  return keyword === 'export' || item.inline !== undefined || item.name === 'default' ? 'named' : 'default';
}

/** A name in braces. */
export function itemText(
  keyword: Clause['keyword'],
  inline: ClauseItem['inline'],
  name: string,
  bound: string,
): string {
  const prefix = inline === undefined ? '' : `${inline} `;
  if (keyword === 'import' && !isIdentifier(name)) return `${prefix}${nameText(name)} as ${bound}`;
  return prefix + (name === bound ? nameText(name) : `${nameText(name)} as ${nameText(bound)}`);
}

/**
 * The names of a statement, in the style of those that stand there.
 * @param items those of the clause
 * @param others those that come to them
 * @param isType the statement is for types only
 */
export function namesText(
  { text, lineEnding }: SourceFile,
  clause: Clause,
  items: readonly PlacedItem[],
  others: readonly WrittenName[],
  isType: boolean,
): string {
  const written: CommentedName[] = [];
  const needsBraces = isType && items.length + others.length > 1;
  let hasDefault = false;
  for (const { item, k, move } of items) {
    const { name, bound } = move?.kind === 'move' ? move : item;
    let kind = kindAfter(clause, item, move);
    if (kind === 'default' && (needsBraces || hasDefault)) kind = 'named';
    hasDefault ||= kind === 'default';
    const comments = item.kind === 'named' ? commentsOf(text, clause, k) : { above: '', behind: '' };
    const inline = isType && item.inline === 'type' ? undefined : item.inline;
    const plain =
      kind === 'default'
        ? bound
        : kind === 'namespace'
          ? `* as ${bound}`
          : itemText(clause.keyword, inline, name, bound);
    written.push({ kind, text: plain, ...comments });
  }
  written.push(...others.map((other) => ({ ...other, above: '', behind: '' })));
  const textsOf = (kind: ItemKind): string[] =>
    written.filter((entry) => entry.kind === kind).map((entry) => entry.text);
  const outside = [...textsOf('default'), ...textsOf('namespace')];
  const named = written.filter(({ kind }) => kind === 'named');
  if (named.length === 0) return outside.join(', ');
  return [...outside, bracesText(text, lineEnding, clause, named)].join(', ');
}

function bracesText(text: string, lineEnding: string, clause: Clause, named: readonly CommentedName[]): string {
  const { open, close } = clause;
  const inside = open < 0 ? ' ' : text.slice(open + 1, close);
  const hasComments = named.some(({ above, behind }) => above !== '' || behind !== '');
  const isMultiLine = /[\r\n]/.test(inside) && (named.length > 1 || hasComments);
  const hasTrailingComma = inside
    .replace(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g, '')
    .trimEnd()
    .endsWith(',');
  if (!isMultiLine) {
    const space = /^\S/.test(inside) ? '' : ' ';
    const parts = named.map(({ above, text: name, behind }) =>
      [above, name, behind].filter((part) => part !== '').join(' '),
    );
    return `{${space}${parts.join(', ')}${hasTrailingComma && !/[\r\n]/.test(inside) ? ',' : ''}${space}}`;
  }
  const first = clause.items.find((item) => item.start > open);
  const indentation = /^[ \t]*/.exec(text.slice(lineStartAt(text, clause.start)))?.[0] ?? '';
  const itemStart = first === undefined ? 0 : lineStartAt(text, first.start);
  const itemIndentation = itemStart > open ? (/^[ \t]*/.exec(text.slice(itemStart))?.[0] ?? '') : `${indentation}  `;
  const lines = named.flatMap(({ above, text: name, behind }, k) => {
    const comma = hasTrailingComma || k < named.length - 1 ? ',' : '';
    return [...(above === '' ? [] : above.split(/\r\n?|\n/)), name + comma + (behind === '' ? '' : ` ${behind}`)].map(
      (line) => itemIndentation + line.trimStart(),
    );
  });
  return ['{', ...lines, `${indentation}}`].join(lineEnding);
}

/** The comments that belong to a name: between the comma before it and the one behind it, and those behind that on its line. */
function commentsOf(text: string, { open, close, items }: Clause, k: number): { above: string; behind: string } {
  const [previous, item, next] = [items[k - 1], items[k], items[k + 1]];
  if (!item) return { above: '', behind: '' };
  const from = Math.max(open + 1, previous?.end ?? 0);
  const before = findCode(text, from, item.start, /,/g, true);
  let start = before < 0 ? from : before + 1;
  if (before >= 0 && before > open) start += behindComma(text, start).length;
  const until = next?.start ?? close;
  const comma = findCode(text, item.end, until, /,/g, false);
  const end = comma < 0 ? until : comma;
  const trailing = comma < 0 ? '' : behindComma(text, comma + 1);
  const behind = [text.slice(item.end, end).trim(), trailing.trim()].filter((part) => part !== '').join(' ');
  return { above: text.slice(start, item.start).trim(), behind };
}

/** A comment behind a comma that ends its line. */
function behindComma(text: string, from: number): string {
  const comment = /[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*(?=[\r\n]))/y;
  comment.lastIndex = from;
  return comment.exec(text)?.[0] ?? '';
}
