import { beforeLineEnding, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { itemText, readClause } from './module-clause.ts';
import type { Clause, ItemMove } from './module-clause.ts';

/**
 * Put names that move into import statements that their canonical modules have already.
 * @param clause the import statement that they leave
 * @param moves one for each of its items
 * @returns the edits of those statements, and what is left to be done with the clause
 */
export function mergeImports(
  file: JavaScriptFile,
  clause: Clause,
  moves: readonly ItemMove[],
): { readonly edits: readonly TextEdit[]; readonly moves: readonly ItemMove[] } {
  const { text } = file.source;
  const merged = new Map<ItemMove, TextEdit>();
  for (const [k, move] of moves.entries()) {
    const item = clause.items[k];
    if (move.kind !== 'move' || !item || item.kind === 'namespace') continue;
    const target = statementOf(file, clause, move.module);
    if (target) merged.set(move, addition(text, target, itemText('import', item, move.name, move.bound)));
  }
  // A comment above or behind a statement is about what it imports.
  const goesAway = moves.every((move) => move.kind === 'drop' || merged.has(move));
  if (merged.size === 0 || hasComments(text, clause) || (goesAway && !isAlone(text, clause)))
    return { edits: [], moves };
  return {
    edits: [...merged.values()],
    moves: moves.map((move): ItemMove => (merged.has(move) ? { kind: 'drop' } : move)),
  };
}

/** The import statement of a module that names can be added to; modules must be loaded in the same order as before. */
function statementOf(file: JavaScriptFile, clause: Clause, module: string): Clause | undefined {
  const { text } = file.source;
  const statements = file.references.filter(({ form }) => form === 'import' || form === 'export-from');
  const next = statements.findIndex(({ node }) => node.start === clause.start) + 1;
  for (const reference of statements.slice(0, next + 1)) {
    const { specifier, node } = reference;
    if (specifier !== module || node.type !== 'ImportDeclaration' || node.start === clause.start) continue;
    const target = readClause(text, node);
    const hasNames = target.items.at(-1)?.kind === 'named';
    const isSameKind = target.isType === clause.isType && !target.isSpecial && !clause.isSpecial;
    // A statement that moves itself is left alone.
    const stays = file.module(reference) === undefined;
    if (hasNames && isSameKind && stays && !hasComments(text, target)) return target;
  }
  return undefined;
}

/** The edit that adds a name to a statement, in its style. */
function addition(text: string, { items, open }: Clause, name: string): TextEdit {
  const { start, end } = items.at(-1) ?? { start: open, end: open };
  const lineStart = lineStartAt(text, start);
  const isOnOwnLine = lineStart > open && text.slice(lineStart, start).trim() === '';
  const separator = isOnOwnLine ? text.slice(beforeLineEnding(text, lineStart), start) : ' ';
  return { start: end, end, text: `,${separator}${name}` };
}

function hasComments(text: string, { start, end }: Clause): boolean {
  return /\/\/|\/\*/.test(text.slice(start, end).replace(/(["'])(?:(?!\1).)*\1/g, ''));
}

/** Is a statement alone on its line, with no comment on the line above? */
function isAlone(text: string, { start, end }: Clause): boolean {
  const lineStart = lineStartAt(text, start);
  const above = text.slice(lineStartAt(text, Math.max(lineStart - 1, 0)), lineStart).trim();
  const behind = /^[^\r\n]*/.exec(text.slice(end))?.[0].trim();
  return text.slice(lineStart, start).trim() === '' && behind === '' && !/^(?:\/\/|\/?\*)|\*\/$/.test(above);
}
