import { absoluteModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import type { PythonFile } from './python-file.ts';

/** A name of an import statement that is a module. */
export interface ModuleName {
  readonly statement: ImportStatement;
  readonly name: ImportedName;
  /** The module that is imported, absolute. */
  readonly module: string;
  /** What the name is bound to: `a` in `import a.b`. */
  readonly local: string;
  /** `import a.b` binds `a`, and the module is found by the whole chain. */
  readonly isChain: boolean;
}

/** The modules that the statements import: by `import`, and by `from package import module`. */
export function moduleNames(file: PythonFile, statements: readonly ImportStatement[]): ModuleName[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'import') {
      return statement.names.map((name): ModuleName => {
        const local = name.alias ?? name.name.split('.', 1)[0] ?? name.name;
        return { statement, name, module: name.name, local, isChain: name.alias === undefined };
      });
    }
    const holder = absoluteModule(statement.level, statement.module, file.identity);
    if (holder === undefined || statement.isStar) return [];
    return statement.names.flatMap((name): ModuleName[] => {
      const module = holder === '' ? name.name : `${holder}.${name.name}`;
      const isModule = !file.modules.hasSymbol(holder, name.name) && file.modules.isModule(module);
      return isModule ? [{ statement, name, module, local: name.alias ?? name.name, isChain: false }] : [];
    });
  });
}

/** Those of the names through which the file may reach legacy symbols, as far as its text tells. */
export function concernedNames(file: PythonFile): ModuleName[] {
  const { modules } = file;
  const mayConcern = file.statements.filter(
    ({ kind, level, module, names }) =>
      kind === 'import' ||
      names.some(({ name }) => {
        const holder = absoluteModule(level, module, file.identity);
        return holder !== undefined && modules.holdsLegacy(holder === '' ? name : `${holder}.${name}`);
      }),
  );
  return moduleNames(file, mayConcern).filter((name) =>
    name.isChain ? isChainUsed(file, name) : holdsLegacy(file, name.module) && isNameUsed(file, name),
  );
}

function holdsLegacy({ modules }: PythonFile, module: string): boolean {
  return modules.isLegacy(module) || modules.holdsLegacy(module);
}

/** Does the name occur outside of the import, or does its module move anyway? */
function isNameUsed(file: PythonFile, { name, local, module }: ModuleName): boolean {
  if (file.modules.resolve(module, local, name.start).kind !== 'unrelated') return true;
  for (const at of occurrences(file.source.text, local)) if (at < name.start || at >= name.end) return true;
  return false;
}

/** Does a chain to a legacy module below the same first name occur outside of the import statements? */
function isChainUsed(file: PythonFile, { name, local, module }: ModuleName): boolean {
  if (file.modules.resolve(module, local, name.start).kind !== 'unrelated') return true;
  const { text } = file.source;
  const below = file.modules.names.filter((legacy) => legacy === local || legacy.startsWith(`${local}.`));
  return below.some((legacy) => {
    const chain = legacy.split('.').join(String.raw`(?:[\s\\]|#.*)*\.(?:[\s\\]|#.*)*`);
    const occurrences = text.matchAll(new RegExp(String.raw`(?<![\p{ID_Continue}.])${chain}(?!\p{ID_Continue})`, 'gu'));
    return [...occurrences].some(
      ({ index }) => !file.statements.some(({ start, end }) => start <= index && index < end),
    );
  });
}
