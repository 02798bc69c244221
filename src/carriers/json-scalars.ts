import { parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { addJsonString } from './json-string.ts';
import { PartBuilder } from './part-builder.ts';
import type { Scalar } from './scalar.ts';

/**
 * The strings of JSON, perhaps with comments; keys among them.
 * @throws SyntaxError when it is no JSON
 */
export function jsonScalars(text: string): Scalar[] {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  if (errors.length > 0) throw new SyntaxError('it is no valid JSON');
  const found: Scalar[] = [];
  if (tree) collect(text, tree, [], found);
  return found;
}

function collect(text: string, node: Node, keys: Scalar['keys'], found: Scalar[]): void {
  const { type, children = [] } = node;
  if (type === 'array') for (const [k, child] of children.entries()) collect(text, child, [...keys, k], found);
  if (type === 'object')
    for (const { children: pair = [] } of children) {
      const [key, value] = pair;
      const own = [...keys, String(key?.value)];
      if (key) found.push(stringScalar(text, key, own, true));
      if (value) collect(text, value, own, found);
    }
  if (type === 'string') found.push(stringScalar(text, node, keys, false));
}

function stringScalar(text: string, node: Node, keys: Scalar['keys'], isKey: boolean): Scalar {
  const part = new PartBuilder();
  addJsonString(part, node, text);
  const { text: value, pieces } = part.build('text');
  return { keys, isKey, text: value, pieces };
}
