import picocolors from 'picocolors';
import { printableLines, withoutLogCommands } from '../model/printable.ts';

/** Where a diff is shown. */
export interface DiffViewer {
  readonly reader: 'terminal' | 'log' | 'program';
  readonly hasColors: boolean;
}

/**
 * A unified diff for whoever reads it. A program, such as `git apply`, gets every byte. Before a person, in colours or on a
 * terminal, nothing is obeyed that a file holds; in a log, nothing that is a command to the service which keeps it.
 */
export function shownDiff(diff: Uint8Array, { reader, hasColors }: DiffViewer): string | Uint8Array {
  if (hasColors) return colored(printableLines(Buffer.from(diff).toString()));
  if (reader === 'terminal') return printableLines(Buffer.from(diff).toString());
  return reader === 'log' ? withoutLogCommands(diff) : diff;
}

/** The diff in the colours of git. It stays bytes, which are written unchanged. */
function colored(diff: string): Uint8Array {
  const { bold, cyan, red, green } = picocolors.createColors(true);
  const lines = diff.split('\n').map((line) => {
    if (/^(?:diff --git|---|\+\+\+) /.test(line)) return bold(line);
    if (line.startsWith('@@')) return cyan(line);
    if (line.startsWith('-')) return red(line);
    return line.startsWith('+') ? green(line) : line;
  });
  return Buffer.from(lines.join('\n'));
}
