import type { ExportNamedDeclaration } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import { refused } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform } from './javascript-file.ts';
import { readClause } from './clause.ts';
import type { ItemMove } from './clause.ts';
import { judgeTogether } from './judged-together.ts';
import { mergeStatements } from './merged-statements.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';
import { rewriteClause } from './rewritten-clause.ts';
import type { MovingStatement } from './statement-part.ts';

const id = 'javascript/export-from';

/** `export { … } from 'x'`, `export * from 'x'`, `export * as x from 'x'`: the public names stay. */
export const exportFrom: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    const moving: MovingStatement[] = [];
    for (const reference of file.references) {
      if (reference.form !== 'export-from') continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      if (reference.node.type === 'ExportNamedDeclaration' && reference.node.specifiers.length > 0)
        moving.push(...moveNames(file, moves, reference, reference.node, meaning));
      else moveStar(file, moves, reference, meaning);
    }
    moves.also(mergeStatements(file, 'export', moving));
    return moves.result;
  },
};

const handedOn = 'it is exported for other files, which call it with the legacy arguments';

function moveStar(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference, meaning: ModuleMeaning): void {
  const { node } = reference;
  const statement = { start: node.start ?? 0, end: node.end ?? 0 };
  const isType = node.type === 'ExportAllDeclaration' && node.exportKind === 'type';
  const star = meaning.star(isType);
  const [resolution = star] = isType ? [star] : judgeTogether(file, reference, meaning, [star]);
  if (resolution.kind === 'legacy')
    moves.single(statement, resolution, [replaceSpecifier(file.source.text, reference, resolution.to.module)]);
  else moves.note(reference, resolution);
  if (!meaning.movesAsWhole && meaning.hasSymbols)
    moves.refuse(
      reference,
      meaning.label,
      'star-import',
      'it exports everything of a module of which only some exports move',
    );
}

/** @returns the statement, when names of it move */
function moveNames(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference,
  node: ExportNamedDeclaration,
  meaning: ModuleMeaning,
): MovingStatement[] {
  const clause = readClause(file.source.text, node);
  const each = clause.items.map((item) => {
    const isType = clause.isType || item.inline !== undefined;
    if (item.kind === 'namespace') return meaning.inClause('*', isType);
    const resolution = meaning.inClause(item.name, isType);
    const called = resolution.kind === 'refused' && !isType ? meaning.called(item.name) : undefined;
    return called === undefined ? resolution : refused(called.from, 'used-as-value', handedOn);
  });
  const resolutions = clause.isType ? each : judgeTogether(file, reference, meaning, each);
  for (const [k, item] of clause.items.entries()) {
    const resolution = resolutions[k];
    if (resolution) moves.note(item, resolution);
    if (item.kind === 'namespace') moves.refuseWhole(item, meaning, `${item.bound} exports the module as a whole`);
  }
  const legacy = resolutions.map((resolution) => (resolution.kind === 'legacy' ? resolution : undefined));
  const isApplied = (resolution: Legacy | undefined): resolution is Legacy =>
    resolution !== undefined && moves.isApplied(resolution);
  const itemMoves = (isChosen: (resolution: Legacy) => boolean): ItemMove[] =>
    clause.items.map((item, k) => {
      const resolution = legacy[k];
      if (!resolution || !isChosen(resolution)) return { kind: 'stay' };
      return { kind: 'move', module: resolution.to.module, name: resolution.to.name ?? item.name, bound: item.bound };
    });
  const applied = legacy.filter(isApplied);
  const pending = legacy.filter(
    (resolution): resolution is Legacy => resolution !== undefined && !isApplied(resolution),
  );
  const show = (isChosen: (resolution: Legacy) => boolean): TextEdit[] =>
    rewriteClause(file.source, clause, itemMoves(isChosen));
  if (pending.length > 0)
    moves.pend(
      clause,
      pending,
      show(() => true),
    );
  if (applied.length === 0) return [];
  moves.show(clause, applied, show(isApplied));
  return [{ reference, clause, moves: itemMoves(isApplied), added: [] }];
}
