import type { CallExpression, Node } from '@babel/types';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Range } from '../../src/model/range.ts';
import { dottedName, literalText } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile } from './javascript-file.ts';

/** A place that gives a module as an object, with what is around it, innermost first. */
export interface ModuleUse extends Range {
  readonly around: readonly Node[];
}

const spies = /(?:^|\.)(?:spyOn|stub|spy|replace|replaceProperty|replaceGetter|replaceSetter|method)$/;
const definers = /^(?:Object\.define(?:Property|Properties|Getter)|Reflect\.(?:set|defineProperty|deleteProperty))$/;

/** `(space as any)` */
const wrappers =
  /^(?:ParenthesizedExpression|TypeCastExpression|TS(?:As|Satisfies|NonNull)Expression|TSTypeAssertion)$/;

/**
 * The exports of the module that a use sets, deletes or mocks: `space.x = 1`, `jest.spyOn(space, 'x')`, `Object.assign(space, { x })`.
 * @returns none where it only reads; undefined where it may be any
 */
export function replacedNames({ start: from, around }: ModuleUse): readonly string[] | undefined {
  const depth = around.findIndex(({ type }) => !wrappers.test(type));
  const [parent, outer] = around.slice(Math.max(depth, 0));
  const start = around[depth - 1]?.start ?? from;
  if (parent?.type === 'CallExpression' && parent.arguments[0]?.start === start) return namesOfCall(parent);
  if (parent?.type !== 'MemberExpression' || parent.object.start !== start) return [];
  const isSet =
    (outer?.type === 'AssignmentExpression' && outer.left === parent) ||
    outer?.type === 'UpdateExpression' ||
    (outer?.type === 'UnaryExpression' && outer.operator === 'delete');
  if (!isSet) return [];
  const { property, computed } = parent;
  return listOf(!computed && property.type === 'Identifier' ? property.name : literalText(property));
}

function namesOfCall({ callee, arguments: [, ...others] }: CallExpression): readonly string[] | undefined {
  const name = dottedName(callee) ?? '';
  if (spies.test(name) || definers.test(name)) return listOf(literalText(others[0]));
  if (name !== 'Object.assign') return [];
  const names = others.map((other) =>
    other.type === 'ObjectExpression' ? other.properties.map((property) => keyOf(property)) : [undefined],
  );
  const all = names.flat();
  return all.every((key) => key !== undefined) ? all : undefined;
}

function keyOf(property: Node): string | undefined {
  if (!('key' in property) || ('computed' in property && property.computed)) return undefined;
  const key = property.key as Node;
  return key.type === 'Identifier' ? key.name : literalText(key);
}

function listOf(name: string | undefined): readonly string[] | undefined {
  return name === undefined ? undefined : [name];
}

/** Leaves the exports that uses of a module replace: a move of them by others needs a review. */
export function leaveReplaced(file: JavaScriptFile, meaning: ModuleMeaning, uses: readonly ModuleUse[]): void {
  for (const use of uses) {
    const names = replacedNames(use);
    if (names?.length === 0) continue;
    const isMock = use.around.some(
      (node) => node.type === 'CallExpression' && spies.test(dottedName(node.callee) ?? ''),
    );
    file.mocks.leave(meaning, use, names, isMock);
  }
}
