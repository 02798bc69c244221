import { isTestModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { withReviews } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { Review } from '../../src/model/review.ts';
import type { PythonFile } from './python-file.ts';

/**
 * Names that a file imports as `X as X`. That form alone exports a name for type checkers (PEP 484 for stubs, `mypy --strict`,
 * and pyright for packages with `py.typed`), unless `__all__` has it.
 */
export class ReExportMarks {
  readonly #file: PythonFile;
  /** For each block and local name that several imports bind there: is the first one of them marked? */
  readonly #isMarkedFirst = new Map<string, boolean>();

  constructor(file: PythonFile) {
    this.#file = file;
    const marked = new Set(file.statements.flatMap(({ names }) => names.filter(isMarked).map(({ name }) => name)));
    // Nobody takes names from a test.
    if (marked.size === 0 || isTestModule(file.source.path)) return;
    for (const statement of file.statements) {
      if (statement.kind !== 'from') continue;
      for (const name of statement.names) {
        if (!marked.has(name.alias ?? name.name)) continue;
        const key = this.#key(statement, name);
        if (!this.#isMarkedFirst.has(key)) this.#isMarkedFirst.set(key, isMarked(name));
      }
    }
  }

  /**
   * The move of a name, for review where the import is marked and cannot stay so. Of several imports of one name in a block the
   * first one decides, as it does for mypy: they move together or not at all.
   */
  judge(statement: ImportStatement, name: ImportedName, move: Legacy): Legacy {
    const { to } = move;
    const local = name.alias ?? name.name;
    if (this.#isMarkedFirst.size === 0 || this.#isMarkedFirst.get(this.#key(statement, name)) !== true) return move;
    if (to.name === undefined || to.name === local || local !== name.name) return move;
    const { source, lines, syntax } = this.#file;
    // Names in a function or a class are not exported.
    for (const { word } of lines.headers(statement.start)) if (word === 'def' || word === 'class') return move;
    if (source.text.includes('__all__') && syntax.scopes([local]).publicNames.some((entry) => entry.name === local))
      return move;
    return withReviews(move, [lostMark(local, to.name)]);
  }

  #key({ start }: ImportStatement, { name, alias }: ImportedName): string {
    return `${this.#file.lines.block(start)} ${alias ?? name}`;
  }
}

/** The same of a module that moves as a whole: `from package import module as module`, `import module as module`. */
export function lostMarks({ source }: PythonFile, names: readonly ImportedName[], target: string): readonly Review[] {
  if (isTestModule(source.path)) return [];
  const last = target.slice(target.lastIndexOf('.') + 1);
  return names.flatMap((name) => (isMarked(name) && name.name !== last ? [lostMark(name.name, last)] : []));
}

function isMarked({ name, alias }: ImportedName): boolean {
  return alias === name;
}

function lostMark(alias: string, newName: string): Review {
  const message = `${alias} as ${alias} exports ${alias} for type checkers, and ${newName} as ${alias} does not`;
  return { reason: 're-export-mark', message };
}
