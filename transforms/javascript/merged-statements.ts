import type { TextEdit } from '../../src/model/edit.ts';
import type { Clause, ItemMove } from './clause.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import type { WrittenName } from './names-text.ts';
import { insertion, newStatement, rewriteClause } from './rewritten-clause.ts';
import { StatementOrder } from './statement-order.ts';
import { canLeave, isTopLevel, otherStatements, partsOf, addedText } from './statement-part.ts';
import type { MovingStatement, StatementPart } from './statement-part.ts';
import { StatementUnion } from './statement-union.ts';

/**
 * The edits that move names of statements of one kind. What several statements would then take of one module is taken by one of
 * them, where modules are loaded in the same order as without that.
 */
export function mergeStatements(
  file: JavaScriptFile,
  keyword: Clause['keyword'],
  moving: readonly MovingStatement[],
): TextEdit[] {
  if (moving.length === 0) return [];
  const statements = [...moving, ...otherStatements(file, keyword, moving)].sort(
    (a, b) => a.clause.start - b.clause.start,
  );
  const parts = statements
    .filter(({ reference }) => isTopLevel(reference))
    .flatMap((statement) => partsOf(file, statement));
  const unions = joinParts(file, parts);
  const joined = new Set(unions.flatMap((union) => union.joined));
  const additions = new Map(unions.map(({ anchor, names }) => [anchor, names]));
  const byStatement = new Map<number, StatementPart[]>();
  for (const part of parts) byStatement.set(part.clause.start, [...(byStatement.get(part.clause.start) ?? []), part]);
  return statements.flatMap((statement) =>
    statementEdits(file, statement, byStatement.get(statement.clause.start) ?? [], joined, additions),
  );
}

function statementEdits(
  { source }: JavaScriptFile,
  { clause, moves, added }: MovingStatement,
  parts: readonly StatementPart[],
  joined: ReadonlySet<StatementPart>,
  additions: ReadonlyMap<StatementPart, readonly WrittenName[]>,
): TextEdit[] {
  const left = parts.filter((part) => joined.has(part));
  const gone = new Set(left.flatMap(({ items }) => items.map(({ k }) => k)));
  const own = moves.map((move, k): ItemMove => (gone.has(k) ? { kind: 'drop' } : move));
  const names = new Map<string | undefined, WrittenName[]>();
  for (const part of parts) names.set(part.module, [...(names.get(part.module) ?? []), ...(additions.get(part) ?? [])]);
  const isGone = clause.items.length === 0 && left.length > 0;
  const edits = rewriteClause(source, clause, own, names, isGone);
  const statements = added
    .filter((names) => !left.some((part) => part.added === names))
    .map((names) => newStatement(source, clause, names.module, addedText(names)));
  return statements.length === 0 ? edits : [...edits, insertion(source, clause, statements)];
}

function joinParts(file: JavaScriptFile, parts: readonly StatementPart[]): StatementUnion[] {
  const order = new StatementOrder(file, parts);
  const groups = new Map<string, StatementPart[]>();
  for (const part of parts) {
    const group = groups.get(part.group);
    if (group) group.push(part);
    else groups.set(part.group, [part]);
  }
  const { text } = file.source;
  const usesInline = parts.some(({ items }) => items.some(({ item }) => item.inline === 'type'));
  return [...groups.values()].flatMap((group) => {
    if (group.length < 2 || !group.some(({ isMoved }) => isMoved)) return [];
    const values = joinGroup(
      file,
      order,
      group.filter(({ isType }) => !isType),
    );
    const types = group.filter(({ isType }) => isType);
    // Only in a file that marks single names as types it is known that its tools can read that.
    const rest = types.filter(
      (part) => !(usesInline && part.isMoved && values && canLeave(text, part) && values.take(part)),
    );
    const others = joinGroup(file, order, rest);
    return [values, others].filter((union) => union !== undefined);
  });
}

/** The parts of a group that become one statement: the one that stands there already, or else the first. */
function joinGroup(
  file: JavaScriptFile,
  order: StatementOrder,
  parts: readonly StatementPart[],
): StatementUnion | undefined {
  const plain = parts.filter(({ items }) => items.every(({ item }) => item.kind !== 'namespace'));
  // A namespace can only take a default, which is better off with names.
  if (plain.length > 1 && plain.length < parts.length) return joinGroup(file, order, plain);
  const candidates = new Set([
    parts.findIndex(({ isMoved, added }) => !isMoved && !added),
    parts.findIndex(({ added }) => !added),
  ]);
  const unions = [...candidates].flatMap((k) => (parts[k] ? [unionAt(file, order, parts, k)] : []));
  return unions.toSorted((a, b) => b.joined.length - a.joined.length)[0];
}

function unionAt(
  file: JavaScriptFile,
  order: StatementOrder,
  parts: readonly StatementPart[],
  at: number,
): StatementUnion {
  const anchor = parts[at] as StatementPart;
  const union = new StatementUnion(anchor);
  let isAnchorLoaded: boolean | undefined;
  for (const [k, part] of parts.entries()) {
    // Two that stand there already are the owner's own.
    if (k === at || !(part.isMoved || anchor.isMoved) || !canLeave(file.source.text, part)) continue;
    const isLoaded = (): boolean => (isAnchorLoaded ??= order.isLoadedFor(anchor));
    const keepsOrder = anchor.isType || order.between(parts, at, k) === 0 || (at < k && isLoaded());
    // A statement without names loads its module in any case.
    const staysLoaded = (anchor.items.length > 0 || order.isLoadedFor(part)) && (part.items.length > 0 || isLoaded());
    if (keepsOrder && staysLoaded) union.take(part);
  }
  return union;
}
