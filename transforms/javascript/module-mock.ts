import type { Node } from '@babel/types';
import { forReview } from '../../src/model/resolution.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import { dottedName, literalText } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform } from './javascript-file.ts';
import { factoryOf } from './mock-factory.ts';
import { isInMovedMock, mockMove } from './mock-move.ts';
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

/** Functions that load a module beside its mock, or make a mock from it, without replacing anything. */
const loaders = /\.(?:requireActual|requireMock|importActual|importMock|createMockFromModule|genMockFromModule)$/;

function moveMock(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference, meaning: ModuleMeaning): void {
  const { node } = reference;
  const statement = { start: node.start ?? 0, end: reference.end + 1 };
  const call = node.type === 'CallExpression' ? node : undefined;
  if (call && dottedName(call.callee) === 'rewire') {
    moves.refuse(reference, meaning.label, 'dynamic-use', 'rewire reaches into the text of the module itself');
    return;
  }
  const replaces = !(call && loaders.test(dottedName(call.callee) ?? ''));
  const factory = call && factoryOf(call, reference.specifier);
  const keys = factory?.isPartial === false ? factory.keys : undefined;
  // The canonical module goes on to take from it what it hands on: so the mock reaches those who import that, too.
  if (replaces && meaning.isHandedOn(factory?.keys.map(({ name }) => name))) return;
  const leave = (): void => {
    // Exports that a factory does not provide are gone while the mock is there.
    const names = factory?.isPartial === true ? factory.keys.map(({ name }) => name) : undefined;
    if (replaces) file.mocks.leave(meaning, reference, names);
  };
  if (!meaning.movesAsWhole) {
    if (!meaning.hasSymbols || isInMovedMock(file, reference)) return;
    const isMoved = replaces && moveKeys(file, moves, reference, meaning);
    if (isMoved) return;
    leave();
    const what = replaces ? 'it replaces the module as a whole' : 'it takes the module as a whole';
    moves.refuseWhole(reference, meaning, factory?.isPartial === true ? 'it replaces a part of the module' : what);
    return;
  }
  const all = meaning.whole(keys?.map(({ name }) => name));
  const resolution = call && replaces && call.arguments.length === 1 ? withManualMock(file, reference, all) : all;
  if (resolution.kind !== 'legacy' || !moves.isApplied(resolution)) leave();
  if (resolution.kind === 'legacy')
    moves.single(statement, resolution, [replaceSpecifier(file.source.text, reference, resolution.to.module)]);
  else moves.note(reference, resolution);
}

/** Without a factory, a file in `__mocks__` beside the module stands in for it, which the other module may not have. */
function withManualMock(file: JavaScriptFile, { specifier }: ModuleReference, resolution: Resolution): Resolution {
  if (resolution.kind !== 'legacy') return resolution;
  const [old, now] = [file.mocks.manual(specifier), file.mocks.manual(resolution.to.module)];
  if (old === now) return resolution;
  const because =
    old === undefined
      ? `${now ?? ''} would stand in for the module, and does not now`
      : `${old} stands in for the module, and ${now ?? 'nothing'} would`;
  // That the mock stays is no reason of its own.
  const reviews = resolution.reviews.filter(({ reason }) => reason !== 'patched');
  return forReview({ ...resolution, reviews }, 'patched', because);
}

/**
 * Only some exports move: the mock can go with them when its factory gives no others, and all go to one module.
 * @returns false when it stays
 */
function moveKeys(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference,
  meaning: ModuleMeaning,
): boolean {
  const move = mockMove(file, reference, meaning);
  if (!move) return false;
  const { factory, group, edits } = move;
  if (!moves.isApplied(group))
    file.mocks.leave(meaning, reference, factory.isPartial ? factory.keys.map(({ name }) => name) : undefined);
  const { node } = reference;
  moves.single({ start: node.start ?? 0, end: reference.end + 1 }, group, edits);
  return true;
}

/** `proxyquire('./a', { './x': stub })`: the keys are specifiers of the module that is loaded. */
function moveStubs(file: JavaScriptFile, moves: MoveRecorder, reference: ModuleReference): void {
  const { node } = reference;
  if (node.type !== 'CallExpression' || !/^(?:proxyquire|rewiremock)/.test(calleeName(node.callee))) return;
  const stubs = node.arguments.find((argument) => argument.type === 'ObjectExpression');
  for (const property of stubs?.properties ?? []) {
    if (property.type !== 'ObjectProperty') continue;
    const specifier = literalText(property.key);
    const meaning = specifier === undefined ? undefined : file.specifiers.from(reference, specifier);
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
