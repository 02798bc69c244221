import { absoluteModule, isFacade } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { rangeAt } from '../../src/model/range.ts';
import { attributesBehind } from '../../src/parse/python/attributes-behind.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import { hasNoqa } from './noqa.ts';
import type { PythonFile } from './python-file.ts';

/** A name of an import statement that is a module. */
export interface ModuleName {
  readonly statement: ImportStatement;
  readonly name: ImportedName;
  /** The module that is imported, absolute. */
  readonly module: string;
  /** The local name: `a` in `import a.b`. */
  readonly local: string;
  /** `import a.b` binds `a`, and the module is found by the whole path. */
  readonly isDotted: boolean;
}

/** The modules that the statements import: by `import`, and by `from package import module`. */
export function moduleNames(file: PythonFile, statements: readonly ImportStatement[]): ModuleName[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'import') {
      return statement.names.map((name): ModuleName => {
        const local = name.alias ?? name.name.split('.', 1)[0] ?? name.name;
        return { statement, name, module: name.name, local, isDotted: name.alias === undefined };
      });
    }
    const holder = absoluteModule(statement.level, statement.module, file.identity);
    if (holder === undefined || statement.isStar) return [];
    return statement.names.flatMap((name): ModuleName[] => {
      const module = holder === '' ? name.name : `${holder}.${name.name}`;
      const isModule = !file.modules.hasSymbol(holder, name.name) && file.modules.isModule(module);
      return isModule ? [{ statement, name, module, local: name.alias ?? name.name, isDotted: false }] : [];
    });
  });
}

/** The names among these through which the file may reach legacy symbols, as far as its text tells. */
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
  /** By what is imported under which name: whether a path is used is asked once, however often that is imported. */
  const used = new Map<string, boolean>();
  return moduleNames(file, mayConcern).filter((name) => {
    if (file.verdicts.module(name.module, name.local, name.name.start).kind !== 'unrelated') return true;
    if (!name.isDotted && modules.isLegacy(name.module)) return isNameUsed(file, name) || isReExported(file, name);
    const key = `${name.local} ${name.isDotted ? '' : name.module}`;
    const isUsed = used.get(key) ?? isPathUsed(file, name);
    used.set(key, isUsed);
    return isUsed;
  });
}

/** Does the name occur outside of the import? */
function isNameUsed({ source: { text } }: PythonFile, { name, local }: ModuleName): boolean {
  for (const at of occurrences(text, local)) if (at < name.start || at >= name.end) return true;
  return false;
}

/** Is the name, if it is not used here, imported to be found here, as far as the statement and its file tell? */
export function isReExported({ source: { path, text } }: PythonFile, { statement, name }: ModuleName): boolean {
  return isFacade(path) || (name.alias !== undefined && name.alias === name.name) || hasNoqa(text, statement);
}

/** Does a path of attributes that starts with the name lead to a legacy module, outside of the import statements? */
function isPathUsed(file: PythonFile, name: ModuleName): boolean {
  for (const { local, module } of packageNames(file, name)) {
    for (const at of occurrencesInCode(file, local)) {
      if (leadsToLegacy(file.source.text, at + local.length, module, file.modules)) return true;
    }
  }
  return false;
}

/** A name that may stand for a package around legacy modules. */
interface PackageName {
  readonly local: string;
  readonly module: string;
}

/** The name of the import, where it stands for such a package, and the variables that one is assigned to. */
export function* packageNames(file: PythonFile, { local, module, isDotted }: ModuleName): Generator<PackageName> {
  const found: PackageName[] = [{ local, module: isDotted ? local : module }];
  const locals = new Set([local]);
  for (const name of found) {
    if (!file.modules.holdsLegacy(name.module)) continue;
    yield name;
    const variables = variablesFor(file, name).filter((other) => !locals.has(other.local));
    for (const variable of new Map(variables.map((other) => [`${other.local} ${other.module}`, other])).values()) {
      found.push(variable);
      locals.add(variable.local);
    }
  }
}

/** `core` for `core = app.core`. */
function variablesFor(file: PythonFile, { local, module }: PackageName): PackageName[] {
  const { text } = file.source;
  return occurrencesInCode(file, local).flatMap((at) => {
    const names = assignedNames(text, at);
    if (names.length === 0) return [];
    const path = [module, ...attributesBehind(text, at + local.length)].join('.');
    return file.modules.isLegacy(path) ? [] : names.map((name) => ({ local: name, module: path }));
  });
}

/** Where the name stands outside of the import statements. */
export function occurrencesInCode({ source: { text }, statements }: PythonFile, name: string): number[] {
  return [...occurrences(text, name)].filter((at) => rangeAt(statements, at) === undefined);
}

/** The names that the expression at the offset is assigned to, as far as the text before it tells. */
function assignedNames(text: string, offset: number): string[] {
  let sign = offset - 1;
  while (/[\s\\(]/.test(text.charAt(sign))) sign--;
  if (text.charAt(sign) !== '=') return [];
  const [targets = ''] = assignment.exec(text.slice(Math.max(0, sign - 200), sign + 1)) ?? [];
  return Array.from(targets.matchAll(target), ([, name = '']) => name.normalize('NFKC'));
}

/* eslint-disable regexp/no-super-linear-move -- asked of 200 characters */
/** `a = b =`, `name: annotation =` and `name :=`, at the end of a text. */
const assignment = /(?:[\p{ID_Start}_]\p{ID_Continue}*[\s\\]*(?::[^=]*)?=[\s\\]*)+$/u;
const target = /([\p{ID_Start}_]\p{ID_Continue}*)[\s\\]*(?::[^=]*)?=/gu;
/* eslint-enable regexp/no-super-linear-move */

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
