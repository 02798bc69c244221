import type { Range } from '../../../model/range.ts';
import type { SyntaxNode } from './syntax-node.ts';

export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((part) => part.field === field);
}

export function isText(node: SyntaxNode | undefined): boolean {
  return node?.type === 'string' || node?.type === 'concatenated_string';
}

/** The node with all parentheses around it. */
export function withParentheses(node: SyntaxNode): SyntaxNode {
  return node.parent?.type === 'parenthesized_expression' ? withParentheses(node.parent) : node;
}

export const noVariables: readonly Range[] = [];

/** The names that are assigned the value of the expression: `x` and `y` in `x = y = expression`, `x` in `(x := expression)`. */
export function variablesFor(expression: SyntaxNode): readonly Range[] {
  const value = withParentheses(expression);
  const { parent } = value;
  if (parent?.type === 'named_expression') {
    const name = value.field === 'value' ? child(parent, 'name') : undefined;
    return name ? [rangeOf(name)] : noVariables;
  }
  if (parent?.type !== 'assignment' || value.field !== 'right') return noVariables;
  const variables: Range[] = [];
  for (let at: SyntaxNode | undefined = parent; at?.type === 'assignment'; at = at.parent) {
    const left = child(at, 'left');
    if (left?.type === 'identifier') variables.push(rangeOf(left));
  }
  return variables;
}

export function isField(field: string): (node: SyntaxNode) => boolean {
  return (node) => node.field === field;
}

export function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
