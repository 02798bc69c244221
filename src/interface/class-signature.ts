import type { CodePlace, Parameter } from '../model/interface.ts';
import { classOrder, metaclassOf } from './class-order.ts';
import type { ClassInOrder } from './class-order.ts';
import { dataclassOf, dataclassParameters, namedTupleParameters } from './data-class.ts';
import { decorationsOf } from './decorators.ts';
import { raiseOf } from './always-raises.ts';
import { parametersOf, withoutFirst } from './parameters.ts';
import { lastDefinition, locate } from './python-names.ts';
import type { InterfaceSources, Located } from './python-names.ts';
import { bodyOf } from './tree.ts';
import type { Definition } from './tree.ts';

/** The parameters of a call, or the reason why they cannot be read. */
export interface Signature {
  readonly parameters: readonly Parameter[] | null;
  readonly unread: string | null;
  readonly raisesAlways: CodePlace | null;
}

/** A method and the class that has it. */
interface Method extends Definition {
  readonly owner: Located;
}

/** Metaclasses that leave the calls of a class to `__new__` and `__init__`. */
const builtinMeta = /^(?:builtins:type|abc:ABCMeta)$/;
const exception = /^builtins:\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration)$/;

/** The parameters that a call of a class takes, as `inspect.signature` tells them. */
export function classSignature(sources: InterfaceSources, own: Located): Signature {
  const order = classOrder(sources, own);
  const odd = oddDecorator(sources, own);
  if (odd !== undefined) return unread(`the decorator ${odd} may change them`);
  const byMetaclass = metaclassSignature(sources, order);
  if (byMetaclass !== undefined) return byMetaclass;
  const made = method(order, '__new__');
  const initialised = method(order, '__init__');
  const raised = raiseIn(made) ?? raiseIn(initialised);
  const generated = generatedSignature(sources, order, initialised);
  const ofNew = made !== undefined && 'owner' in made ? ofMethod(sources, made) : undefined;
  const takesAnything = ofNew?.parameters?.every(({ kind }) => kind.startsWith('var-')) === true;
  // A `__new__` that hands on whatever it gets leaves it to `__init__` to say what fits.
  const isDecisive = ofNew !== undefined && (!takesAnything || raiseIn(made) !== undefined);
  if (made !== undefined && isDecisive && isNearer(order, made, initialised))
    return { ...ofNew, raisesAlways: raised ?? null };
  if (generated !== undefined) return { parameters: generated, unread: null, raisesAlways: raised ?? null };
  if (initialised !== undefined && 'owner' in initialised)
    return { ...ofMethod(sources, initialised), raisesAlways: raised ?? null };
  if (isDecisive || (ofNew !== undefined && initialised === undefined))
    return { ...ofNew, raisesAlways: raised ?? null };
  const outside = initialised ?? made;
  if (outside === undefined) return { parameters: [], unread: null, raisesAlways: null };
  const outer = ownerOf(outside);
  if (exception.test(outer)) return { parameters: anything, unread: null, raisesAlways: null };
  return unread(`the base class ${outer} is not in the sources`);
}

const anything: readonly Parameter[] = [
  { name: 'args', kind: 'var-positional', position: null, default: null },
  { name: 'kwargs', kind: 'var-keyword', position: null, default: null },
];

function unread(why: string): Signature {
  return { parameters: null, unread: why, raisesAlways: null };
}

/** Is `__new__` what Python asks first: the class has its own, or it has no `__init__` of its own? */
function isNearer(order: readonly ClassInOrder[], made: Found, initialised: Found | undefined): boolean {
  const [own] = order;
  return ownerOf(made) === own?.key || initialised === undefined || ownerOf(initialised) !== own?.key;
}

function ownerOf(found: Found): string {
  return 'owner' in found ? found.owner.key : found.key;
}

/** A method, or the class outside of the sources that may have it. */
type Found = Method | { readonly key: string };

function method(order: readonly ClassInOrder[], name: string): Found | undefined {
  for (const one of order) {
    if (one.tree === undefined) return { key: one.key };
    const found = lastDefinition(one.tree, bodyOf(one.node), name);
    if (found?.node.type === 'function_definition') return { ...found, owner: one };
  }
  return undefined;
}

function ofMethod(sources: InterfaceSources, { owner, node, decorators }: Method): Signature {
  const odd = decorationsOf(sources, owner.tree, decorators).find(({ keepsParameters }) => !keepsParameters);
  if (odd !== undefined) return unread(`the decorator ${odd.text} may change them`);
  return { parameters: withoutFirst(parametersOf(owner.tree, node)), unread: null, raisesAlways: null };
}

function raiseIn(found: Found | undefined): CodePlace | undefined {
  return found !== undefined && 'owner' in found ? raiseOf(found.owner.tree, found.node) : undefined;
}

/** The parameters of an `__init__` or `__new__` that is made from the fields of the class. */
function generatedSignature(
  sources: InterfaceSources,
  order: readonly ClassInOrder[],
  initialised: Found | undefined,
): readonly Parameter[] | undefined {
  const initialiser = initialised !== undefined && 'owner' in initialised ? initialised.owner.key : undefined;
  for (const [k, one] of order.entries()) {
    if (one.tree === undefined) return undefined;
    if (one.key === initialiser) return undefined;
    if (order[k + 1]?.key === 'typing:NamedTuple') return namedTupleParameters(sources, one);
    const given = dataclassOf(sources, one);
    if (given !== undefined && given.get('init') !== 'False') return dataclassParameters(sources, order.slice(k));
  }
  return undefined;
}

/** A call of a class is a call of its metaclass's `__call__`, where that has one. */
function metaclassSignature(sources: InterfaceSources, order: readonly ClassInOrder[]): Signature | undefined {
  for (const one of order) {
    if (one.tree === undefined) continue;
    const key = metaclassOf(sources, one);
    if (key === undefined || builtinMeta.test(key)) continue;
    const meta = locate(sources, { state: 'found', key });
    if (meta === undefined) return unread(`the metaclass ${key} is not in the sources`);
    const called = method(
      classOrder(sources, meta).filter((each) => !builtinMeta.test(each.key)),
      '__call__',
    );
    if (called === undefined) continue;
    if (!('owner' in called)) return unread(`the metaclass ${called.key} is not in the sources`);
    const signature = ofMethod(sources, called);
    const isOpen = signature.parameters?.every(({ kind }) => kind.startsWith('var-')) === true;
    // One that hands on whatever it gets, such as a singleton's, leaves it to the class.
    if (isOpen && raiseIn(called) === undefined) continue;
    return { ...signature, raisesAlways: raiseIn(called) ?? null };
  }
  return undefined;
}

function oddDecorator(sources: InterfaceSources, { tree, decorators }: Located): string | undefined {
  return decorationsOf(sources, tree, decorators).find(({ keepsParameters }) => !keepsParameters)?.text;
}
