import { isTestModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { withReviews } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { Review } from '../../src/model/review.ts';
import type { PythonFile } from './python-file.ts';

/**
 * The move of a name, for review where the import is `X as X` and cannot stay one: that form alone exports a name for type
 * checkers (PEP 484 for stubs, `mypy --strict`, and pyright for packages with `py.typed`), unless `__all__` has it.
 */
export function marked(
  { source, lines, scopes }: PythonFile,
  statement: ImportStatement,
  { name, alias }: ImportedName,
  move: Legacy,
): Legacy {
  const { to } = move;
  if (alias === undefined || alias !== name || to.name === undefined || to.name === alias) return move;
  // Nobody takes names from a test.
  if (isTestModule(source.path)) return move;
  // Of a function, or of a class, nothing is exported.
  for (const { word } of lines.headers(statement.start)) if (word === 'def' || word === 'class') return move;
  if (scopes([alias]).publicNames.some((entry) => entry.name === alias)) return move;
  return withReviews(move, [lostMark(alias, to.name)]);
}

/** The same of a module that moves as a whole: `from package import module as module`, `import module as module`. */
export function lostMarks({ source }: PythonFile, names: readonly ImportedName[], target: string): readonly Review[] {
  if (isTestModule(source.path)) return [];
  const last = target.slice(target.lastIndexOf('.') + 1);
  return names.flatMap(({ name, alias }) => (alias === name && alias !== last ? [lostMark(alias, last)] : []));
}

function lostMark(alias: string, newName: string): Review {
  const message = `${alias} as ${alias} exports ${alias} for type checkers, and ${newName} as ${alias} does not`;
  return { reason: 're-export-mark', message };
}
