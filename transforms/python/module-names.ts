import { absoluteModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { attributesBehind } from '../../src/parse/python/attributes-behind.ts';
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
  return moduleNames(file, mayConcern).filter((name) => {
    if (modules.resolve(name.module, name.local, name.name.start).kind !== 'unrelated') return true;
    if (!name.isChain && modules.isLegacy(name.module)) return isNameUsed(file, name);
    return isChainUsed(file, name);
  });
}

/** Does the name occur outside of the import? */
function isNameUsed({ source: { text } }: PythonFile, { name, local }: ModuleName): boolean {
  for (const at of occurrences(text, local)) if (at < name.start || at >= name.end) return true;
  return false;
}

/** Does a chain of attributes that starts with the name lead to a legacy module, outside of the import statements? */
function isChainUsed({ source: { text }, statements, modules }: PythonFile, name: ModuleName): boolean {
  const bound = name.isChain ? name.local : name.module;
  if (!modules.holdsLegacy(bound)) return false;
  for (const at of occurrences(text, name.local)) {
    const isImport = statements.some(({ start, end }) => start <= at && at < end);
    if (!isImport && leadsToLegacy(text, at + name.local.length, bound, modules)) return true;
  }
  return false;
}

/** Do the attributes that the text goes on with at `offset` lead from the module to a legacy one? */
function leadsToLegacy(text: string, offset: number, module: string, modules: PythonFile['modules']): boolean {
  if (modules.isLegacy(module)) return true;
  let path = module;
  for (const attribute of attributesBehind(text, offset)) {
    path += `.${attribute}`;
    if (modules.isLegacy(path)) return true;
    if (!modules.leadsTo(path)) return false;
  }
  return false;
}
