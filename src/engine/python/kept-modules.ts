import { absoluteModule, isTestModule } from '../../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';

/** The import statements of a file, and which of them ever run. */
export interface RunningImports {
  readonly identity: ModuleIdentity;
  readonly statements: readonly ImportStatement[];
  readonly runs: (statement: ImportStatement) => boolean;
}

/** Do imports of the file not count, because it is a test? */
export function isKeptByNone(path: string): boolean {
  return isTestModule(path) || /(?:^|\/)conftest\.py$/.test(path);
}

/** The modules among these that the imports of a file load. */
export function keptModules(modules: readonly string[], { identity, statements, runs }: RunningImports): string[] {
  const imported = new Set(statements.filter(runs).flatMap((statement) => importedBy(statement, identity)));
  return modules.filter((module) => identity.module !== module && imported.has(module));
}

/** The modules that run when the statement does, the packages around them among them; some may be names. */
function importedBy({ kind, level, module: path, names }: ImportStatement, identity: ModuleIdentity): string[] {
  const from = kind === 'from' ? absoluteModule(level, path, identity) : '';
  if (from === undefined) return [];
  const modules = [from, ...names.map(({ name }) => (from === '' ? name : `${from}.${name}`))];
  return modules.flatMap((module) => module.split('.').map((_, k, parts) => parts.slice(0, k + 1).join('.')));
}
