import type { ImportStyle } from './moved-tree.ts';
import type { ImportStatement, ModuleIdentity } from './python.ts';

/**
 * A module as an import writes it that takes the place of the statement: with dots, where the style has it so.
 * @param module absolute
 */
export function importPath(
  module: string,
  importer: ModuleIdentity,
  { level }: Pick<ImportStatement, 'level'>,
  style: ImportStyle,
): string {
  if (style === 'absolute' || (style !== 'relative' && level === 0)) return module;
  const [own, target] = [importer.package.split('.'), module.split('.')];
  if (own[0] !== target[0]) return module;
  let common = 1;
  while (common < own.length && own[common] === target[common]) common++;
  const dots = own.length - common + 1;
  if (style === 'auto' && dots > level) return module;
  return '.'.repeat(dots) + target.slice(common).join('.');
}
