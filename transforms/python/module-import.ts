import type { Edit, TextEdit } from '../../src/model/edit.ts';
import { groupBy } from '../../src/model/group-by.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import { addBeside, addImports, packageOf, rewriteImport } from './import-statement.ts';
import type { ModuleImport } from './import-statement.ts';
import { importsByOtherName } from './other-name.ts';
import type { ModuleMove } from './module-moves.ts';
import type { ModulePlans } from './module-plans.ts';
import { moduleImportId } from './module-plan.ts';
import { nearerNotes } from './nearer-notes.ts';
import { movedEdit } from './reported.ts';
import type { Choice, PythonFile } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { textAfter } from './text-after.ts';

/**
 * `import module [as alias]` and `from package import module`, and the accesses of attributes through them, of modules that
 * move or whose symbols do. The names of `from` imports that are given to another module are rewritten by
 * `python/from-import`, together with the others of their statement.
 */
export const moduleImport: PythonTransform<ModulePlans> = {
  id: moduleImportId,
  find: (_, plans) => plans,
  rewrite: (file, { refused, diagnostics, facts }, choice, { modules }) => {
    const { moves, waiting, edits, textEdits, staying } = modules;
    const made = groupBy([...moves.values()], ({ name }) => name.statement);
    const left = groupBy(waiting, ({ name }) => name.statement);
    const parts = [...made].map(([statement, moves]) =>
      rewriteStatement(file, choice, statement, moves, left.get(statement) ?? []),
    );
    return {
      edits: [...parts.flatMap((part) => part.edits), ...edits],
      textEdits: [...parts.flatMap((part) => part.textEdits), ...textEdits],
      refused: [...refused, ...importsByOtherName(file)],
      diagnostics: [...diagnostics, ...nearerNotes(file)],
      facts: { ...facts, staying },
    };
  },
};

function rewriteStatement(
  file: PythonFile,
  { withTexts }: Choice,
  statement: ImportStatement,
  moves: readonly ModuleMove[],
  waiting: readonly ModuleMove[],
): { readonly edits: readonly Edit[]; readonly textEdits: readonly TextEdit[] } {
  const { source, lines } = file;
  if (statement.kind === 'from') {
    return { edits: [], textEdits: addToFromImport(file, statement, moves) };
  }
  const changesOf = (chosen: readonly ModuleMove[]): TextEdit[] =>
    rewriteImport(
      source,
      lines,
      statement,
      chosen.map(({ name, imports }) => ({ name: name.name, imports })),
    );
  const textEdits = changesOf(moves.filter(({ isApplied }) => isApplied));
  const span = file.span(statement);
  const before = withTexts ? source.text.slice(statement.start, statement.end) : '';
  const textAfterAll = (shown: readonly ModuleMove[]): string =>
    withTexts ? textAfter(source.text, statement, changesOf(shown)) : '';
  const edit = ({ resolution, isApplied, name, imports }: ModuleMove, after: string): Edit => {
    const { module } = imports.find(({ module }) => module === resolution.to.module) ?? imports[0] ?? resolution.to;
    const move = { ...resolution, from: name.module };
    return movedEdit(span, moduleImportId, move, module, isApplied, { before, after });
  };
  const after = textAfterAll(moves);
  const edits = [
    ...moves.filter(isGivenAway).map((move) => edit(move, after)),
    ...waiting.filter(isGivenAway).map((move) => edit(move, textAfterAll([move]))),
  ];
  return { edits, textEdits };
}

/**
 * Imports modules beside the names of the statement: in it, if it imports from their package and nothing more is
 * needed, else behind it.
 */
function addToFromImport(
  { source, lines, importPath }: PythonFile,
  statement: ImportStatement,
  moves: readonly ModuleMove[],
): TextEdit[] {
  const applied = moves.filter(({ isApplied }) => isApplied);
  const added = applied.flatMap(({ imports }) => imports.slice(1));
  const [move] = applied;
  const isPlain = move !== undefined && statement.names.length === 1 && move.name.name.alias === undefined;
  const fits = ({ module, alias }: ModuleImport): boolean =>
    isPlain &&
    !isGivenAway(move) &&
    packageOf({ module }) === packageOf(move.name) &&
    module.endsWith(`.${alias ?? ''}`);
  const others = added.filter((other) => !fits(other));
  return [
    ...addBeside(statement, added.filter(fits)),
    ...(others.length > 0
      ? [addImports(source, lines, statement, others, (module) => importPath(statement, module))]
      : []),
  ];
}

/** Is the name given to another module, or only one imported beside it? */
function isGivenAway({ name, imports }: ModuleMove): boolean {
  return imports.every(({ module }) => module !== name.module);
}
