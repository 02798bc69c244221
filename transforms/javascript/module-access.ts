import type { Identifier, Node, ObjectPattern } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { NameUse, NameUses } from '../../src/parse/javascript/name-uses.ts';
import { isIdentifier, nameText } from './identifier.ts';
import { memberOf } from './member.ts';

/** One export that is taken of a module at run time: `require('x').name`, `const { name } = await import('x')`. */
export interface AccessedName extends Range {
  readonly name: string;
  /** The edit that takes another export in its place, under the same local name. */
  readonly rename: (name: string) => TextEdit;
  /** It is written anew, whatever its name. */
  readonly isRewritten?: boolean;
}

/** The names that are taken from a module where it is loaded. */
export interface ModuleAccess {
  /** Undefined: the module is used as a whole. */
  readonly names: readonly AccessedName[] | undefined;
  /** It is loaded for its effect: nothing is done with what it exports. */
  readonly isEffect: boolean;
  /** The statement that does nothing else, where another one can follow it: `const … = require('x')`. */
  readonly statement: Node | undefined;
  /** The part before the equals sign: a pattern that takes names, or a name for the whole module. */
  readonly target: ObjectPattern | Identifier | undefined;
}

const whole: ModuleAccess = { names: undefined, isEffect: false, statement: undefined, target: undefined };

/**
 * The names that are taken from the module that an expression loads.
 * @param parents what is around the expression, outermost first
 * @param uses asked for where a name must be followed; undefined where it cannot be
 */
export function accessOf(loaded: Node, parents: readonly Node[], uses: () => NameUses): ModuleAccess {
  const around = parents.toReversed();
  let node = loaded;
  let depth = 0;
  let isAwaited = loaded.type === 'CallExpression' && loaded.callee.type !== 'Import';
  for (let parent = around[0]; parent; parent = around[++depth]) {
    if (parent.type === 'AwaitExpression') isAwaited = true;
    else if (parent.type !== 'ParenthesizedExpression' && parent.type !== 'TSNonNullExpression') break;
    node = parent;
  }
  const parent = around[depth];
  if (!parent) return whole;
  if (parent.type === 'ExpressionStatement') return { ...whole, isEffect: true };
  const isObject =
    (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') && parent.object === node;
  if (!isAwaited) {
    if (!isObject || parent.computed || nameOf(parent.property) !== 'then') return whole;
    return thenAccess(around[depth + 1], parent, uses);
  }
  if (isObject) {
    const { property } = parent;
    if (parent.computed || property.type !== 'Identifier') return whole;
    return { ...whole, names: [memberAccess(property)] };
  }
  if (parent.type !== 'VariableDeclarator' || parent.init !== node) return whole;
  const { id: target } = parent;
  if (target.type !== 'Identifier' && target.type !== 'ObjectPattern') return whole;
  const names = target.type === 'ObjectPattern' ? patternAccess(target) : undefined;
  const declaration = around[depth + 1];
  const container = around[depth + 2];
  // An exported name is used elsewhere, too; a type says what is used.
  if (target.type === 'Identifier' && (container?.type === 'ExportNamedDeclaration' || target.typeAnnotation))
    return whole;
  const isDivisible =
    declaration?.type === 'VariableDeclaration' &&
    declaration.declarations.length === 1 &&
    /^(?:Program|BlockStatement|TSModuleBlock|SwitchCase|StaticBlock)$/.test(container?.type ?? '');
  return { ...whole, names, statement: isDivisible ? declaration : undefined, target };
}

/** `.then(({ name }) => …)`, `.then((module) => module.name)` */
function thenAccess(call: Node | undefined, callee: Node, uses: () => NameUses): ModuleAccess {
  if (call?.type !== 'CallExpression' || call.callee !== callee) return whole;
  const [handler] = call.arguments;
  if (handler?.type !== 'ArrowFunctionExpression' && handler?.type !== 'FunctionExpression') return whole;
  const [parameter] = handler.params;
  if (handler.params.length > 1 || !parameter) return whole;
  if (parameter.type === 'ObjectPattern') return { ...whole, names: patternAccess(parameter) };
  if (parameter.type !== 'Identifier') return whole;
  const members = uses().ofBinding(parameter).map(memberUse);
  return { ...whole, names: members.every((member) => member !== undefined) ? members : undefined };
}

function memberUse(use: NameUse): AccessedName | undefined {
  const member = memberOf(use);
  return member && { ...member, rename: (name) => ({ start: member.start, end: member.end, text: name }) };
}

function memberAccess(property: Node & { readonly name: string }): AccessedName {
  const range = { start: property.start ?? 0, end: property.end ?? 0 };
  return { ...range, name: property.name, rename: (name) => ({ ...range, text: name }) };
}

/** The names that an object pattern takes; undefined when it takes a rest or computes one. */
export function patternAccess(pattern: ObjectPattern): AccessedName[] | undefined {
  const names: AccessedName[] = [];
  for (const property of pattern.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) return undefined;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : undefined;
    if (name === undefined) return undefined;
    const range = { start: key.start ?? 0, end: key.end ?? 0 };
    names.push({
      start: property.start ?? 0,
      end: property.end ?? 0,
      name,
      rename: (to) => renameKey(range, property.shorthand, name, to, property.value),
    });
  }
  return names;
}

function renameKey(range: Range, isShorthand: boolean, name: string, to: string, value: Node): TextEdit {
  if (isShorthand) return { ...range, text: `${nameText(to)}: ${name}` };
  // `{ Old: New }` becomes `{ New }`.
  if (value.type === 'Identifier' && value.name === to && !value.typeAnnotation)
    return { start: range.start, end: value.end ?? range.end, text: to };
  return { ...range, text: nameText(to) };
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' && isIdentifier(node.name) ? node.name : undefined;
}
