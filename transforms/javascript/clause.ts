import type { ExportNamedDeclaration, ImportDeclaration, ImportSpecifier } from '@babel/types';
import type { Range } from '../../src/model/range.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';

export type ItemKind = 'default' | 'namespace' | 'named';

/** One name of an import or export statement. */
export interface ClauseItem extends Range {
  readonly kind: ItemKind;
  /** The export of the other module; `default`, or `*` for a namespace. */
  readonly name: string;
  /** The name that is bound here, or under which it is exported again. */
  readonly bound: string;
  /** The word before the name in `{ type X }`. */
  readonly inline: 'type' | 'typeof' | undefined;
}

/** The names of `import … from 'x'` or `export … from 'x'`. */
export interface Clause extends Range {
  readonly keyword: 'import' | 'export';
  /** The statement up to its names: `import`, `import type`, `export type`, … */
  readonly head: string;
  readonly isType: boolean;
  /** The text behind the specifier, without blanks, comments and the semicolon: `with{type:'json'}`. */
  readonly attributes: string;
  readonly items: readonly ClauseItem[];
  /** Where the names start and end. */
  readonly names: Range;
  /** Offsets of the braces, or -1. */
  readonly open: number;
  readonly close: number;
  readonly specifier: Range;
}

/** The move of one name. */
export type ItemMove =
  | { readonly kind: 'stay' }
  /** It is bound by another statement: the name goes. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'move'; readonly module: string; readonly name: string; readonly bound: string };

export function readClause(text: string, node: ImportDeclaration | ExportNamedDeclaration): Clause {
  const keyword = node.type === 'ImportDeclaration' ? 'import' : 'export';
  const specifier = node.source ? rangeOf(node.source) : rangeOf(node);
  const items = node.specifiers.map(readItem);
  const start = node.start ?? 0;
  const from = findCode(text, start, specifier.start, /\bfrom\b/g, true);
  const open = findCode(text, start, specifier.start, /\{/g, false);
  const close = findCode(text, start, specifier.start, /\}/g, true);
  const first = Math.min(open < 0 ? specifier.start : open, items[0]?.start ?? specifier.start);
  const kind = node.type === 'ImportDeclaration' ? node.importKind : node.exportKind;
  const { end } = rangeOf(node);
  return {
    start,
    end,
    keyword,
    head: withoutComments(text.slice(start, first)).trim().replace(/\s+/g, ' '),
    isType: kind === 'type' || kind === 'typeof',
    attributes: withoutComments(text.slice(specifier.end, end)).replace(/\s+|;$/g, ''),
    items,
    names: { start: first, end: from < 0 ? first : start + text.slice(start, from).trimEnd().length },
    open,
    close,
    specifier,
  };
}

function readItem(
  item: ImportDeclaration['specifiers'][number] | ExportNamedDeclaration['specifiers'][number],
): ClauseItem {
  const range = rangeOf(item);
  const whole = { ...range, inline: undefined };
  switch (item.type) {
    case 'ImportDefaultSpecifier':
      return { ...whole, kind: 'default', name: 'default', bound: item.local.name };
    case 'ExportDefaultSpecifier':
      return { ...whole, kind: 'default', name: 'default', bound: item.exported.name };
    case 'ImportNamespaceSpecifier':
      return { ...whole, kind: 'namespace', name: '*', bound: item.local.name };
    case 'ExportNamespaceSpecifier':
      return { ...whole, kind: 'namespace', name: '*', bound: textOf(item.exported) };
    case 'ImportSpecifier':
      return { ...range, kind: 'named', name: textOf(item.imported), bound: item.local.name, inline: inlineOf(item) };
    case 'ExportSpecifier': {
      const inline = item.exportKind === 'type' ? 'type' : undefined;
      return { ...range, kind: 'named', name: textOf(item.local), bound: textOf(item.exported), inline };
    }
  }
}

function inlineOf({ importKind }: ImportSpecifier): ClauseItem['inline'] {
  return importKind === 'type' || importKind === 'typeof' ? importKind : undefined;
}

function textOf(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.type === 'Identifier' ? (node.name ?? '') : String(node.value);
}

// eslint-disable-next-line regexp/no-super-linear-move -- nothing follows in the pattern
const commentOrString = /\/\*[^]*?\*\/|\/\/[^\r\n]*|"[^"\r\n]*"|'[^'\r\n]*'|`[^`]*`/g;

function isComment(text: string): boolean {
  return text.startsWith('/');
}

export function commentsIn(text: string, { start, end }: Range): string[] {
  return (text.slice(start, end).match(commentOrString) ?? []).filter(isComment);
}

/** The same code without comments, and without the blanks behind them. */
export function withoutComments(code: string): string {
  return code.replace(new RegExp(`(?:${commentOrString.source})[ \\t]*`, 'g'), (match, offset: number) =>
    isComment(match) ? (/\w/.test(code.charAt(offset - 1)) ? ' ' : '') : match,
  );
}

/** The same code with blanks for its comments and strings. */
export function blankComments(code: string): string {
  return code.replace(commentOrString, (match) => ' '.repeat(match.length));
}

/** Where a pattern first or last matches outside of comments and strings, or -1. */
export function findCode(text: string, from: number, to: number, pattern: RegExp, isLast: boolean): number {
  const code = blankComments(text.slice(from, to));
  const matches = [...code.matchAll(pattern)];
  const match = isLast ? matches.at(-1) : matches[0];
  return match ? from + match.index : -1;
}
