import { formatTarget } from '../../src/model/config.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { insertion } from './from-statement.ts';
import type { Choice, PythonFile, TransformResult } from './python-file.ts';
import { movedEdit } from './reported.ts';
import { lineIndentation } from './statement-place.ts';
import { textAfter } from './text-after.ts';

/** A star that moves as a whole, or in front of which names of it are imported. */
export interface MovingStar {
  readonly statement: ImportStatement;
  readonly moves: readonly StarMove[];
  /** The star itself moves, and names its new module. */
  readonly isWhole: boolean;
  /** Something else needs the star. */
  readonly stays: boolean;
}

/** The move of a name that the star brings; of the star itself, `*`. */
export interface StarMove {
  readonly local: string;
  readonly resolution: Legacy;
}

/** The Edits of one star. The star goes where all that it brings is imported by name. */
export function rewriteStar(
  file: PythonFile,
  { statement, moves, isWhole, stays }: MovingStar,
  choice: Choice,
  id: string,
): Pick<TransformResult, 'edits' | 'textEdits'> {
  const { text } = file.source;
  const chosen = moves.filter(({ resolution }) => choice.isApplied(resolution, id));
  const textEdits = isWhole
    ? moves.map(({ resolution }) => ({ ...statement.path, text: resolution.to.module }))
    : chosen.length > 0
      ? importNames(file, statement, chosen, !stays && chosen.length === moves.length)
      : [];
  const texts = {
    before: choice.withTexts ? text.slice(statement.start, statement.end) : '',
    after: choice.withTexts ? textAfter(text, statement, textEdits) : '',
  };
  const span = file.span(statement);
  const edits = moves.map((move) =>
    movedEdit(span, id, move.resolution, formatTarget(move.resolution.to), chosen.includes(move), texts),
  );
  return { edits, textEdits: chosen.length > 0 ? textEdits : [] };
}
/** The longest line that `black` writes by default. */
const WIDTH = 88;

/** The names imported by name, in place of the star or behind it. */
function importNames(
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
