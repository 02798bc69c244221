import { mayElide } from '../../src/model/javascript-endings.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import { readClause } from './clause.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { isKept } from './kept-statement.ts';
import { accessOf } from './module-access.ts';
import { membersRead } from './namespace-members.ts';

/** A place that loads a module, and the specifiers of those that it would load in its place. */
export interface LoadedModule {
  readonly reference: ModuleReference;
  /** Undefined: it stays as it is. */
  readonly moves: readonly string[] | undefined;
  /** The moves are made, if nothing else speaks against them. */
  readonly isChosen: boolean;
  readonly isAtOnce: boolean;
  /** It goes on to load the module whatever becomes of its moves. */
  readonly isKept: boolean;
}

type IsValue = (meaning: ModuleMeaning, name: string) => boolean;

/**
 * The places of a file that load modules when it runs, in their order: statements that import, and calls.
 * @param isValue is an export of a module certainly a value?
 */
export function loadedModules(file: JavaScriptFile, isValue: IsValue): LoadedModule[] {
  return file.references.filter(isLoaded).map((reference) => {
    const isAtOnce = isLoadedAtOnce(reference);
    const meaning = file.module(reference);
    const taken = meaning && takenOf(file, reference, meaning);
    const moving = (taken ?? []).filter((resolution): resolution is Legacy => resolution.kind === 'legacy');
    const isKept =
      meaning !== undefined &&
      staysLoaded(file, reference, meaning, moving.length < (taken?.length ?? 0), (name) => isValue(meaning, name));
    // Where the canonical object is another one, the Map's owner answers for what is loaded.
    const isProven = moving.every(({ isReplacement }) => !isReplacement);
    if (moving.length === 0 || !isProven) return { reference, moves: undefined, isChosen: false, isAtOnce, isKept };
    const chosen = moving.filter(({ tier }) => tier !== 'review');
    const isPartly = chosen.length > 0 && chosen.length < moving.length;
    const modules = (chosen.length > 0 ? chosen : moving).map(({ to }) => to.module);
    const moves = [...(isKept || isPartly ? [reference.specifier] : []), ...new Set(modules)];
    return { reference, moves, isChosen: chosen.length > 0, isAtOnce, isKept };
  });
}

/** Does a place load a module when its file is loaded, and not when a function runs? */
export function isLoadedAtOnce(reference: ModuleReference): boolean {
  const isCall = reference.form === 'dynamic-import';
  return isLoaded(reference) && !isCall && !reference.parents.some(({ type }) => /Function|Method/.test(type));
}

/** @param isPartly something of what is taken does not move */
function staysLoaded(
  file: JavaScriptFile,
  reference: ModuleReference,
  meaning: ModuleMeaning,
  isPartly: boolean,
  isValue: (name: string) => boolean,
): boolean {
  const { form, node } = reference;
  const isElided = mayElide(file.source.path);
  if (form === 'import') {
    const hasSpace =
      node.type === 'ImportDeclaration' && node.specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier');
    return isKept(reference, meaning, isValue, isElided) || (hasSpace && isPartly && !isElided);
  }
  if (!isPartly || !isElided || node.type !== 'ExportNamedDeclaration') return isPartly && form !== 'import-equals';
  return readClause(file.source.text, node).items.some(
    (item) =>
      item.kind !== 'namespace' &&
      item.inline === undefined &&
      meaning.symbol(item.name).kind !== 'legacy' &&
      isValue(item.name),
  );
}

function isLoaded({ form, node }: ModuleReference): boolean {
  const { importKind, exportKind } = node as { readonly importKind?: unknown; readonly exportKind?: unknown };
  if (form === 'require' || form === 'dynamic-import') return true;
  if (form !== 'import' && form !== 'export-from' && form !== 'import-equals') return false;
  return importKind !== 'type' && importKind !== 'typeof' && exportKind !== 'type';
}

/** The resolution of each thing that is taken from the module. */
function takenOf(file: JavaScriptFile, reference: ModuleReference, meaning: ModuleMeaning): readonly Resolution[] {
  const { node } = reference;
  const wholeOf = (names: readonly string[] | undefined): readonly Resolution[] =>
    meaning.movesAsWhole ? [meaning.whole(names)] : (names ?? ['*']).map((name) => meaning.symbol(name));
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') {
    if (node.specifiers.length === 0) return [meaning.whole([])];
    const space = node.specifiers.find((item) => item.type === 'ImportNamespaceSpecifier')?.local;
    return readClause(file.source.text, node).items.flatMap((item) =>
      item.kind === 'namespace'
        ? wholeOf(space && membersRead(file, space))
        : item.inline === undefined
          ? [meaning.symbol(item.name)]
          : [],
    );
  }
  if (node.type === 'ExportAllDeclaration') return [meaning.star(false)];
  if (node.type === 'TSImportEqualsDeclaration') return wholeOf(membersRead(file, node.id));
  if (
    !('type' in node) ||
    node.type === 'CommentBlock' ||
    node.type === 'CommentLine' ||
    node.type === 'SourceAttribute'
  )
    return [];
  const { names, isEffect, target } = accessOf(node, reference.parents, file.uses);
  if (names) return names.map(({ name }) => meaning.symbol(name));
  return isEffect
    ? [meaning.whole([])]
    : wholeOf(target?.type === 'Identifier' ? membersRead(file, target) : undefined);
}
