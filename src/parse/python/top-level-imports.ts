import type { SourceBuffer } from '../../native/source-buffer.ts';
import { readImports } from './import-statements.ts';
import { LogicalLines } from './logical-lines.ts';

/** An import that runs when its module is imported, as it is written. */
interface ImportOfModule {
  readonly level: number;
  readonly module: string;
  readonly names: readonly string[];
}

/**
 * The imports that run when the module in the buffer is imported: not those in functions, nor those for type checkers,
 * nor lazy ones. The buffer must count bytes.
 */
export function topLevelImports(buffer: SourceBuffer): ImportOfModule[] {
  const imports = [...readImports(buffer.scanImports().records, buffer.identifierAt)];
  const lines = new LogicalLines(buffer.outline().lines.slice(), buffer.latin1(0, buffer.bytes.length));
  return imports
    .filter(({ start, isLazy }) => !isLazy && isTopLevel(lines, start))
    .flatMap(({ isFrom, isStar, level, module, names }) =>
      isFrom
        ? [{ level, module, names: isStar ? [] : names }]
        : names.map((name) => ({ level: 0, module: name, names: [] })),
    );
}

/** Does the statement at the offset run when its module is imported? */
export function isTopLevel(lines: LogicalLines, offset: number): boolean {
  if (lines.startsLine(offset)) return true;
  return lines.headers(offset).every(({ line, word }) => word !== 'def' && !isTypeCheckingBlock(lines, line, word));
}

/** Is the statement at the offset there for type checkers alone, so that it never runs? */
export function isForTypeCheckers(lines: LogicalLines, offset: number): boolean {
  return (
    !lines.startsLine(offset) && lines.headers(offset).some(({ line, word }) => isTypeCheckingBlock(lines, line, word))
  );
}

function isTypeCheckingBlock(lines: LogicalLines, line: number, word: string): boolean {
  return word === 'if' && /^if[ \t(]+(?:\w+[ \t]*\.[ \t]*)?TYPE_CHECKING[ \t)]*:/.test(lines.text(line));
}
