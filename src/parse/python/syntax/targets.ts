import { NotPython } from './syntax-node.ts';
import type { TreeNode } from './syntax-node.ts';

/** The type of a target, by the type of the expression that it was read as. */
const targetTypes: Readonly<Record<string, string>> = {
  identifier: 'identifier',
  attribute: 'attribute',
  subscript: 'subscript',
  tuple: 'tuple_pattern',
  parenthesized_expression: 'tuple_pattern',
  list: 'list_pattern',
  expression_list: 'pattern_list',
  list_splat: 'list_splat_pattern',
};

/**
 * Makes an assignment target of an expression that was read (reference manual 7.2).
 * @throws NotPython when nothing can be assigned to it
 */
export function asTarget(node: TreeNode): TreeNode {
  checkTarget(node);
  retype(node);
  return node;
}

/**
 * Checks a target of `with … as` or `del`. These targets keep the types of expressions.
 * @throws NotPython when nothing can be assigned to it
 */
export function checkTarget(node: TreeNode): TreeNode {
  if (targetTypes[node.type] === undefined) throw new NotPython(node);
  if (isComposed(node)) for (const child of node.children) checkTarget(child);
  return node;
}

/**
 * Makes the target of `+=` or of an annotation, which have one target only (reference manual 7.2.1, 7.2.2).
 * @throws NotPython when it is not a single target
 */
export function asSingleTarget(node: TreeNode): TreeNode {
  let inner: TreeNode | undefined = node;
  while (inner?.type === 'parenthesized_expression') inner = inner.children[0];
  if (inner === undefined || isComposed(inner)) throw new NotPython(node);
  return asTarget(node);
}

function isComposed({ type }: TreeNode): boolean {
  return type !== 'identifier' && type !== 'attribute' && type !== 'subscript';
}

function retype(node: TreeNode): void {
  if (isComposed(node)) for (const child of node.children) retype(child);
  node.type = targetTypes[node.type] ?? node.type;
}
