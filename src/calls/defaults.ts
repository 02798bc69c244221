import { keyOf } from '../interface/python-names.ts';
import type { InterfaceSources } from '../interface/python-names.ts';
import type { WhenNotGiven } from '../model/call-rule.ts';
import type { Parameter } from '../model/interface.ts';
import { isConstant } from './constant.ts';

/** A parameter, and the module that its default is evaluated in. */
interface DefaultPlace {
  readonly module: string;
  readonly parameter: Parameter | undefined;
}

/** The treatment of a parameter that a call does not give, which keeps the legacy default. */
export function otherwiseOf(sources: InterfaceSources, legacy: DefaultPlace, target: DefaultPlace): WhenNotGiven {
  const own = legacy.parameter?.default ?? null;
  const next = target.parameter?.default ?? null;
  // One that has to be given is given.
  if (own === null) return { kind: 'default' };
  const isSame =
    next !== null && isSameValue(sources, { module: legacy.module, text: own }, { module: target.module, text: next });
  if (isSame) return { kind: 'default' };
  if (isConstant(own)) return { kind: 'text', text: own };
  const message = `the default of ${legacy.parameter?.name ?? ''}, ${own}, is known in ${legacy.module} only`;
  return { kind: 'unknown', message };
}

interface PlacedText {
  readonly module: string;
  readonly text: string;
}

function isSameValue(sources: InterfaceSources, one: PlacedText, other: PlacedText): boolean {
  if (isConstant(one.text)) return one.text === other.text;
  const isPath = [one, other].every(({ text }) => /^\w+(?:\.\w+)*$/.test(text));
  return isPath && keyOf(sources.exports, one.module, one.text) === keyOf(sources.exports, other.module, other.text);
}
