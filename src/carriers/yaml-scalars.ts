import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { linesOf } from './lines.ts';
import { linesScalar, plainScalar } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/**
 * The strings of YAML, keys among them. Those that are written in another way than they read are left out.
 * @throws SyntaxError when it is no YAML, such as a template of it
 */
export function yamlScalars(text: string): Scalar[] {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', keepSourceTokens: true });
  if (!Array.isArray(documents)) return [];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new SyntaxError(`it is no valid YAML: ${error.message.split('\n', 1)[0] ?? ''}`);
  return documents.flatMap(({ contents }) => scalarsIn(text, contents, []));
}

function scalarsIn(text: string, node: unknown, keys: Scalar['keys']): Scalar[] {
  if (isAlias(node)) return [];
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      return [...scalarsOf(text, key, [...keys, name], true), ...scalarsIn(text, value, [...keys, name])];
    });
  if (isSeq(node)) return node.items.flatMap((item, k) => scalarsIn(text, item, [...keys, k]));
  return scalarsOf(text, node, keys, false);
}

function scalarsOf(text: string, node: unknown, keys: Scalar['keys'], isKey: boolean): Scalar[] {
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return [];
  const [start, end] = node.range;
  const { value } = node;
  if (node.type === 'BLOCK_LITERAL') return blockLines(text, value, node.range, keys);
  const quotes = node.type === 'PLAIN' ? 0 : 1;
  return text.slice(start + quotes, end - quotes) === value ? [plainScalar(keys, value, start + quotes, isKey)] : [];
}

/** The lines of `|`, each without its indentation. */
function blockLines(
  text: string,
  value: string,
  [start, end]: readonly [number, number, number],
  keys: Scalar['keys'],
): Scalar[] {
  const [, ...written] = linesOf(text.slice(start, end));
  const content = value.split('\n');
  const first = content.findIndex((line) => line !== '');
  const indent = (written[first]?.text.length ?? 0) - (content[first]?.length ?? 0);
  const lines: { text: string; start: number }[] = [];
  for (const [k, line] of content.entries()) {
    const source = written[k];
    if (line === '') {
      lines.push({ text: '', start: start + (source?.start ?? 0) });
      continue;
    }
    if (source?.text.slice(indent) !== line) return [];
    lines.push({ text: line, start: start + source.start + indent });
  }
  return [linesScalar(keys, lines)];
}
