import { groupBy } from '../../src/model/group-by.ts';
import { absoluteModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { refused } from '../../src/model/resolution.ts';
import type { Verdict } from '../../src/model/rule.ts';
import { isPrivateName, standsInClass } from '../../src/parse/python/private-names.ts';
import type { ModulePlans } from './module-plans.ts';
import type { PythonFile } from './python-file.ts';
import { ReExportMarks } from './re-export-mark.ts';

export const fromImportId = 'python/from-import';

/** One name of a statement, with the Verdict on it. */
export interface FoundName {
  readonly index: number;
  readonly name: ImportedName;
  readonly verdict: Verdict;
}

/** A `from` import of a module, by its absolute name, with its names that the Map speaks of. */
export interface FoundStatement {
  readonly statement: ImportStatement;
  readonly module: string;
  readonly names: readonly FoundName[];
}

/** The `from` imports of a file. */
export interface FoundNames {
  readonly statements: readonly FoundStatement[];
  /** The legacy modules that the file needs some import to load. */
  readonly reliedOn: ReadonlySet<string>;
}

/** Find the names of all `from` imports, and decide on each; those that are modules are decided on as such. */
export function findNames(file: PythonFile, { names: modules, reliedOn }: ModulePlans): FoundNames {
  const marks = new ReExportMarks(file);
  const statements = file.statements.flatMap((statement): FoundStatement[] => {
    const isOfNames = statement.kind === 'from' && !statement.isStar;
    const module = isOfNames ? absoluteModule(statement.level, statement.module, file.identity) : undefined;
    if (module === undefined) return [];
    if (!file.verdicts.hasLegacySymbols(module)) return [{ statement, module, names: [] }];
    const isBoundOtherwise = boundTwice(statement);
    const names = statement.names.flatMap((name, index): FoundName[] => {
      if (modules.has(name)) return [];
      const local = name.alias ?? name.name;
      const verdict = file.verdicts.name(module, name.name, local, statement.start);
      if (verdict.kind !== 'legacy') return [{ index, name, verdict }];
      const { from, to } = verdict;
      const stay = (reason: 'syntax-error' | 'name-collision', message: string): FoundName[] => [
        { index, name, verdict: refused(from, reason, message) },
      ];
      if (statement.isUnsure)
        return stay('syntax-error', 'it stands behind a string that does not end, so it may be text');
      if (isPrivateName(to.name ?? '') && standsInClass(file.lines, statement.start))
        return stay('name-collision', `in a class, ${to.name ?? ''} is another name`);
      if (isBoundOtherwise(name))
        return stay('name-collision', `the statement binds ${local} twice, and the last one counts`);
      return [{ index, name, verdict: marks.judge(statement, name, verdict) }];
    });
    return [{ statement, module, names }];
  });
  return { statements, reliedOn };
}

/** Does another name of the statement bind the same local name to another object? Their order must stay. */
function boundTwice({ names }: ImportStatement): (name: ImportedName) => boolean {
  if (names.length === 1) return () => false;
  const byLocal = groupBy(names, ({ name, alias }) => alias ?? name);
  const twice = new Set(
    [...byLocal].flatMap(([local, all]) => (new Set(all.map(({ name }) => name)).size > 1 ? [local] : [])),
  );
  return ({ name, alias }) => twice.has(alias ?? name);
}
