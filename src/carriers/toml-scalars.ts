import { parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import { linesOf } from './lines.ts';
import { linesScalar, plainScalar } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/**
 * The strings of TOML, keys among them. Those that are written in another way than they read are left out.
 * @throws SyntaxError when it is no TOML
 */
export function tomlScalars(text: string): Scalar[] {
  return parseTOML(text).body.flatMap(({ body }) =>
    body.flatMap((node) =>
      node.type === 'TOMLTable'
        ? node.body.flatMap((pair) => pairScalars(text, pair, node.resolvedKey))
        : pairScalars(text, node, []),
    ),
  );
}

function pairScalars(text: string, { key, value }: AST.TOMLKeyValue, keys: Scalar['keys']): Scalar[] {
  const names = key.keys.map((one) => (one.type === 'TOMLBare' ? one.name : one.value));
  const own = [...keys, ...names];
  const last = key.keys.at(-1);
  const [start = 0, end = 0] = last?.range ?? [];
  const name = names.at(-1) ?? '';
  const quotes = last?.type === 'TOMLQuoted' ? 1 : 0;
  const isPlain = text.slice(start + quotes, end - quotes) === name;
  return [...(isPlain ? [plainScalar(own, name, start + quotes, true)] : []), ...valueScalars(text, value, own)];
}

function valueScalars(text: string, node: AST.TOMLContentNode, keys: Scalar['keys']): Scalar[] {
  switch (node.type) {
    case 'TOMLArray':
      return node.elements.flatMap((element, k) => valueScalars(text, element, [...keys, k]));
    case 'TOMLInlineTable':
      return node.body.flatMap((pair) => pairScalars(text, pair, keys));
    case 'TOMLValue':
      return node.kind === 'string' ? stringScalars(text, node, keys) : [];
  }
}

function stringScalars(text: string, { value, range, multiline }: AST.TOMLStringValue, keys: Scalar['keys']): Scalar[] {
  const quotes = multiline ? 3 : 1;
  const start = range[0] + quotes;
  const written = text.slice(start, range[1] - quotes);
  // A line end right behind the opening quotes does not count.
  const skipped = multiline ? (/^\r?\n/.exec(written)?.[0].length ?? 0) : 0;
  const content = written.slice(skipped);
  if (!multiline) return content === value ? [plainScalar(keys, value, start)] : [];
  const lines = linesOf(content);
  if (lines.map((line) => line.text).join('\n') !== value.replaceAll('\r\n', '\n')) return [];
  return [
    linesScalar(
      keys,
      lines.map((line) => ({ text: line.text, start: start + skipped + line.start })),
    ),
  ];
}
