import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../model/config.ts';
import type { MoveEntries } from '../model/moving.ts';
import type { Outcome } from '../model/outcome.ts';
import { decodeSource } from '../scan/decode.ts';
import { changedOutcome } from './changed-outcome.ts';

/** The configuration with the entries of a move in its Map: a text, or nothing for one that cannot be changed. */
export type Record = (file: string, text: string, entries: MoveEntries) => Promise<string | undefined>;

/** The Outcome of the configuration file, which gets the entries of a move; undefined where somebody has to add them. */
export async function recordedOutcome(
  { root, fileInRoot }: Config,
  entries: MoveEntries,
  record: Record,
  withDiffs: boolean,
): Promise<Outcome | undefined> {
  if (fileInRoot === undefined || fileInRoot.startsWith('../')) return undefined;
  const source = decodeSource(fileInRoot, 'unknown', readFileSync(path.join(root, fileInRoot)));
  if ('message' in source) return undefined;
  const { text } = source;
  const after = await record(fileInRoot, text, entries);
  if (after === undefined || after === text) return undefined;
  let [start, end] = [0, 0];
  const shorter = Math.min(text.length, after.length);
  while (start < shorter && text[start] === after[start]) start++;
  while (end < shorter - start && text.at(-1 - end) === after.at(-1 - end)) end++;
  const edit = { start, end: text.length - end, text: after.slice(start, after.length - end) };
  const changed = changedOutcome(source, [edit], { withHashes: true, withDiffs });
  return changed && { path: fileInRoot, edits: [], refused: [], diagnostics: [], ...changed };
}
