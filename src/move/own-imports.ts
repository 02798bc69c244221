import type { TextEdit } from '../model/edit.ts';
import { importPath } from '../model/import-path.ts';
import type { ImportStyle } from '../model/moved-tree.ts';
import { absoluteModule } from '../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../model/python.ts';

/** A moved module: where it stood, where it stands, and how its imports are to be written. */
export interface MovedModule {
  readonly was: ModuleIdentity;
  readonly is: ModuleIdentity;
  readonly imports: ImportStyle;
}

/** The new place of a module that moves with it; undefined for one that stays. */
export type MovedTo = (module: string) => string | undefined;

/** A relative import of a moved file that has to be written anew. */
export interface OwnImport {
  readonly statement: ImportStatement;
  readonly textEdit: TextEdit;
  /** The module that it means, by its name before the move and after it. */
  readonly from: string;
  readonly to: string;
}

/**
 * The relative imports of a moved file that would mean something else at its new place. An import whose names go to several places
 * is made absolute, with the names before the move: the Map moves each of them.
 */
export function ownImports(
  statements: readonly ImportStatement[],
  moved: MovedModule,
  movedTo: MovedTo,
): readonly OwnImport[] {
  return statements.flatMap((statement): OwnImport[] => {
    const { level, module, path } = statement;
    if (statement.kind !== 'from' || level === 0) return [];
    const from = absoluteModule(level, module, moved.was);
    if (from === undefined) return [];
    const targets = new Set(statement.names.map(({ name }) => targetOf(from, name, movedTo)));
    if (statement.isStar) targets.add(movedTo(from) ?? from);
    const [only = ''] = targets;
    const to = targets.size === 1 ? only : '';
    if (to !== '' && absoluteModule(level, module, moved.is) === to) return [];
    const text = to === '' ? from : importPath(to, moved.is, statement, moved.imports);
    return [{ statement, textEdit: { ...path, text }, from, to: to === '' ? from : to }];
  });
}

/** Does the file import all names of its own package, which is another one from now on? */
export function takesOwnPackage({ statement: { isStar, level, module } }: OwnImport): boolean {
  return isStar && level === 1 && module === '';
}

/** The module that a name is imported from after the move; empty for a module that gets another name of its own. */
function targetOf(from: string, name: string, movedTo: MovedTo): string {
  const own = movedTo(`${from}.${name}`);
  if (own === undefined) return movedTo(from) ?? from;
  const dot = own.lastIndexOf('.');
  return own.slice(dot + 1) === name ? own.slice(0, Math.max(0, dot)) : '';
}
