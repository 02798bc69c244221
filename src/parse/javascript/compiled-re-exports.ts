import type { Expression, Node, Statement } from '@babel/types';
import { dottedName } from './module-references.ts';

/** Functions that compilers write into a module, or take from a package of theirs, to hand modules on. None of them does more. */
const helpers =
  /^(?:tslib(?:_\d+)?\.)?_+(?:createBinding|setModuleDefault|importDefault|importStar|interopRequire\w*|interop_require_\w+|getRequireWildcardCache|toESM|toCommonJS|copyProps|export|exportStar|export_star|reExport)(?:\._)?$/;

/** Is it the name of such a function? */
export function isCompilerHelper(name: string): boolean {
  return helpers.test(name);
}

/**
 * The name of the module that babel's loop exports all of: `Object.keys(_x).forEach(function (key) { … exports[key] … })`;
 * undefined for any other expression.
 */
export function reExportedInLoop(expression: Expression): string | undefined {
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = expression.callee;
  if (computed || property.type !== 'Identifier' || property.name !== 'forEach') return undefined;
  if (object.type !== 'CallExpression' || dottedName(object.callee) !== 'Object.keys') return undefined;
  const [[module], [each]] = [object.arguments, expression.arguments];
  if (module?.type !== 'Identifier') return undefined;
  if (each?.type !== 'FunctionExpression' && each?.type !== 'ArrowFunctionExpression') return undefined;
  const statements = each.body.type === 'BlockStatement' ? each.body.body : [];
  return statements.length > 0 && statements.every(isStepOfLoop) ? module.name : undefined;
}

/** `if (key === 'default') return;`, `exports[key] = _x[key];`, `Object.defineProperty(exports, key, { … });` */
function isStepOfLoop(statement: Statement): boolean {
  if (statement.type === 'IfStatement') {
    const { test, consequent, alternate } = statement;
    const [only] = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
    return alternate == null && only?.type === 'ReturnStatement' && only.argument == null && isPlainTest(test);
  }
  if (statement.type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  if (expression.type === 'CallExpression')
    return dottedName(expression.callee) === 'Object.defineProperty' && isExports(expression.arguments[0]);
  return (
    expression.type === 'AssignmentExpression' &&
    expression.left.type === 'MemberExpression' &&
    isExports(expression.left.object) &&
    isPlainTest(expression.right)
  );
}

function isExports(node: Node | undefined): boolean {
  return node !== undefined && /^(?:module\.)?exports$/.test(dottedName(node) ?? '');
}

/** A comparison that calls nothing but `hasOwnProperty`. */
function isPlainTest(node: Node): boolean {
  switch (node.type) {
    case 'LogicalExpression':
    case 'BinaryExpression':
      return isPlainTest(node.left) && isPlainTest(node.right);
    case 'UnaryExpression':
      return isPlainTest(node.argument);
    case 'MemberExpression':
      return isPlainTest(node.object);
    case 'CallExpression':
      return dottedName(node.callee) === 'Object.prototype.hasOwnProperty.call' && node.arguments.every(isPlainTest);
    default:
      return node.type === 'Identifier' || node.type.endsWith('Literal');
  }
}
