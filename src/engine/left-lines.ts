import path from 'node:path';
import type { Outcome } from '../model/outcome.ts';
import { readRegularFile } from '../regular-file.ts';

/** Characters of a line that are kept: enough to see what it says. */
const LONGEST = 240;

/**
 * The Outcomes with the source lines of what was left in them, for whoever reviews the Plan without the files.
 * @param contents of files that are not read from the disk; undefined for none
 */
export function withLeftLines(
  outcomes: readonly Outcome[],
  root: string,
  contents: ReadonlyMap<string, Uint8Array> | undefined,
): readonly Outcome[] {
  return outcomes.map((outcome) => {
    const numbers = leftAt(outcome);
    if (numbers.size === 0) return outcome;
    const lines = linesOf(contents?.get(outcome.path), path.join(root, outcome.path));
    const leftLines = Object.fromEntries(
      [...numbers].flatMap((number): [number, string][] => {
        const line = lines[number - 1]?.trimEnd() ?? '';
        return line === '' ? [] : [[number, line.slice(0, LONGEST)]];
      }),
    );
    return Object.keys(leftLines).length === 0 ? outcome : { ...outcome, leftLines };
  });
}

/** The numbers of the lines that hold what was left. A place in a carrier has a line of its own count. */
function leftAt({ edits, refused, diagnostics }: Outcome): ReadonlySet<number> {
  const left = [...edits.filter(({ applied }) => !applied), ...refused, ...diagnostics];
  return new Set(left.flatMap(({ line, place }) => (place === undefined ? [line] : [])));
}

function linesOf(bytes: Uint8Array | undefined, file: string): readonly string[] {
  try {
    return Buffer.from(bytes ?? readRegularFile(file))
      .toString('utf8')
      .split(/\r\n|[\r\n]/);
  } catch {
    return []; // It is gone, or not to be read: the Outcome says so.
  }
}
