import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';

/**
 * Does a statement load its module even when everything moves that can?
 * @param isValue is an export of the module certainly a value? Asked where that decides
 * @param mayElide the compiler leaves out what is used as a type only
 */
export function isKept(
  { node }: ModuleReference,
  meaning: ModuleMeaning,
  isValue: (name: string) => boolean,
  mayElide: boolean,
): boolean {
  if (node.type !== 'ImportDeclaration' || node.importKind === 'type' || node.importKind === 'typeof') return false;
  if (node.specifiers.length === 0) return meaning.whole([]).kind !== 'legacy';
  return node.specifiers.some((item) => {
    if (item.type === 'ImportNamespaceSpecifier') return false;
    if (item.type === 'ImportSpecifier' && item.importKind != null && item.importKind !== 'value') return false;
    const name =
      item.type === 'ImportDefaultSpecifier'
        ? 'default'
        : item.imported.type === 'Identifier'
          ? item.imported.name
          : item.imported.value;
    if (meaning.symbol(name).kind === 'legacy') return false;
    return !mayElide || isValue(name);
  });
}
