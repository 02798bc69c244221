import { afterLineEnding, beforeLineEnding, lineEndAt, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { commentsIn, withoutComments } from './clause.ts';
import type { Clause, ClauseItem, ItemMove } from './clause.ts';
import { escapeFor, replaceSpecifier } from './move-recorder.ts';
import { itemText, kindAfter, namesText } from './names-text.ts';
import type { PlacedItem, WrittenName } from './names-text.ts';

/** Names that come to a statement from others, by the module that they are taken of; of `undefined`, by that of the clause. */
export type Additions = ReadonlyMap<string | undefined, readonly WrittenName[]>;

const noAdditions: Additions = new Map();

/**
 * The edits that move names of one statement: the names that stay, or else those of the first target, keep the statement;
 * each other target gets a statement of its own behind it.
 * @param moves one for each item of the clause
 * @param isGone it has no names, and another statement loads the module
 */
export function rewriteClause(
  source: SourceFile,
  clause: Clause,
  moves: readonly ItemMove[],
  additions = noAdditions,
  isGone = false,
): TextEdit[] {
  const { text } = source;
  if (isGone) return [removal(source, clause)];
  const targets = [...new Set(moves.flatMap((move) => (move.kind === 'move' ? [move.module] : [])))];
  const staying = clause.items.length === 0 || moves.some((move) => move.kind === 'stay');
  if (!staying && targets.length === 0) return [removal(source, clause)];
  const kept = staying ? undefined : targets[0];
  const edits: TextEdit[] = kept === undefined ? [] : [replaceSpecifier(text, clause.specifier, kept)];
  const all = clause.items.map((item, k): PlacedItem => ({ item, k, move: moves[k] }));
  const keptItems = all.filter(({ move }) =>
    move?.kind === 'move' ? move.module === kept : move?.kind === 'stay' && staying,
  );
  const others = additions.get(kept) ?? [];
  const becomesType = isTypeOnly(clause, keptItems);
  const isInPlace =
    keptItems.length === clause.items.length &&
    keptItems.every(({ item, move }) => kindAfter(clause, item, move) === item.kind) &&
    (others.length === 0 || canAddInPlace(text, clause));
  if (isInPlace)
    edits.push(
      ...keptItems.flatMap(({ item, move }) => renameItem(clause, item, move)),
      ...added(text, clause, others),
    );
  else {
    const names = namesText(source, clause, keptItems, others, clause.isType || becomesType);
    edits.push({ ...clause.names, text: betweenWords(text, clause.names, names) });
    const behind = clause.start + clause.keyword.length;
    if (becomesType) edits.push({ start: behind, end: behind, text: ' type' });
  }
  const statements = targets
    .filter((module) => module !== kept)
    .map((module) => {
      const items = all.filter(({ move }) => move?.kind === 'move' && move.module === module);
      const own = additions.get(module) ?? [];
      const isType = isTypeOnly(clause, items);
      return newStatement(
        source,
        clause,
        module,
        namesText(source, clause, items, own, clause.isType || isType),
        isType,
      );
    });
  if (statements.length > 0) edits.push(insertion(source, clause, statements));
  return [...edits, ...lostComments(source, clause, edits)];
}

/**
 * Are only names marked as types left of a statement that had others? Then the statement says `type`: else the module would
 * be loaded for nothing (https://www.typescriptlang.org/tsconfig/#verbatimModuleSyntax).
 */
export function isTypeOnly(clause: Clause, items: readonly PlacedItem[]): boolean {
  return (
    clause.head === clause.keyword &&
    items.length > 0 &&
    items.length < clause.items.length &&
    items.every(({ item }) => item.inline === 'type') &&
    clause.items.some(({ inline }) => inline !== 'type')
  );
}

/** Comments of what is replaced, where the new text does not have them. */
function lostComments(source: SourceFile, clause: Clause, edits: readonly TextEdit[]): TextEdit[] {
  const written = oneBlank(edits.map((edit) => edit.text).join(''));
  const replaced = edits.filter(({ start, end }) => clause.names.start <= start && end <= clause.names.end);
  const comments = replaced.flatMap((edit) => commentsIn(source.text, edit));
  const lost = comments.filter((comment) => !written.includes(oneBlank(comment)));
  return lost.length === 0 ? [] : [{ start: clause.start, end: clause.start, text: onLines(source, clause, lost) }];
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, ' ');
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

function renameItem({ keyword }: Clause, item: ClauseItem, move: ItemMove | undefined): TextEdit[] {
  if (move?.kind !== 'move') return [];
  const { start, end } = item;
  if (item.kind !== 'named')
    return move.bound === item.bound
      ? []
      : [{ start, end, text: item.kind === 'default' ? move.bound : `* as ${move.bound}` }];
  if (move.name === item.name && move.bound === item.bound) return [];
  return [{ start, end, text: itemText(keyword, item.inline, move.name, move.bound) }];
}

/** Can names be added without writing those that stand there anew? */
function canAddInPlace(text: string, { isType, items, open, close, names }: Clause): boolean {
  const last = items.at(-1);
  const hasDefault = items.some(({ kind }) => kind === 'default');
  if (isType && hasDefault) return false;
  if (open >= 0 && last && last.kind !== 'named') return false;
  const behind = open < 0 || !last ? names : { start: last.end, end: close };
  return commentsIn(text, behind).length === 0;
}

/** The edits that add names to a statement, in its style. */
function added(
  text: string,
  { items, names, open, close, specifier }: Clause,
  others: readonly WrittenName[],
): TextEdit[] {
  if (others.length === 0) return [];
  const textsOf = (wanted: WrittenName['kind']): string[] =>
    others.filter(({ kind }) => kind === wanted).map((other) => other.text);
  const [defaults, spaces, named] = [textsOf('default'), textsOf('namespace'), textsOf('named')];
  const braces = named.length === 0 ? [] : [`{ ${named.join(', ')} }`];
  const last = items.at(-1);
  if (!last) {
    const all = [...defaults, ...spaces, ...braces].join(', ');
    if (open >= 0) return [{ start: open, end: close + 1, text: all }];
    const before = /\w/.test(text.charAt(specifier.start - 1)) ? ' ' : '';
    return [{ start: specifier.start, end: specifier.start, text: `${before}${all} from ` }];
  }
  const edits = defaults.map((name): TextEdit => ({ start: names.start, end: names.start, text: `${name}, ` }));
  const { start, end } = last;
  if (last.kind !== 'named' && spaces.length + braces.length > 0)
    edits.push({ start: end, end, text: [...spaces, ...braces].map((name) => `, ${name}`).join('') });
  else if (named.length > 0) {
    const lineStart = lineStartAt(text, start);
    const isOnOwnLine = lineStart > open && text.slice(lineStart, start).trim() === '';
    const separator = isOnOwnLine ? text.slice(beforeLineEnding(text, lineStart), start) : ' ';
    edits.push({ start: end, end, text: named.map((name) => `,${separator}${name}`).join('') });
  }
  return edits;
}

export function newStatement(
  { text }: SourceFile,
  clause: Clause,
  module: string,
  names: string,
  isType = false,
): string {
  const quote = text.charAt(clause.specifier.start);
  const behind = withoutComments(text.slice(clause.specifier.end, clause.end));
  const semicolon = behind.endsWith(';') ? ';' : '';
  const rest = behind.slice(0, behind.length - semicolon.length).trimEnd() + semicolon;
  const head = isType ? `${clause.head} type` : clause.head;
  return `${head} ${names} from ${quote}${escapeFor(quote, module)}${quote}${rest}`;
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
  const next = afterLineEnding(text, lineEnd);
  // If two empty lines would meet, one of them is removed, too.
  const endAbove = beforeLineEnding(text, lineStart);
  const isBelowEmpty = lineStart === 0 || /^[ \t]*$/.test(text.slice(lineStartAt(text, endAbove), endAbove));
  const isAboveEmpty = /^[ \t]*$/.test(text.slice(next, lineEndAt(text, next)));
  const isEmptyBoth = isBelowEmpty && isAboveEmpty;
  return { start: lineStart, end: isEmptyBoth ? afterLineEnding(text, lineEndAt(text, next)) : next, text: '' };
}
