import { afterLineEnding, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { Target } from '../../src/model/config.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { removal } from './removed-statement.ts';
import { commentBehind, isAlone, isPragma, lineIndentation } from './statement-place.ts';
import { afterComma, gapAfter, noComments, removeNames } from './name-list.ts';
import type { Removal } from './name-list.ts';

/** The move of one name of a `from` import. */
export type NameMove =
  | { readonly kind: 'stay' }
  /** Its exact binding stands already: the name goes. */
  | { readonly kind: 'drop' }
  /**
   * @property module empty when the name is a module that stands in no package
   * @property isRenamed the local name becomes the new name, too
   */
  | { readonly kind: 'move'; readonly module: string; readonly name: string; readonly isRenamed: boolean };

/** A `from` import of names that is to be rewritten. */
export interface RewrittenStatement {
  readonly statement: ImportStatement;
  /** Absolute. */
  readonly module: string;
  /** Does the code go on with those names that are bound before one is found to be missing? */
  readonly isOrdered: boolean;
  /** The path of an absolute module as the statement is to write it. */
  readonly importPath: (statement: ImportStatement, module: string) => string;
  /** Names that are imported behind it, under their own names. */
  readonly besides?: readonly Target[];
  /** Its block has no other statement, once the edits are made. */
  readonly isNeeded?: boolean;
}

/**
 * The edits that move names of one `from` import: the names that are of its module afterwards, or else those of the first
 * target, keep the statement; each other target gets a statement of its own behind it, in the same block; ahead
 * of it, where the order counts and its names stand ahead of those that stay.
 * @param rewritten the statement with its absolute module
 * @param moves one for each name of the statement
 */
export function rewriteFromImport(
  source: SourceFile,
  lines: LogicalLines,
  { statement, module: own, isOrdered, importPath, besides = [], isNeeded = false }: RewrittenStatement,
  moves: readonly NameMove[],
): TextEdit[] {
  const targets = [...new Set(moves.flatMap((move) => (move.kind === 'move' ? [move.module] : [])))];
  const staying = moves.some((move) => move.kind === 'stay');
  if (!staying && targets.length === 0) return [removal(source, lines, statement, isNeeded)];
  const kept = staying || targets.includes(own) ? own : targets.find((module) => module !== '');
  const isKept = (move: NameMove | undefined): boolean =>
    move?.kind === 'move' ? move.module === kept : move?.kind === 'stay';
  if (kept === undefined) return [becomeImport(source.text, lines, statement, moves)];
  const removed = new Set([...statement.names.keys()].filter((k) => !isKept(moves[k])));
  const removals = removeNames(source.text, statement, removed);
  const edits: TextEdit[] = [...removals.values()].map(({ start, end }) => ({ start, end, text: '' }));
  edits.push(...removeLastComma(source.text, statement, removed, removals));
  if (kept !== own) edits.push(replacePath(source.text, statement, importPath(statement, kept)));
  for (const [k, move] of moves.entries()) {
    const name = statement.names[k];
    if (move.kind === 'move' && move.module === kept && name)
      edits.push(...renameInPlace(source.text, name, move.name, move.isRenamed));
  }
  const firstStaying = moves.findIndex(({ kind }) => kind === 'stay');
  const isAhead = (module: string): boolean =>
    isOrdered && moves.findIndex((move) => move.kind === 'move' && move.module === module) < firstStaying;
  const others = targets.filter((module) => module !== kept);
  const added = (module: string): string =>
    newStatement(source, lines, { statement, importPath, module }, moves, removals);
  const beside = besides.map(
    ({ module, name = '' }) => `${statement.isLazy ? 'lazy ' : ''}from ${importPath(statement, module)} import ${name}`,
  );
  const ahead = others.filter(isAhead).map(added);
  const behind = [...others.filter((module) => !isAhead(module)).map(added), ...beside];
  if (ahead.length > 0) edits.push(insertionAhead(source, lines, statement, ahead));
  if (behind.length > 0) edits.push(insertion(source, lines, statement, behind));
  return edits;
}

/** All names are modules that stand in no package: the statement becomes `import …`. */
function becomeImport(
  text: string,
  lines: LogicalLines,
  statement: ImportStatement,
  moves: readonly NameMove[],
): TextEdit {
  const names = statement.names.flatMap((name, k) => {
    const move = moves[k];
    return move?.kind === 'move' ? [boundAs(name, move.name, move.isRenamed)] : [];
  });
  const { start, end, open, isLazy } = statement;
  const comments = open >= 0 && isAlone(text, lines, statement) ? text.slice(open, end).match(/#[^\r\n]*/g) : null;
  const code = `${isLazy ? 'lazy ' : ''}import ${names.join(', ')}`;
  return { start, end, text: withComments(code, comments?.map((comment) => comment.trimEnd()) ?? []) };
}

/** A list that had no comma behind its last name gets none by losing that name. */
function removeLastComma(
  text: string,
  statement: ImportStatement,
  removed: ReadonlySet<number>,
  removals: ReadonlyMap<number, Removal>,
): TextEdit[] {
  const last = statement.names.length - 1;
  const lastKept = statement.names.findLastIndex((_, k) => !removed.has(k));
  if (lastKept === last || afterComma(gapAfter(text, statement, last)) !== undefined) return [];
  const end = (statement.names[lastKept]?.end ?? 0) + (afterComma(gapAfter(text, statement, lastKept)) ?? 0);
  const isRemoved = [...removals.values()].some((removal) => removal.start < end && removal.end >= end);
  return isRemoved ? [] : [{ start: end - 1, end, text: '' }];
}

/** `name [as alias]` under its new name, bound to the same local name; `X as X` stays one (PEP 484 re-export). */
function boundAs(name: ImportedName, newName: string, isRenamed: boolean): string {
  if (name.alias === undefined) return newName === name.name || isRenamed ? newName : `${newName} as ${name.name}`;
  return name.alias === newName && name.alias !== name.name ? newName : `${newName} as ${name.alias}`;
}

/** An alias that is the new name goes, unless a comment stands before it. */
function renameInPlace(text: string, name: ImportedName, newName: string, isRenamed: boolean): TextEdit[] {
  if (newName === name.name) return [];
  const hasComment = text.slice(name.start, name.end).includes('#');
  const keepsAlias = name.alias !== undefined && (name.alias !== newName || hasComment);
  return [
    keepsAlias
      ? { ...name.nameRange, text: newName }
      : { start: name.start, end: name.end, text: boundAs(name, newName, isRenamed) },
  ];
}

/** `from.old import(x)` needs no blanks around its dots, the new path does. */
function replacePath(text: string, { path }: ImportStatement, module: string): TextEdit {
  const before = /\s/.test(text.charAt(path.start - 1)) ? '' : ' ';
  const after = /[\s\\]/.test(text.charAt(path.end)) ? '' : ' ';
  return { ...path, text: before + module + after };
}

/** The statement of the names that go to `module`, in the style of the one they come from, without indentation. */
function newStatement(
  { text, lineEnding }: SourceFile,
  lines: LogicalLines,
  { statement, importPath, module }: Pick<RewrittenStatement, 'statement' | 'importPath' | 'module'>,
  moves: readonly NameMove[],
  removals: ReadonlyMap<number, Removal>,
): string {
  const members = moves.flatMap((move, k) => {
    const name = statement.names[k];
    return move.kind === 'move' && move.module === module && name
      ? [{ text: boundAs(name, move.name, move.isRenamed), ...(removals.get(k) ?? noComments) }]
      : [];
  });
  const from = module === '' ? '' : `from ${importPath(statement, module)} `;
  const head = `${statement.isLazy ? 'lazy ' : ''}${from}import `;
  const hasOwnLine = isAlone(text, lines, statement);
  const pragmas = hasOwnLine ? statementPragmas(text, statement) : [];
  const names = members.map((member) => member.text).join(', ');
  if (module === '') return withComments(head + names, [...members.map(({ behind }) => behind), ...pragmas]);
  const [only] = members;
  if (members.length === 1 && only && only.above.length === 0 && (hasOwnLine || only.behind === undefined)) {
    return withComments(head + names, [only.behind, ...pragmas]);
  }
  const indentation = lineIndentation(text, statement.start);
  const hasComments = members.some(({ above, behind }) => above.length > 0 || behind !== undefined);
  const isShort = indentation.length + head.length + names.length <= widthOf(text, statement);
  if (!hasComments && (!isMultiLine(text, statement) || (hasSharedLine(text, statement) && isShort)))
    return withComments(head + names, pragmas);
  const itemIndentation = itemIndentationOf(text, statement) ?? `${indentation}    `;
  const hasTrailingComma = afterComma(gapAfter(text, statement, statement.names.length - 1)) !== undefined;
  const items = members.flatMap(({ text: item, above, behind }, k) => {
    const comma = hasTrailingComma || k < members.length - 1 ? ',' : '';
    return [...above, withComments(item + comma, [behind])].map((line) => itemIndentation + line);
  });
  return [withComments(`${head}(`, pragmas), ...items, `${indentation})`].join(lineEnding);
}

function withComments(code: string, comments: readonly (string | undefined)[]): string {
  return [code, ...new Set(comments.filter((comment) => comment !== undefined))].join('  ');
}

function isMultiLine(text: string, { open, close }: ImportStatement): boolean {
  return open >= 0 && /[\r\n]/.test(text.slice(open, close));
}

/** The length of the statement's longest line; at least what PEP 8 allows. */
function widthOf(text: string, { start, end }: ImportStatement): number {
  return text
    .slice(lineStartAt(text, start), end)
    .split(/\r\n?|\n/)
    .reduce((width, line) => Math.max(width, line.length), 79);
}

/** Does some line of the list hold several names? */
function hasSharedLine(text: string, statement: ImportStatement): boolean {
  return statement.names.some((_, k) => k < statement.names.length - 1 && !/[\r\n]/.test(gapAfter(text, statement, k)));
}

/** The blanks before the first name that starts a line. */
function itemIndentationOf(text: string, { names, open }: ImportStatement): string | undefined {
  return names
    .map(({ start }) => ({ from: lineStartAt(text, start), start }))
    .filter(({ from, start }) => from > open && text.slice(from, start).trim() === '')
    .map(({ from, start }) => text.slice(from, start))[0];
}

/** The pragmas that stand behind the statement, or behind its opening parenthesis. */
function statementPragmas(text: string, statement: ImportStatement): string[] {
  const behindParenthesis =
    statement.open < 0
      ? undefined
      : /^[ \t]*(#[^\r\n]*)/.exec(text.slice(statement.open + 1, statement.close))?.[1]?.trimEnd();
  return [behindParenthesis, commentBehind(text, statement)].filter(
    (comment): comment is string => comment !== undefined && isPragma(comment),
  );
}

/** New statements on lines of their own below a statement that is alone on its line, else behind it with `;`. */
export function insertion(
  { text, lineEnding }: SourceFile,
  lines: LogicalLines,
  statement: ImportStatement,
  added: readonly string[],
): TextEdit {
  if (!isAlone(text, lines, statement)) {
    return { start: statement.end, end: statement.end, text: added.map((code) => `; ${code}`).join('') };
  }
  const { end } = lines.range(lines.at(statement.start));
  const after = afterLineEnding(text, end);
  const indentation = lineIndentation(text, statement.start);
  const code = added.map((line) => indentation + line);
  const inserted =
    after === end ? code.map((line) => lineEnding + line).join('') : code.map((line) => line + lineEnding).join('');
  return { start: after, end: after, text: inserted };
}

/** New statements on lines of their own above a statement that is alone on its line, else in front of it with `;`. */
function insertionAhead(
  { text, lineEnding }: SourceFile,
  lines: LogicalLines,
  statement: ImportStatement,
  added: readonly string[],
): TextEdit {
  const { start } = statement;
  const separator = isAlone(text, lines, statement) ? lineEnding + lineIndentation(text, start) : '; ';
  return { start, end: start, text: added.map((code) => code + separator).join('') };
}
