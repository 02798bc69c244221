import type { LogicalLines } from './logical-lines.ts';
import { PickedCode } from './picked-code.ts';
import type { RelevantCode } from './picked-code.ts';

/** A method whose body says how its class is called, made or wrapped. */
const special = /^(?:async[ \t]+)?def[ \t]+(?:__\w+__)(?!\w)/;
const ordinary = /^(?:async[ \t]+)?def[ \t]+\w/;

/**
 * Selects the code that tells how the functions and classes of a module are called: all but the bodies of the methods
 * that have no special name (reference manual 3.3).
 * @param lines of the text, whose brackets and strings must balance
 */
export function classOutlines(text: string, lines: LogicalLines): RelevantCode {
  const picked = new PickedCode(text, lines);
  /** The ends of the classes around the line. Functions are passed over as a whole. */
  const classes: number[] = [];
  for (let line = 0; line < lines.length;) {
    while (line >= (classes.at(-1) ?? Infinity)) classes.pop();
    const word = lines.blockWord(line);
    const end = word === 'def' || word === 'class' ? lines.blockEnd(line) : line + 1;
    if (word === 'class') classes.push(end);
    const header = word === 'def' && classes.length > 0 && end > line + 1 ? lines.text(line) : undefined;
    if (header !== undefined && ordinary.test(header) && !special.test(header)) {
      picked.take(line, line + 1);
      picked.takeFiller(line + 1, isSimple(lines, line + 1));
      line = end;
    } else {
      const next = word === 'def' ? end : line + 1;
      picked.take(line, next);
      line = next;
    }
  }
  return picked.code();
}

function isSimple(lines: LogicalLines, line: number): boolean {
  return lines.blockWord(line) === undefined && !lines.text(line).startsWith('@');
}
