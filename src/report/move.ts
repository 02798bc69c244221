import { moveReasons } from '../model/moving.ts';
import type { MoveConcern, MoveEntries, MovedPath } from '../model/moving.ts';
import { reviewReasons } from '../model/review.ts';
import { count } from './count.ts';
import { printable } from './escape.ts';

/** Lines of a list before it says how many more there are. */
const SHOWN = 20;

/** Why a move is not made, with the places. */
export function heldText(held: readonly MoveConcern[], isVerbose: boolean): string {
  const reasons = [...moveReasons, ...reviewReasons].filter((reason) => held.some((one) => one.reason === reason));
  const shown = isVerbose ? held : held.slice(0, SHOWN);
  const lines = [
    `Nothing is moved: ${count(held.length, 'place')} to look at first`,
    ...shown.map(({ place, reason, message }) => `  ${printable(place)} ${reason}: ${printable(message)}`),
    ...(shown.length < held.length ? [`  … and ${held.length - shown.length} more (-v lists them)`] : []),
    `--include-review=${reasons.join(',')} moves nevertheless`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The advice to add the entries to the Map, where the tool cannot. */
export function recordText({ python, javascript }: MoveEntries, file: string | undefined): string {
  const where = file === undefined ? 'in a configuration, if you write one' : `in ${file}`;
  const lines = (section: string, paths: readonly MovedPath[]): string[] =>
    paths.map(
      ({ legacy, canonical }) =>
        `  ${section}.map: { canonical: ${JSON.stringify(canonical)}, legacy: [${JSON.stringify(legacy)}], absent: "ok" }`,
    );
  const entries = [...lines('python', python), ...lines('javascript', javascript)].map((line) => printable(line));
  return `To let \`check\` find the old paths, add ${where}:\n${entries.join('\n')}\n`;
}
