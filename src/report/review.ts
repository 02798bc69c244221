import type { ReviewProgress } from '../review/review-state.ts';
import type { Shape } from '../review/shape.ts';
import { printable } from './escape.ts';

/** Shapes that are named before it is said how many more there are. */
const SHOWN = 20;

/** How far a review is, for the terminal. */
export function reviewText({ accepted, fresh, grown }: ReviewProgress, isVerbose: boolean): string {
  const shapes = accepted.length + fresh.length;
  const edits = sum(accepted);
  const shown = isVerbose ? fresh : fresh.slice(0, SHOWN);
  const more = fresh.length - shown.length;
  const lines = [
    `Accepted: ${accepted.length} of ${shapes} shapes, ${edits} of ${edits + sum(fresh)} edits`,
    ...grown.map(
      ({ shape, before }) => `  more since ${shape.id} was accepted: ${shape.edits} edits instead of ${before}`,
    ),
    ...(fresh.length === 0 ? [] : [`New since: ${fresh.length} shapes, ${sum(fresh)} edits`, ...shown.map(shapeLine)]),
    ...(more > 0 ? [`  … and ${more} more (-v lists all)`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function shapeLine({ id, tier, edits, files, from, to }: Shape): string {
  return printable(`  ${id} ${tier} ${edits} edits in ${files} files: ${from} → ${to}`);
}

function sum(shapes: readonly Shape[]): number {
  return shapes.reduce((total, { edits }) => total + edits, 0);
}
