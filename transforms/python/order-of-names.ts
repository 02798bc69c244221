import type { Range } from '../../src/model/range.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';

/** Does the code go on when the import fails, with the names that were bound until then? */
export function goesOnWithout(lines: LogicalLines, { start }: Pick<Range, 'start'>): boolean {
  for (const { line, word } of lines.headers(start)) {
    if (word === 'def' || word === 'class') return false;
    if (word === 'try' || (word === 'with' && /\bsuppress\b/.test(lines.text(line)))) return true;
  }
  return false;
}

/**
 * Which places of names in their list are such that a split cannot keep them? The names of a target stand together, ahead of all
 * that stay or behind them.
 * @param targets what each name goes to; undefined for those that stay
 * @returns answers for the place of a name that stays
 */
export function placesOutOfOrder(targets: readonly (string | undefined)[]): (index: number) => boolean {
  const firstStaying = targets.indexOf(undefined);
  const ahead = new Set(targets.slice(0, firstStaying));
  const lastAhead = targets.findLastIndex((target) => target !== undefined && ahead.has(target));
  const firstBehind = targets.findIndex((target) => target !== undefined && !ahead.has(target));
  return (index) => lastAhead > index || (firstBehind >= 0 && firstBehind < index);
}
