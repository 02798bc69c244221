import { printable } from '../escape.ts';

/** Characters that a terminal shows without breaking lines. */
const WIDTH = 100;
const INDENT = '  ';

/** How a column is set. */
export type Column = 'left' | 'right' | 'place';

/**
 * Lines of a table in 100 columns. Long cells are shortened: a place at its start, other text at its end.
 * @param isWhole nothing is shortened
 */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  isWhole: boolean,
): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = columns.map((_, k) => Math.max(0, ...cells.map((row) => row[k]?.length ?? 0)));
  const room = WIDTH - INDENT.length - 2 * (columns.length - 1);
  for (let excess = isWhole ? 0 : sum(widths) - room; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths.filter((_, k) => columns[k] !== 'right')));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return cells.map((row) =>
    (INDENT + columns.map((column, k) => fit(row[k] ?? '', widths[k] ?? 0, column)).join('  ')).trimEnd(),
  );
}

function fit(text: string, width: number, column: Column): string {
  if (text.length <= width) return column === 'right' ? text.padStart(width) : text.padEnd(width);
  return column === 'place' ? `…${text.slice(text.length - width + 1)}` : `${text.slice(0, width - 1)}…`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
