import type { Node } from 'jsonc-parser';
import type { PartBuilder } from './part-builder.ts';

const run = /[^\\]+|\\u[0-9a-fA-F]{4}|\\[^]/y;

/**
 * Adds the value of a JSON string to a part.
 * @param shown another text of the same length to stand there
 */
export function addJsonString(
  part: PartBuilder,
  { offset, length, value }: Pick<Node, 'offset' | 'length' | 'value'>,
  file: string,
  shown = String(value),
): void {
  const raw = file.slice(offset + 1, offset + length - 1);
  let at = 0;
  run.lastIndex = 0;
  for (let match = run.exec(raw); match; match = run.exec(raw)) {
    const [written] = match;
    const size = written.startsWith('\\') ? 1 : written.length;
    const start = offset + 1 + match.index;
    part.add(shown.slice(at, at + size), { start, end: start + written.length });
    at += size;
  }
}

/**
 * Writes text as it stands between the quotes of a JSON string.
 * @param separator the text between two strings of a list that has one for each line; undefined for one string
 */
export function asJson(separator: string | undefined): (text: string) => string {
  return (text) =>
    text
      .split('\n')
      .map((line) => JSON.stringify(line).slice(1, -1))
      .join(separator === undefined ? '\\n' : `\\n"${separator}"`);
}
