import type { ReviewProgress } from '../review/review-state.ts';
import type { Shape } from '../review/shape.ts';
import { count, number } from './count.ts';
import { printable } from './escape.ts';

/** The number of shapes to name before counting the rest. */
const SHOWN = 20;

/** How far a review is, for the terminal. */
export function reviewText({ accepted, fresh, grown }: ReviewProgress, isVerbose: boolean): string {
  const shapes = accepted.length + fresh.length;
  const edits = sum(accepted);
  const shown = isVerbose ? fresh : fresh.slice(0, SHOWN);
  const more = fresh.length - shown.length;
  const lines = [
    `Accepted: ${number(accepted.length)} of ${count(shapes, 'shape')}, ${number(edits)} of ${count(edits + sum(fresh), 'edit')}`,
    ...grown.map(
      ({ shape, before }) =>
        `  more since ${shape.id} was accepted: ${count(shape.edits, 'edit')} instead of ${before}`,
    ),
    ...(fresh.length === 0
      ? []
      : [`New since: ${count(fresh.length, 'shape')}, ${count(sum(fresh), 'edit')}`, ...shown.map(shapeLine)]),
    ...(more > 0 ? [`  … and ${more} more (-v lists all)`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function shapeLine({ id, tier, edits, files, from, to, call }: Shape): string {
  const bound = call === undefined ? '' : ` ${call}`;
  return printable(`  ${id} ${tier} ${count(edits, 'edit')} in ${count(files, 'file')}: ${from} → ${to}${bound}`);
}

function sum(shapes: readonly Shape[]): number {
  return shapes.reduce((total, { edits }) => total + edits, 0);
}
