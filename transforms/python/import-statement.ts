import type { TextEdit } from '../../src/model/edit.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import { insertion } from './from-statement.ts';
import { commentBehind, isAlone, isPragma, removeStatement } from './statement-place.ts';

/** A module that is to be imported, under an alias or by its whole name. */
export interface ModuleImport {
  readonly module: string;
  readonly alias: string | undefined;
}

/**
 * The imports in place of one name of an import statement, in order. The first takes its place; none when it is
 * removed.
 */
export interface NameChange {
  readonly name: ImportedName;
  readonly imports: readonly ModuleImport[];
}

/** The edits that change names of one `import …` statement; those that are added to a statement of one name get their own. */
export function rewriteImport(
  source: SourceFile,
  lines: LogicalLines,
  statement: ImportStatement,
  changes: readonly NameChange[],
): TextEdit[] {
  const { text } = source;
  const hasOwnLine = statement.names.length === 1 && isAlone(text, lines, statement);
  return changes.flatMap(({ name, imports }) => {
    const [first, ...others] = imports;
    if (first === undefined) return removeStatement(text, lines, statement);
    const edits = replaceName(name, first);
    if (others.length === 0) return edits;
    if (hasOwnLine) return [...edits, addImports(source, lines, statement, others)];
    const added = others.map((other) => `, ${written(other)}`).join('');
    const [edit] = edits;
    return edit?.end === name.end
      ? [{ ...edit, text: edit.text + added }]
      : [...edits, { start: name.end, end: name.end, text: added }];
  });
}

/**
 * Further imports, in statements of their own behind this one, in the same block; those from one package share one.
 * @param pathOf the package as a `from` import is to write it
 */
export function addImports(
  source: SourceFile,
  lines: LogicalLines,
  statement: ImportStatement,
  imports: readonly ModuleImport[],
  pathOf: (module: string) => string = (module) => module,
): TextEdit {
  const comment = isAlone(source.text, lines, statement) ? commentBehind(source.text, statement) : undefined;
  const pragma = comment !== undefined && isPragma(comment) ? `  ${comment}` : '';
  const lazy = statement.isLazy ? 'lazy ' : '';
  const code =
    statement.kind === 'from' ? fromPackages(imports, pathOf) : imports.map((added) => `import ${written(added)}`);
  return insertion(
    source,
    lines,
    statement,
    code.map((line) => lazy + line + pragma),
  );
}

/** The modules by their packages, where they have one. */
function fromPackages(imports: readonly ModuleImport[], pathOf: (module: string) => string): string[] {
  const packages = [...new Set(imports.map(packageOf))];
  return packages.map((around) => {
    const names = imports
      .filter((added) => packageOf(added) === around)
      .map(({ module, alias }) => written({ module: module.slice(module.lastIndexOf('.') + 1), alias }))
      .toSorted();
    return `${around === '' ? '' : `from ${pathOf(around)} `}import ${names.join(', ')}`;
  });
}

/** The package around the module; empty where there is none. */
export function packageOf({ module }: Pick<ModuleImport, 'module'>): string {
  return module.slice(0, Math.max(0, module.lastIndexOf('.')));
}

/** Modules of the package that the statement imports its only name from, beside that name. */
export function addBeside({ names }: ImportStatement, imports: readonly ModuleImport[]): TextEdit[] {
  const [name] = names;
  if (name === undefined) return [];
  const added = imports.map(({ module }) => module.slice(module.lastIndexOf('.') + 1)).toSorted();
  const before = added.filter((other) => other < name.name).map((other) => `${other}, `);
  const behind = added.filter((other) => other > name.name).map((other) => `, ${other}`);
  return [
    { start: name.start, end: name.start, text: before.join('') },
    { start: name.end, end: name.end, text: behind.join('') },
  ].filter(({ text }) => text !== '');
}

/** `module [as alias]`. */
export function written({ module, alias }: ModuleImport): string {
  return alias === undefined || alias === module ? module : `${module} as ${alias}`;
}

function replaceName(name: ImportedName, { module, alias }: ModuleImport): TextEdit[] {
  if (name.alias !== alias || alias === module)
    return [{ start: name.start, end: name.end, text: written({ module, alias }) }];
  return name.name === module ? [] : [{ ...name.nameRange, text: module }];
}
