import type { CallExpression } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import { groupVerdict } from '../../src/model/group.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import { dottedName } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { factoryOf } from './mock-factory.ts';
import type { MockFactory } from './mock-factory.ts';
import { replaceSpecifier } from './move-recorder.ts';

/** A mock of exports that all move to one module. */
interface MockMove {
  readonly factory: MockFactory;
  /** The Verdict on all of the moves. */
  readonly group: Legacy;
  readonly edits: readonly TextEdit[];
}

/**
 * The move of a mock whose factory gives exports that all go to one module. What it takes of the original (`...importOriginal()`,
 * `...jest.requireActual('./x')`) is that of the new module then: the rest of the old one is no more replaced than before.
 */
export function mockMove(
  file: JavaScriptFile,
  reference: ModuleReference,
  meaning: ModuleMeaning,
): MockMove | undefined {
  const call = mockCall(reference);
  const factory = call && factoryOf(call, reference.specifier);
  if (!factory) return undefined;
  const resolutions = factory.keys.map(({ name }) => meaning.symbol(name));
  const [first] = resolutions;
  const isOne = (resolution: Resolution): resolution is Legacy =>
    resolution.kind === 'legacy' && first?.kind === 'legacy' && resolution.to.module === first.to.module;
  if (!resolutions.every(isOne) || first?.kind !== 'legacy') return undefined;
  const renames = factory.keys.flatMap(({ name, rename }, k) => {
    const to = resolutions[k]?.to.name;
    return to === undefined || to === name ? [] : [rename(to)];
  });
  const places = [reference, ...(factory.isPartial ? originalsIn(file, call, meaning) : [])];
  const edits = [...places.map((place) => replaceSpecifier(file.source.text, place, first.to.module)), ...renames];
  return { factory, group: groupVerdict(resolutions) ?? first, edits };
}

/** Does a place in the factory of a mock that moves name the module that is mocked? Then it goes with the mock. */
export function isInMovedMock(file: JavaScriptFile, reference: ModuleReference): boolean {
  return reference.parents.some((call) => {
    const [target] = call.type === 'CallExpression' ? call.arguments : [];
    const [other] = target ? referencesIn(file, target.start ?? 0, target.end ?? 0) : [];
    if (!other || other.start === reference.start || mockCall(other) !== call) return false;
    const meaning = file.module(other);
    if (!meaning || meaning.movesAsWhole || meaning.key !== file.module(reference)?.key) return false;
    return isInside(reference, call) && mockMove(file, other, meaning)?.factory.isPartial === true;
  });
}

/** The references between two offsets; they stand in order. */
function referencesIn({ references }: JavaScriptFile, start: number, end: number): ModuleReference[] {
  let [low, high] = [0, references.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((references[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: ModuleReference[] = [];
  for (let place = references[low]; place && place.start < end; place = references[++low]) found.push(place);
  return found;
}

/** The call that replaces a module: `jest.mock('./x', …)`, `vi.mock(import('./x'), …)`. */
function mockCall({ start, form, node, parents }: ModuleReference): CallExpression | undefined {
  if (form === 'mock') return node.type === 'CallExpression' ? node : undefined;
  const call = form === 'dynamic-import' ? parents.at(-1) : undefined;
  if (call?.type !== 'CallExpression') return undefined;
  const isMocked = start < (call.arguments[0]?.end ?? 0);
  return isMocked && /^(?:jest|vi|vitest)\./.test(dottedName(call.callee) ?? '') ? call : undefined;
}

/** Where the factory of a mock names the module itself. */
function originalsIn(file: JavaScriptFile, call: CallExpression, { key }: ModuleMeaning): ModuleReference[] {
  const isOriginal = (place: ModuleReference): boolean =>
    isInside(place, call) && call.arguments[0]?.start !== place.start && place.start > (call.arguments[0]?.end ?? 0);
  const all = referencesIn(file, call.start ?? 0, call.end ?? 0);
  return all.filter((place) => isOriginal(place) && file.module(place)?.key === key);
}

function isInside({ start, end }: ModuleReference, call: CallExpression | undefined): boolean {
  return call !== undefined && (call.start ?? 0) < start && end < (call.end ?? 0);
}
