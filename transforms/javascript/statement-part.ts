import { beforeLineEnding, lineEndAt, lineStartAt } from '../../src/edit/line-offsets.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import { commentsIn, readClause } from './clause.ts';
import type { Clause, ItemMove } from './clause.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import type { PlacedItem } from './names-text.ts';
import { isTypeOnly } from './rewritten-clause.ts';

/** A statement of which names move, and where they go. */
export interface MovingStatement {
  readonly reference: ModuleReference;
  readonly clause: Clause;
  /** One for each item of the clause. */
  readonly moves: readonly ItemMove[];
  /** Names that are to be imported beside it. */
  readonly added: readonly AddedNames[];
}

export interface AddedNames {
  readonly module: string;
  readonly names: readonly string[];
  /** Local names of the default export; undefined for none. */
  readonly defaults?: readonly string[] | undefined;
}

/** The names as a statement of their own has them. */
export function addedText({ names, defaults = [] }: AddedNames): string {
  return [...defaults, ...(names.length === 0 ? [] : [`{ ${names.join(', ')} }`])].join(', ');
}

/** The names that one statement takes from one module. */
export interface StatementPart {
  readonly clause: Clause;
  /** Undefined: it is the module of the clause. */
  readonly module: string | undefined;
  readonly items: readonly PlacedItem[];
  /** Only parts of one group can be one statement. */
  readonly group: string;
  /** Nothing is loaded for it. */
  readonly isType: boolean;
  readonly isMoved: boolean;
  /** It keeps the statement, and is not written behind it. */
  readonly isFirst: boolean;
  /** The names that are imported beside a statement, of which this is all. */
  readonly added: AddedNames | undefined;
}

/** The parts that a statement falls into, in the order in which they come to stand. */
export function partsOf(file: JavaScriptFile, { clause, moves, added, reference }: MovingStatement): StatementPart[] {
  const all = clause.items.map((item, k): PlacedItem => ({ item, k, move: moves[k] }));
  const modules = new Set(moves.flatMap((move) => (move.kind === 'move' ? [move.module] : [])));
  const staying = all.filter(({ move }) => move?.kind === 'stay');
  const part = (module: string | undefined, items: readonly PlacedItem[], isFirst: boolean): StatementPart => ({
    clause,
    module,
    items,
    group: groupOf(file, clause, module ?? reference.specifier),
    isType: clause.isType || isTypeOnly(clause, items),
    isMoved: module !== undefined,
    isFirst,
    added: undefined,
  });
  const stays = staying.length > 0 || clause.items.length === 0;
  const parts = stays ? [part(undefined, staying, true)] : [];
  for (const module of modules) {
    const items = all.filter(({ move }) => move?.kind === 'move' && move.module === module);
    parts.push(part(module, items, parts.length === 0));
  }
  for (const names of added)
    parts.push({
      ...part(names.module, [...(names.defaults ?? []).map(addedDefault), ...names.names.map(addedItem)], false),
      added: names,
    });
  return parts;
}

function addedItem(name: string): PlacedItem {
  return {
    item: { start: 0, end: 0, kind: 'named', name, bound: name, inline: undefined },
    k: -1,
    move: undefined,
  };
}

function addedDefault(bound: string): PlacedItem {
  return {
    item: { start: 0, end: 0, kind: 'default', name: 'default', bound, inline: undefined },
    k: -1,
    move: undefined,
  };
}

/** The statements besides those that move, of modules that something moves to. */
export function otherStatements(
  file: JavaScriptFile,
  keyword: Clause['keyword'],
  moving: readonly MovingStatement[],
): MovingStatement[] {
  const modules = new Set(
    moving
      .flatMap(({ moves, added }) => [
        ...moves.flatMap((move) => (move.kind === 'move' ? [move.module] : [])),
        ...added.map(({ module }) => module),
      ])
      .map((module) => file.specifiers.leadsTo(module)),
  );
  const known = new Set(moving.map(({ reference }) => reference.start));
  return file.references.flatMap((reference): MovingStatement[] => {
    const { node, start, specifier } = reference;
    const isKind = node.type === (keyword === 'import' ? 'ImportDeclaration' : 'ExportNamedDeclaration');
    if (!isKind || known.has(start) || !isTopLevel(reference) || !modules.has(file.specifiers.leadsTo(specifier)))
      return [];
    // Nothing else may stand beside what `import defer` and `import source` take.
    if (node.type === 'ImportDeclaration' && node.phase) return [];
    const clause = readClause(file.source.text, node);
    if (keyword === 'export' && clause.items.length === 0) return [];
    return [{ reference, clause, moves: clause.items.map(() => ({ kind: 'stay' })), added: [] }];
  });
}

/** It stands in no `declare module`. */
export function isTopLevel({ parents }: ModuleReference): boolean {
  return parents.length <= 1;
}

function groupOf(file: JavaScriptFile, { head, attributes }: Clause, specifier: string): string {
  return [head.replace(/ type$/, ''), attributes, file.specifiers.leadsTo(specifier)].join('\0');
}

/** Can a part go to another statement? Comments of a statement are about what it imports. */
export function canLeave(text: string, { clause, isFirst, added }: StatementPart): boolean {
  return added !== undefined || (commentsIn(text, clause).length === 0 && (!isFirst || isAlone(text, clause)));
}

/** Is a statement alone on its line, with no comment on the line above? */
function isAlone(text: string, { start, end }: Clause): boolean {
  const lineStart = lineStartAt(text, start);
  const endAbove = beforeLineEnding(text, lineStart);
  const above = text.slice(lineStartAt(text, endAbove), endAbove).trim();
  const behind = text.slice(end, lineEndAt(text, end)).trim();
  return text.slice(lineStart, start).trim() === '' && behind === '' && !/^(?:\/\/|\/?\*)|\*\/$/.test(above);
}
