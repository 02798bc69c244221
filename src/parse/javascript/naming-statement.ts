import type { Range } from '../../model/range.ts';
import type { ModuleReference } from './module-references.ts';

/** Nodes that hold several things side by side, each with places of its own. */
const container =
  /Function|Class|Method|Property|Signature|Array|^Object|Block|Body|Program|^JSX|Interface|TypeLiteral/;

/** From the start of the statement or entry that names a module to the end of the name. */
export function namingStatement({ node, parents, end }: ModuleReference): Range {
  const around = parents.slice(parents.findLastIndex(({ type }) => container.test(type)) + 1);
  return { start: (around[0] ?? node).start ?? 0, end };
}
