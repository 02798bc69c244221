import type { Node } from '@babel/types';

/** A name, a constant, a member or a function: whoever leaves it out, or moves it, changes nothing else. */
export function isPlainValue(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'BigIntLiteral':
    case 'RegExpLiteral':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.length === 0;
    case 'MemberExpression':
      return (!node.computed || isPlainValue(node.property)) && isPlainValue(node.object);
    case 'UnaryExpression':
      return /^[-+!]$/.test(node.operator) && isPlainValue(node.argument);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return isPlainValue(node.expression);
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isPlainValue(element));
    case 'ObjectExpression':
      return node.properties.every(
        (property) =>
          property.type === 'ObjectMethod' ||
          (property.type === 'ObjectProperty' && !property.computed && isPlainValue(property.value)),
      );
    default:
      return false;
  }
}
