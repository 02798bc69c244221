import { visit } from 'jsonc-parser';
import type { ParseErrorCode } from 'jsonc-parser';
import { addJsonString } from './json-string.ts';
import { PartBuilder } from './part-builder.ts';
import { plainScalar } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/** The strings of a list, which are read together. */
interface List {
  readonly scalars: Scalar[];
  isWanted: boolean;
}

/**
 * The strings of JSON, perhaps with comments; keys among them.
 * @param isWanted of a text; the strings of a list are given where one of them is wanted
 * @throws SyntaxError when it is no JSON
 */
export function jsonScalars(text: string, isWanted: (value: string) => boolean = () => true): Scalar[] {
  const found: Scalar[] = [];
  const errors: ParseErrorCode[] = [];
  /** The lists and objects around a place; undefined for an object. */
  const around: (List | undefined)[] = [];
  const close = (): void => {
    const list = around.pop();
    if (list?.isWanted === true) found.push(...list.scalars);
  };
  visit(
    text,
    {
      onError: (error) => void errors.push(error),
      onObjectBegin: () => void around.push(undefined),
      onArrayBegin: () => void around.push({ scalars: [], isWanted: false }),
      onObjectEnd: close,
      onArrayEnd: close,
      onObjectProperty: (value, offset, length, _line, _column, path) => {
        if (isWanted(value)) found.push(stringScalar(text, { offset, length, value }, [...path(), value], true));
      },
      onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
        if (typeof value !== 'string') return;
        const list = around.at(-1);
        const isOne = isWanted(value);
        if (!isOne && list === undefined) return;
        const scalar = stringScalar(text, { offset, length, value }, path(), false);
        (list?.scalars ?? found).push(scalar);
        if (list !== undefined) list.isWanted ||= isOne;
      },
    },
    { allowTrailingComma: true, allowEmptyContent: true },
  );
  if (errors.length > 0) throw new SyntaxError('it is no valid JSON');
  return found.toSorted((a, b) => startOf(a) - startOf(b));
}

/** An empty string stands nowhere. */
function startOf({ pieces: [first] }: Scalar): number {
  return first?.at.start ?? 0;
}

interface JsonString {
  readonly offset: number;
  readonly length: number;
  readonly value: string;
}

function stringScalar(text: string, string: JsonString, keys: Scalar['keys'], isKey: boolean): Scalar {
  const { offset, length, value } = string;
  // Without an escape, which is shorter than it is written.
  if (value.length === length - 2) return plainScalar(keys, value, offset + 1, isKey);
  const part = new PartBuilder();
  addJsonString(part, string, text);
  const { text: written, pieces } = part.build('text');
  return { keys, isKey, text: written, pieces };
}
