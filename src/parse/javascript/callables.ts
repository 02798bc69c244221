import type { Node } from '@babel/types';
import { isJavaScript } from '../../model/javascript-endings.ts';
import type { ScriptCallable, ScriptParameter } from '../../model/script-callable.ts';
import { parseJavaScript } from './syntax-tree.ts';
import { scriptBlocks } from './script-blocks.ts';

/** A node of a function, or of the constructor of a class. */
interface FunctionLike {
  readonly params: readonly Node[];
  readonly body?: Node | null;
}

/**
 * The callable that a module binds to a name; undefined where it is none, or cannot be read.
 * @param binding a top-level name, `default`, or `exports.name` of a CommonJS module
 */
export function readCallable(path: string, text: string, binding: string): ScriptCallable | undefined {
  if (!isJavaScript(path)) return undefined;
  try {
    for (const block of scriptBlocks(path, text)) {
      const found = definitionsOf(parseJavaScript(block.text, block.dialect).file.program.body, binding);
      const [only] = found;
      if (only !== undefined && found.length === 1) return callableOf(block.text, only);
    }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return undefined;
}

/** The nodes that a name may be. Of overloads, only the implementation counts. */
function definitionsOf(body: readonly Node[], binding: string): Node[] {
  const all = body.flatMap((statement) => definitionsIn(statement, binding));
  const made = all.filter(({ type }) => type !== 'TSDeclareFunction');
  return made.length > 0 ? made : all;
}

function definitionsIn(statement: Node, binding: string): Node[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.declaration ? definitionsIn(statement.declaration, binding) : [];
    case 'ExportDefaultDeclaration': {
      const { declaration } = statement;
      return binding === 'default' ? [declaration] : definitionsIn(declaration, binding);
    }
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSDeclareFunction':
      return statement.id?.name === binding ? [statement] : [];
    case 'VariableDeclaration':
      // Another value may be assigned to what is not constant.
      return statement.declarations.flatMap(({ id, init }) =>
        id.type === 'Identifier' && id.name === binding && init ? [statement.kind === 'const' ? init : statement] : [],
      );
    case 'ExpressionStatement': {
      const { expression } = statement;
      return expression.type === 'AssignmentExpression' && memberText(expression.left) === binding
        ? [expression.right]
        : [];
    }
    default:
      return [];
  }
}

function memberText(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return undefined;
  const { object, property } = node;
  const isModule = object.type === 'MemberExpression' && memberText(object) === 'module.exports';
  if (object.type === 'Identifier') return `${object.name}.${property.name}`;
  return isModule ? `exports.${property.name}` : undefined;
}

function callableOf(text: string, node: Node): ScriptCallable | undefined {
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const members = node.body.body;
      const own = members.find((member) => member.type === 'ClassMethod' && member.kind === 'constructor');
      const declared = members.filter(
        (member) => member.type === 'TSDeclareMethod' && 'kind' in member && member.kind === 'constructor',
      );
      const made = own ?? (declared.length === 1 ? declared[0] : undefined);
      const constructor = made as FunctionLike | undefined;
      const isPlain = !node.superClass && declared.length === 0;
      return {
        kind: 'class',
        isAsync: false,
        isConstructor: true,
        parameters: constructor ? constructor.params.map((each) => parameterOf(text, each)) : isPlain ? [] : undefined,
        typeParameters: typeParametersOf(node),
        raisesAlways: constructor !== undefined && throws(constructor),
      };
    }
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSDeclareFunction': {
      const isAsync = node.async === true;
      return {
        kind: 'function',
        isAsync,
        isConstructor: !isAsync && node.type !== 'ArrowFunctionExpression' && node.generator !== true,
        parameters: parametersOf(text, node),
        typeParameters: typeParametersOf(node),
        raisesAlways: throws(node),
      };
    }
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return callableOf(text, node.expression);
    default:
      return undefined;
  }
}

/** Without a parameter `this` of TypeScript. */
function parametersOf(text: string, { params }: FunctionLike): ScriptParameter[] {
  return params.map((each) => parameterOf(text, each)).filter(({ name }) => name !== 'this');
}

function parameterOf(text: string, node: Node): ScriptParameter {
  switch (node.type) {
    case 'AssignmentPattern':
      return { ...parameterOf(text, node.left), default: textOf(text, node.right) };
    case 'TSParameterProperty':
      return parameterOf(text, node.parameter);
    case 'RestElement':
      return { name: undefined, default: undefined, fields: undefined, isRest: true };
    case 'ObjectPattern':
      return { name: undefined, default: undefined, fields: fieldsOf(text, node.properties), isRest: false };
    default: {
      const name = node.type === 'Identifier' ? node.name : undefined;
      return { name, default: undefined, fields: undefined, isRest: false };
    }
  }
}

/** Undefined where a pattern takes a rest, or computes a key. */
function fieldsOf(text: string, properties: readonly Node[]): ReadonlyMap<string, string | undefined> | undefined {
  const fields = new Map<string, string | undefined>();
  for (const property of properties) {
    if (property.type !== 'ObjectProperty' || property.computed || property.key.type !== 'Identifier') return undefined;
    const { value } = property;
    fields.set(property.key.name, value.type === 'AssignmentPattern' ? textOf(text, value.right) : undefined);
  }
  return fields;
}

function typeParametersOf(node: { readonly typeParameters?: unknown }): number {
  const { params } = (node.typeParameters ?? {}) as { readonly params?: readonly unknown[] };
  return params?.length ?? 0;
}

/** Is the first thing that it does to throw? */
function throws({ body }: FunctionLike): boolean {
  if (body?.type !== 'BlockStatement') return false;
  const [first] = body.body.filter((statement) => !isSuperCall(statement));
  return first?.type === 'ThrowStatement';
}

function isSuperCall(statement: Node): boolean {
  return (
    statement.type === 'ExpressionStatement' &&
    statement.expression.type === 'CallExpression' &&
    statement.expression.callee.type === 'Super'
  );
}

function textOf(text: string, { start, end }: Node): string {
  return text.slice(start ?? 0, end ?? 0);
}
