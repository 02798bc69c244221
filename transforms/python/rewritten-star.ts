import type { TextEdit } from '../../src/model/edit.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { insertion } from './from-statement.ts';
import type { PythonFile } from './python-file.ts';
import { lineIndentation } from './statement-place.ts';

/** As wide as `black` lets a line be. */
const WIDTH = 88;

/** The names imported by name, in place of the star or behind it. */
export function rewriteStar(
  { source, lines }: PythonFile,
  statement: ImportStatement,
  moves: readonly { readonly local: string; readonly resolution: Legacy }[],
  goes: boolean,
): TextEdit[] {
  const targets = [...new Set(moves.map(({ resolution }) => resolution.to.module))];
  const statements = targets.map((target) => {
    const names = moves
      .filter(({ resolution }) => resolution.to.module === target)
      .map(({ local, resolution: { to } }) => (to.name === local ? local : `${to.name ?? local} as ${local}`));
    const code = `from ${target} import ${names.join(', ')}`;
    const indentation = lineIndentation(source.text, statement.start);
    if (indentation.length + code.length <= WIDTH) return code;
    const inner = names.map((name) => `${indentation}    ${name},`);
    return [`from ${target} import (`, ...inner, `${indentation})`].join(source.lineEnding);
  });
  const [first = '', ...others] = statements;
  if (!goes) return [insertion(source, lines, statement, statements)];
  const replaced = { start: statement.start, end: statement.end, text: first };
  return others.length > 0 ? [replaced, insertion(source, lines, statement, others)] : [replaced];
}
