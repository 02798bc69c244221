import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import { leastSure } from '../../src/model/tier.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import { dottedName, literalText } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform } from './javascript-file.ts';
import { isIdentifier, nameText } from './identifier.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/module-mock';

/** `jest.mock('x')` and its kin, of vitest, node:test, proxyquire, rewiremock: the mock goes where the imports go. */
export const moduleMock: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    for (const reference of file.references) {
      if (reference.form === 'mock') {
        moveStubs(file, moves, reference);
        const meaning = file.module(reference);
        if (meaning) moveMock(file, moves, reference, meaning);
      }
      // `vi.mock(import('x'))`
      const call = reference.parents.at(-1);
      if (
        reference.form === 'dynamic-import' &&
        call?.type === 'CallExpression' &&
        call.arguments[0] === reference.node
      ) {
        const meaning = /^(?:jest|vi|vitest)\./.test(dottedName(call.callee) ?? '') && file.module(reference);
        if (meaning) moveMock(file, moves, { ...reference, node: call }, meaning);
      }
    }
    return moves.result;
  },
};

function moveMock(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference, meaning: ModuleMeaning): void {
  const { node } = reference;
  const statement = { start: node.start ?? 0, end: reference.end + 1 };
  const keys = node.type === 'CallExpression' ? factoryKeys(node) : undefined;
  if (!meaning.movesAsWhole) {
    if (meaning.hasSymbols) moveKeys(file, moves, reference, meaning, keys);
    return;
  }
  const resolution = meaning.whole(keys?.map(({ name }) => name).filter((name) => name !== '__esModule'));
  if (resolution.kind !== 'legacy' || !moves.isApplied(resolution)) file.leaveMock(meaning);
  if (resolution.kind === 'legacy')
    moves.single(statement, resolution, [replaceSpecifier(file.source.text, reference, resolution.to.module)]);
  else moves.note(reference, resolution);
}

/** One export that a mock's factory gives. */
interface FactoryKey {
  readonly name: string;
  readonly rename: (name: string) => TextEdit;
}

/** Only some exports move: the mock can go with them when its factory gives no others, and all go to one module. */
function moveKeys(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference,
  meaning: ModuleMeaning,
  keys: readonly FactoryKey[] | undefined,
): void {
  const mocked = keys?.filter(({ name }) => name !== '__esModule') ?? [];
  const resolutions = mocked.map(({ name }) => meaning.symbol(name));
  const [first] = resolutions;
  const isOne = (resolution: Resolution): resolution is Legacy =>
    resolution.kind === 'legacy' && first?.kind === 'legacy' && resolution.to.module === first.to.module;
  if (first === undefined || !resolutions.every(isOne) || first.kind !== 'legacy') {
    file.leaveMock(meaning);
    moves.refuse(
      reference,
      meaning.label,
      'dynamic-use',
      'it replaces the module as a whole, and the Map moves exports of it one by one',
    );
    return;
  }
  const edits = mocked.flatMap(({ name, rename }, k) => {
    const to = resolutions[k]?.to.name;
    return to === undefined || to === name ? [] : [rename(to)];
  });
  const worst = leastSure(resolutions) ?? first;
  if (!moves.isApplied(worst)) file.leaveMock(meaning);
  const { node } = reference;
  moves.single({ start: node.start ?? 0, end: reference.end + 1 }, worst, [
    replaceSpecifier(file.source.text, reference, first.to.module),
    ...edits,
  ]);
}

/** The exports that the factory of a mock gives, when it is a function that returns a plain object; else undefined. */
function factoryKeys({ arguments: [, factory] }: CallExpression): FactoryKey[] | undefined {
  if (factory?.type !== 'ArrowFunctionExpression' && factory?.type !== 'FunctionExpression') return undefined;
  const returned =
    factory.body.type === 'BlockStatement'
      ? factory.body.body.findLast((statement) => statement.type === 'ReturnStatement')?.argument
      : factory.body;
  return returned?.type === 'ObjectExpression' ? objectKeys(returned) : undefined;
}

function objectKeys({ properties }: ObjectExpression): FactoryKey[] | undefined {
  const keys: FactoryKey[] = [];
  for (const property of properties) {
    if (property.type === 'SpreadElement' || property.computed) return undefined;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : literalText(key);
    if (name === undefined) return undefined;
    const range = { start: key.start ?? 0, end: key.end ?? 0 };
    const isShorthand = property.type === 'ObjectProperty' && property.shorthand;
    keys.push({
      name,
      rename: (to) => ({
        ...range,
        text: isShorthand ? `${nameText(to)}: ${name}` : isIdentifier(to) ? to : nameText(to),
      }),
    });
  }
  return keys;
}

/** `proxyquire('./a', { './x': stub })`: the keys are specifiers of the module that is loaded. */
function moveStubs(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference): void {
  const { node } = reference;
  if (node.type !== 'CallExpression' || !/^(?:proxyquire|rewiremock)/.test(calleeName(node.callee))) return;
  const stubs = node.arguments.find((argument) => argument.type === 'ObjectExpression');
  for (const property of stubs?.properties ?? []) {
    if (property.type !== 'ObjectProperty') continue;
    const specifier = literalText(property.key);
    const meaning = specifier === undefined ? undefined : file.moduleFrom(reference, specifier);
    if (!meaning) continue;
    const range = { start: property.key.start ?? 0, end: property.key.end ?? 0 };
    const resolution = meaning.whole(undefined);
    if (resolution.kind === 'legacy')
      moves.single(range, resolution, [replaceSpecifier(file.source.text, range, resolution.to.module)]);
    else moves.note(range, resolution);
    moves.refuseWhole(range, meaning, 'it replaces the module as a whole');
  }
}

/** The first name of a callee: `proxyquire` of `proxyquire.noCallThru()`. */
function calleeName(callee: Node): string {
  let at = callee;
  for (;;) {
    if (at.type === 'CallExpression') at = at.callee;
    else if (at.type === 'MemberExpression') at = at.object;
    else return at.type === 'Identifier' ? at.name : '';
  }
}
