import type { Node, ObjectExpression } from '@babel/types';
import type { Range } from '../../../src/model/range.ts';
import { argumentPlace, placesUsed } from '../../../src/model/script-call-rule.ts';
import type { ArgumentPlace, ScriptArgument } from '../../../src/model/script-call-rule.ts';
import { blankComments } from '../clause.ts';
import type { ArgumentSlot, ArgumentSlots } from './call-node.ts';
import { isPlainValue } from './plain-value.ts';

/** A value that a call gives: an argument, or a field of an argument that the rule takes apart. */
export interface GivenValue {
  readonly place: ArgumentPlace;
  readonly range: Range;
  readonly isPlain: boolean;
  /** It says `undefined`, and gives nothing. */
  readonly isUndefined: boolean;
}

/** The values of a call, in their order; or why they cannot be told apart. */
export function givenValues(
  text: string,
  { slots }: ArgumentSlots,
  args: readonly ScriptArgument[],
  drop: readonly ArgumentPlace[],
): { readonly values: readonly GivenValue[] } | { readonly message: string } {
  const places = [...placesUsed(args), ...drop].map(argumentPlace);
  const apart = new Set(places.flatMap(({ position, field }) => (field === undefined ? [] : [position])));
  const values: GivenValue[] = [];
  for (const [k, slot] of slots.entries()) {
    const fields = apart.has(k) ? fieldsOf(text, k, slot) : undefined;
    if (!apart.has(k)) values.push(valueOf(k, slot, slot.node));
    else if (fields === undefined) return { message: `the fields of argument ${k} cannot be told apart` };
    else values.push(...fields);
  }
  return { values };
}

function valueOf(place: ArgumentPlace, { start, end }: Range, node: Node): GivenValue {
  const isUndefined = node.type === 'Identifier' && node.name === 'undefined';
  return { place, range: { start, end }, isPlain: isPlainValue(node), isUndefined };
}

/** The fields of an object literal; undefined where it is none, or has others than plain ones. */
function fieldsOf(text: string, position: number, { node, start, end }: ArgumentSlot): GivenValue[] | undefined {
  if (node.type !== 'ObjectExpression' || node.start !== start || node.end !== end) return undefined;
  if (/\/[/*]/.test(blankedValues(text, node))) return undefined;
  const fields: GivenValue[] = [];
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) return undefined;
    const name = keyOf(property.key);
    const place = `${position}.${name ?? ''}`;
    if (name === undefined || fields.some((field) => field.place === place)) return undefined;
    const colon = property.shorthand ? (property.start ?? 0) : colonOf(text, property.key, property.value);
    const behind = property.end ?? 0;
    // Parentheses around the value belong to it.
    const own = property.value.start ?? 0;
    const before = blankComments(text.slice(colon, own)).search(/\S/);
    const first = before < 0 ? own : colon + before;
    fields.push(valueOf(place, { start: first, end: behind }, property.value));
  }
  return fields;
}

/** The literal with blanks for what is in its properties. */
function blankedValues(text: string, { start, end, properties }: ObjectExpression): string {
  let at = start ?? 0;
  let left = '';
  for (const property of properties) {
    left += text.slice(at, property.start ?? 0);
    at = property.end ?? 0;
  }
  return left + text.slice(at, end ?? 0);
}

function keyOf(key: Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : undefined;
}

function colonOf(text: string, key: Node, value: Node): number {
  const from = key.end ?? 0;
  return from + blankComments(text.slice(from, value.start ?? 0)).indexOf(':') + 1;
}
