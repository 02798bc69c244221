import type { ExportNamedDeclaration, ImportDeclaration } from '@babel/types';
import { lineEndAt, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import { isIdentifier, nameText } from './identifier.ts';
import { escapeFor, replaceSpecifier } from './move-recorder.ts';

type ItemKind = 'default' | 'namespace' | 'named';

/** One name of an import or export statement. */
export interface ClauseItem extends Range {
  readonly kind: ItemKind;
  /** The export of the other module; `default`, or `*` for a namespace. */
  readonly name: string;
  /** The name that is bound here, or under which it is exported again. */
  readonly bound: string;
  /** `{ type X }` */
  readonly isType: boolean;
}

/** The names of `import … from 'x'` or `export … from 'x'`. */
export interface Clause extends Range {
  readonly keyword: 'import' | 'export';
  /** The statement up to its names: `import`, `import type`, `export type`, … */
  readonly head: string;
  readonly isType: boolean;
  /** `with { … }`, or a phase such as `defer`. */
  readonly isSpecial: boolean;
  readonly items: readonly ClauseItem[];
  /** Where the names start and end. */
  readonly names: Range;
  /** Offsets of the braces, or -1. */
  readonly open: number;
  readonly close: number;
  readonly specifier: Range;
}

/** What becomes of one name. */
export type ItemMove =
  | { readonly kind: 'stay' }
  /** Its exact binding stands already: the name goes. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'move'; readonly module: string; readonly name: string; readonly bound: string };

type Moved = ItemMove & { kind: 'move' };

/** A name as it is to be written. */
interface Written {
  readonly kind: ItemKind;
  readonly text: string;
  /** Comments before it and behind it. */
  readonly above: string;
  readonly behind: string;
}

export function readClause(text: string, node: ImportDeclaration | ExportNamedDeclaration): Clause {
  const keyword = node.type === 'ImportDeclaration' ? 'import' : 'export';
  const specifier = node.source ? rangeOf(node.source) : rangeOf(node);
  const items = node.specifiers.map((item): ClauseItem => {
    const range = rangeOf(item);
    switch (item.type) {
      case 'ImportDefaultSpecifier':
        return { ...range, kind: 'default', name: 'default', bound: item.local.name, isType: false };
      case 'ExportDefaultSpecifier':
        return { ...range, kind: 'default', name: 'default', bound: item.exported.name, isType: false };
      case 'ImportNamespaceSpecifier':
        return { ...range, kind: 'namespace', name: '*', bound: item.local.name, isType: false };
      case 'ExportNamespaceSpecifier':
        return { ...range, kind: 'namespace', name: '*', bound: textOf(item.exported), isType: false };
      case 'ImportSpecifier': {
        const isType = item.importKind === 'type' || item.importKind === 'typeof';
        return { ...range, kind: 'named', name: textOf(item.imported), bound: item.local.name, isType };
      }
      case 'ExportSpecifier':
        return {
          ...range,
          kind: 'named',
          name: textOf(item.local),
          bound: textOf(item.exported),
          isType: item.exportKind === 'type',
        };
    }
  });
  const start = node.start ?? 0;
  const from = findCode(text, start, specifier.start, /\bfrom\b/g, true);
  const open = findCode(text, start, specifier.start, /\{/g, false);
  const close = findCode(text, start, specifier.start, /\}/g, true);
  const first = Math.min(open < 0 ? specifier.start : open, items[0]?.start ?? specifier.start);
  const kind = node.type === 'ImportDeclaration' ? node.importKind : node.exportKind;
  return {
    ...rangeOf(node),
    keyword,
    head: withoutComments(text.slice(start, first)).trim().replace(/\s+/g, ' '),
    isType: kind === 'type' || kind === 'typeof',
    isSpecial: (node.attributes?.length ?? 0) > 0 || ('phase' in node && node.phase != null),
    items,
    names: { start: first, end: from < 0 ? first : start + text.slice(start, from).trimEnd().length },
    open,
    close,
    specifier,
  };
}

function textOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.type === 'Identifier' ? (node.name ?? '') : String(node.value);
}

const commentOrString = /\/\*[^]*?\*\/|\/\/[^\r\n]*|"[^"\r\n]*"|'[^'\r\n]*'|`[^`]*`/g;

function isComment(text: string): boolean {
  return text.startsWith('/');
}

/** The same code without comments, and without the blanks behind them. */
export function withoutComments(code: string): string {
  return code.replace(new RegExp(`(?:${commentOrString.source})[ \\t]*`, 'g'), (match, offset: number) =>
    isComment(match) ? (/\w/.test(code.charAt(offset - 1)) ? ' ' : '') : match,
  );
}

/** Where a pattern first or last matches outside of comments and strings, or -1. */
function findCode(text: string, from: number, to: number, pattern: RegExp, isLast: boolean): number {
  const code = text.slice(from, to).replace(commentOrString, (match) => ' '.repeat(match.length));
  const matches = [...code.matchAll(pattern)];
  const match = isLast ? matches.at(-1) : matches[0];
  return match ? from + match.index : -1;
}

/**
 * The edits that move names of one statement: the names that stay, or else those of the first target, keep the statement;
 * each other target gets a statement of its own behind it.
 * @param moves one for each item of the clause
 */
export function rewriteClause(source: SourceFile, clause: Clause, moves: readonly ItemMove[]): TextEdit[] {
  const { text } = source;
  const targets = [...new Set(moves.flatMap((move) => (move.kind === 'move' ? [move.module] : [])))];
  const staying = moves.some((move) => move.kind === 'stay');
  if (!staying && targets.length === 0) return [removal(source, clause)];
  const kept = staying ? undefined : targets[0];
  const isKept = (move: ItemMove | undefined): boolean =>
    move?.kind === 'move' ? move.module === kept : move?.kind === 'stay' && staying;
  const edits: TextEdit[] = kept === undefined ? [] : [replaceSpecifier(text, clause.specifier, kept)];
  const keptItems = clause.items.map((item, k) => ({ item, move: moves[k] })).filter(({ move }) => isKept(move));
  const isInPlace =
    keptItems.length === clause.items.length && keptItems.every(({ item, move }) => keepsKind(clause, item, move));
  if (isInPlace) edits.push(...keptItems.flatMap(({ item, move }) => renameItem(clause, item, move)));
  else edits.push({ ...clause.names, text: betweenWords(text, clause.names, namesText(source, clause, keptItems)) });
  const added = targets
    .filter((module) => module !== kept)
    .map((module) => {
      const items = clause.items
        .map((item, k) => ({ item, move: moves[k] }))
        .filter(({ move }) => move?.kind === 'move' && move.module === module);
      return newStatement(source, clause, module, namesText(source, clause, items));
    });
  if (added.length > 0) edits.push(insertion(source, clause, added));
  const written = oneBlank(edits.map((edit) => edit.text).join(''));
  const replaced = edits.filter(({ start, end }) => clause.names.start <= start && end <= clause.names.end);
  const comments = replaced.flatMap((edit) => commentsIn(text, edit));
  const lost = comments.filter((comment) => !written.includes(oneBlank(comment)));
  if (lost.length > 0) edits.push({ start: clause.start, end: clause.start, text: onLines(source, clause, lost) });
  return edits;
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function commentsIn(text: string, { start, end }: Range): string[] {
  return (text.slice(start, end).match(commentOrString) ?? []).filter(isComment);
}

/** Comments above a statement that they have no place in any more. */
function onLines({ text, lineEnding }: SourceFile, { start }: Range, comments: readonly string[]): string {
  const indentation = /^[ \t]*/.exec(text.slice(lineStartAt(text, start)))?.[0] ?? '';
  return comments.map((comment) => comment + lineEnding + indentation).join('');
}

/** `import{A}from'x'` needs no blanks, a bare name does. */
function betweenWords(text: string, { start, end }: Range, names: string): string {
  const before = /\w/.test(text.charAt(start - 1)) && !names.startsWith('{') ? ' ' : '';
  const after = /\w/.test(text.charAt(end)) && !names.endsWith('}') ? ' ' : '';
  return before + names + after;
}

/** Does the name keep its place: default, namespace, or in the braces? */
function keepsKind(clause: Clause, item: ClauseItem, move: ItemMove | undefined): boolean {
  return move?.kind !== 'move' || kindAfter(clause, item, move) === item.kind;
}

function kindAfter({ keyword }: Clause, item: ClauseItem, move: Moved): ItemKind {
  if (item.kind === 'namespace') return 'namespace';
  if (move.name !== 'default') return 'named';
  if (item.kind === 'default') return 'default';
  // `{ default as X }` stays one.
  return keyword === 'export' || item.isType || item.name === 'default' ? 'named' : 'default';
}

function renameItem({ keyword }: Clause, item: ClauseItem, move: ItemMove | undefined): TextEdit[] {
  if (move?.kind !== 'move') return [];
  const { start, end } = item;
  if (item.kind !== 'named')
    return move.bound === item.bound
      ? []
      : [{ start, end, text: item.kind === 'default' ? move.bound : `* as ${move.bound}` }];
  if (move.name === item.name && move.bound === item.bound) return [];
  return [{ start, end, text: itemText(keyword, item, move.name, move.bound) }];
}

/** A name in braces. */
export function itemText(keyword: 'import' | 'export', item: ClauseItem, name: string, bound: string): string {
  const prefix = item.isType ? 'type ' : '';
  if (keyword === 'import' && !isIdentifier(name)) return `${prefix}${nameText(name)} as ${bound}`;
  return prefix + (name === bound ? nameText(name) : `${nameText(name)} as ${nameText(bound)}`);
}

/** The names of a statement, in the style of those that stood there. */
function namesText(
  { text, lineEnding }: SourceFile,
  clause: Clause,
  items: readonly { readonly item: ClauseItem; readonly move: ItemMove | undefined }[],
): string {
  const written: Written[] = [];
  for (const { item, move } of items) {
    const { name, bound } = move?.kind === 'move' ? move : item;
    let kind = move?.kind === 'move' ? kindAfter(clause, item, move) : item.kind;
    const needsBraces = clause.isType && items.length > 1;
    if (kind === 'default' && (needsBraces || written.some((other) => other.kind === 'default'))) kind = 'named';
    const comments = item.kind === 'named' ? commentsOf(text, clause, item) : { above: '', behind: '' };
    const plain =
      kind === 'default' ? bound : kind === 'namespace' ? `* as ${bound}` : itemText(clause.keyword, item, name, bound);
    written.push({ kind, text: plain, ...comments });
  }
  const outside = written.filter(({ kind }) => kind !== 'named').map((entry) => entry.text);
  const named = written.filter(({ kind }) => kind === 'named');
  if (named.length === 0) return outside.join(', ');
  return [...outside, bracesText(text, lineEnding, clause, named)].join(', ');
}

function bracesText(text: string, lineEnding: string, clause: Clause, named: readonly Written[]): string {
  const { open, close } = clause;
  const inside = open < 0 ? ' ' : text.slice(open + 1, close);
  const hasComments = named.some(({ above, behind }) => above !== '' || behind !== '');
  const isMultiLine = /[\r\n]/.test(inside) && (named.length > 1 || hasComments);
  const hasTrailingComma = /,\s*$/.test(inside.replace(/\/\*[^]*?\*\/|\/\/[^\r\n]*/g, ''));
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
function commentsOf(text: string, { open, close }: Clause, item: ClauseItem): { above: string; behind: string } {
  const before = findCode(text, open + 1, item.start, /,/g, true);
  let start = before < 0 ? open + 1 : before + 1;
  if (before >= 0) start += behindComma(text, start).length;
  const comma = findCode(text, item.end, close, /,/g, false);
  const end = comma < 0 ? close : comma;
  const trailing = comma < 0 ? '' : behindComma(text, comma + 1);
  const behind = [text.slice(item.end, end).trim(), trailing.trim()].filter((part) => part !== '').join(' ');
  return { above: text.slice(start, item.start).trim(), behind };
}

/** A comment behind a comma that ends its line. */
function behindComma(text: string, from: number): string {
  return (
    /^[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*(?=[\r\n]))/.exec(
      text.slice(from, lineEndAt(text, from) + 1),
    )?.[0] ?? ''
  );
}

export function newStatement({ text }: SourceFile, clause: Clause, module: string, names: string): string {
  const quote = text.charAt(clause.specifier.start);
  const rest = withoutComments(text.slice(clause.specifier.end, clause.end)).replace(/\s+(;?)$/, '$1');
  return `${clause.head} ${names} from ${quote}${escapeFor(quote, module)}${quote}${rest}`;
}

/** Behind the statement, and a comment on its line; on the same line only when something else follows there. */
export function insertion({ text, lineEnding }: SourceFile, { start, end }: Range, added: readonly string[]): TextEdit {
  const rest = text.slice(end, lineEndAt(text, end));
  if (!/^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)?$/.test(rest))
    return { start: end, end, text: added.map((line) => ` ${line}`).join('') };
  const at = end + rest.trimEnd().length;
  const indentation = /^[ \t]*/.exec(text.slice(lineStartAt(text, start)))?.[0] ?? '';
  return { start: at, end: at, text: added.map((line) => lineEnding + indentation + line).join('') };
}

/** The whole line of a statement that is alone on it; but for its comments. */
function removal(source: SourceFile, { start, end }: Range): TextEdit {
  const { text } = source;
  const comments = commentsIn(text, { start, end });
  if (comments.length > 0) return { start, end, text: onLines(source, { start, end }, comments).trimEnd() };
  const lineStart = lineStartAt(text, start);
  const lineEnd = lineEndAt(text, end);
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(end, lineEnd).trim() === '';
  if (!isAlone) return { start, end, text: '' };
  const after = text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length);
  return { start: lineStart, end: after, text: '' };
}
