import type { ImportStatement } from '../../src/model/python.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';

/** Does the code go on when the import fails, with the names that were bound until then? */
export function goesOnWithout(lines: LogicalLines, { start }: ImportStatement): boolean {
  for (const { line, word } of lines.headers(start)) {
    if (word === 'def' || word === 'class') return false;
    if (word === 'try' || (word === 'with' && /\bsuppress\b/.test(lines.text(line)))) return true;
  }
  return false;
}

/**
 * Is the place of the name in its list one that a split cannot keep? The names of a target stand together, ahead of all that stay
 * or behind them.
 * @param targets what each name goes to; undefined for those that stay, such as this one
 */
export function isOutOfOrder(targets: readonly (string | undefined)[], index: number): boolean {
  return targets.some((target, k) => {
    if (target === undefined) return false;
    const isAhead = targets.indexOf(target) < targets.indexOf(undefined);
    return isAhead ? k > index : k < index;
  });
}
