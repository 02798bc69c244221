import type { ExportNamedDeclaration } from '@babel/types';
import type { Legacy } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform } from './javascript-file.ts';
import { readClause, rewriteClause } from './module-clause.ts';
import type { ItemMove } from './module-clause.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/export-from';

/** `export { … } from 'x'`, `export * from 'x'`, `export * as x from 'x'`: the public names stay. */
export const exportFrom: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      if (reference.form !== 'export-from') continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      if (reference.node.type === 'ExportNamedDeclaration' && reference.node.specifiers.length > 0)
        moveNames(file, moves, reference.node, meaning);
      else moveStar(file, moves, reference, meaning);
    }
    return moves.result;
  },
};

function moveStar(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference, meaning: ModuleMeaning): void {
  const { node } = reference;
  const statement = { start: node.start ?? 0, end: node.end ?? 0 };
  const isType = node.type === 'ExportAllDeclaration' && node.exportKind === 'type';
  const resolution = meaning.star(isType);
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

function moveNames(
  file: JavaScriptFile,
  moves: MoveRecorder,
  node: ExportNamedDeclaration,
  meaning: ModuleMeaning,
): void {
  const clause = readClause(file.source.text, node);
  const resolutions = clause.items.map((item) => {
    const isType = clause.isType || item.isType;
    return item.kind === 'namespace' ? meaning.whole(undefined, isType) : meaning.symbol(item.name, isType);
  });
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
  if (applied.length > 0) moves.move(clause, applied, rewriteClause(file.source, clause, itemMoves(isApplied)));
  if (pending.length > 0)
    moves.pend(
      clause,
      pending,
      rewriteClause(
        file.source,
        clause,
        itemMoves(() => true),
      ),
    );
}
