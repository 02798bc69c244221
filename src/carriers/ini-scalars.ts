import { linesOf } from './lines.ts';
import { plainScalar } from './scalar.ts';
import type { Scalar } from './scalar.ts';

/**
 * The values of INI as Python's configparser reads it: each line of a value is one, and section names are keys.
 * @throws SyntaxError for a line that is none of its
 */
export function iniScalars(text: string): Scalar[] {
  const found: Scalar[] = [];
  let section: string | undefined;
  let key: string | undefined;
  let depth = 0;
  for (const [k, { text: line, start }] of linesOf(text).entries()) {
    const content = line.trim();
    if (content === '' || /^[#;]/.test(content)) continue;
    const indent = line.length - line.trimStart().length;
    if (key !== undefined && indent > depth) {
      found.push(plainScalar([section ?? '', key], content, start + indent));
      continue;
    }
    depth = indent;
    const header = /^\[(.+)\]/.exec(content)?.[1];
    if (header !== undefined) {
      section = header;
      key = undefined;
      found.push(plainScalar([header], header, start + indent + 1, true));
      continue;
    }
    const [name = ''] = /^[^=:]+/.exec(content) ?? [];
    if (section === undefined || name.trim() === '') throw new SyntaxError(`it is no valid INI (line ${k + 1})`);
    key = name.trim().toLowerCase();
    const value = content.slice(name.length + 1).trim();
    if (value !== '') found.push(plainScalar([section, key], value, start + indent + content.length - value.length));
  }
  return found;
}
