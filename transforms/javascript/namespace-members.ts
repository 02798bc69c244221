import type { TextEdit } from '../../src/model/edit.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { memberOf } from './local-names.ts';
import type { LocalNames } from './local-names.ts';
import { insertion, newStatement } from './module-clause.ts';
import type { Clause, ClauseItem } from './module-clause.ts';
import { replaceSpecifier } from './move-recorder.ts';
import type { MoveRecorder } from './move-recorder.ts';

/** A use `space.Name` of an export that moves. */
interface MovedUse {
  readonly use: NameUse;
  readonly end: number;
  readonly legacy: Legacy;
}

/**
 * `import * as space from 'x'` of a module of which only some exports move: `space.Name` becomes the canonical name, which
 * an import of its own binds. The namespace stays for what else is used of it.
 */
export function moveNamespaceMembers(
  file: JavaScriptFile,
  moves: MoveRecorder,
  names: LocalNames,
  clause: Clause,
  item: ClauseItem,
  meaning: ModuleMeaning,
): void {
  const uses = file.isComponent ? [] : file.uses().of(item.bound);
  const moved = uses.flatMap((use): MovedUse[] => {
    const member = memberOf(use);
    const resolution = member && meaning.symbol(member.name, clause.isType);
    return member && resolution?.kind === 'legacy' ? [{ use, end: member.end, legacy: resolution }] : [];
  });
  const isWhollyPlain = !file.isComponent && uses.every((use) => memberOf(use) !== undefined);
  const isFree = moved.every(({ use, legacy }) => names.isFree(legacy, use));
  const isOne = clause.items.length === 1;
  if (moved.length === 0 || !isWhollyPlain || !isFree || !isOne) {
    names.refuseMembers(item, item.bound, meaning);
    return;
  }
  for (const use of uses) {
    const member = memberOf(use);
    if (member) moves.note(member, meaning.symbol(member.name, clause.isType));
  }
  const edits = [
    ...moved.map(({ use, end, legacy }): TextEdit => ({ start: use.start, end, text: legacy.to.name ?? '' })),
    ...importEdits(file, names, clause, moved, moved.length === uses.length),
  ];
  const legacy = [...new Map(moved.map((entry) => [entry.legacy.from, entry.legacy])).values()];
  if (legacy.every((move) => moves.isApplied(move))) moves.move(clause, legacy, edits);
  else moves.pend(clause, legacy, edits);
}

/** The imports of the names, behind that of the namespace, or in its place when nothing of it is left. */
function importEdits(
  { source }: JavaScriptFile,
  names: LocalNames,
  clause: Clause,
  moved: readonly MovedUse[],
  isReplaced: boolean,
): TextEdit[] {
  const wanted = moved.filter(({ legacy }) => !names.isImported(legacy.to));
  const modules = [...new Set(wanted.map(({ legacy }) => legacy.to.module))];
  const namesOf = (module: string): string => {
    const own = wanted.filter(({ legacy }) => legacy.to.module === module).map(({ legacy }) => legacy.to.name ?? '');
    return `{ ${[...new Set(own)].join(', ')} }`;
  };
  const [first] = modules;
  const kept = isReplaced ? first : undefined;
  const added = modules
    .filter((module) => module !== kept)
    .map((module) => newStatement(source, clause, module, namesOf(module)));
  return [
    ...(kept === undefined
      ? []
      : [{ ...clause.names, text: namesOf(kept) }, replaceSpecifier(source.text, clause.specifier, kept)]),
    ...(added.length === 0 ? [] : [insertion(source, clause, added)]),
  ];
}
