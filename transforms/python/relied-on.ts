import { forReview } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { isIn } from './attribute-accesses.ts';
import type { PythonFile } from './python-file.ts';

interface Moving {
  readonly statement: { readonly names: readonly unknown[] };
  readonly module: string;
  readonly moves: readonly { readonly resolution: Legacy; readonly isModule: boolean; readonly isOfCalls?: boolean }[];
}

/**
 * The same statements, for review where no name of them stays that loads a module which the file finds by way of its package
 * (`import app`, `app.legacy.KEPT`).
 * @param reliedOn those modules
 */
export function unlessReliedOn<T extends Moving>(
  { others, syntax }: PythonFile,
  statements: readonly T[],
  reliedOn: Iterable<string>,
  judged: (resolution: Legacy) => Partial<T['moves'][number]>,
): readonly T[] {
  return [...reliedOn].reduce((judgedSoFar, module) => {
    const imported = syntax
      .allStatements()
      .flatMap(({ kind, names }) => (kind === 'import' ? names.map(({ name }) => name) : []));
    /** The modules that the file imports after the moves. */
    const after = [
      ...judgedSoFar.flatMap(({ statement, module: from, moves }) => [
        ...(statement.names.length > moves.length ? [from] : []),
        ...moves.map(({ resolution }) => resolution.to.module),
      ]),
      ...imported,
    ];
    // The modules that a module loads are read from other files, which takes longer.
    if (after.some((name) => isIn(name, module)) || after.some((name) => others.loads(name, module)))
      return judgedSoFar;
    const because = `what else is used of ${module} here relies on this import of it`;
    return judgedSoFar.map((moving) => {
      if (!isIn(moving.module, module) && !others.loads(moving.module, module)) return moving;
      const moves = moving.moves.map((move) =>
        move.isModule || move.isOfCalls === true
          ? move
          : { ...move, ...judged(forReview(move.resolution, 'relied-on', because)) },
      );
      return { ...moving, moves };
    });
  }, statements);
}
