import { loadDiff } from '../edit/load-diff.ts';
import { renamePatch } from '../edit/operation-patch.ts';
import type { TextEdit } from '../model/edit.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome } from '../model/outcome.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';
import { changedOutcome } from './changed-outcome.ts';
import { formattedFault } from './formatted-fault.ts';

/** The bytes of a changed file. */
export interface FormattedBytes {
  /** The file on the disk, the file that the Plan makes, and what a formatter makes of that. */
  readonly before: Buffer;
  readonly planned: Buffer;
  readonly formatted: Buffer;
}

/**
 * The Outcome of a changed file after a formatter: its TextEdits make the formatted text.
 * @returns a sentence about the format command, when what it leaves cannot be taken
 */
export function formattedOutcome(
  outcome: Outcome & Changed,
  { before, planned, formatted }: FormattedBytes,
  withDiff: boolean,
): (Outcome & Changed) | string {
  if (formatted.equals(planned)) return outcome;
  const operation = appliedOperation(outcome);
  const path = operation?.kind === 'rename' ? operation.to : outcome.path;
  const language = languageOf(path);
  const [was, is, left] = [before, planned, formatted].map((bytes) => decodeSource(path, language, bytes));
  if (was === undefined || is === undefined || left === undefined || 'message' in was || 'message' in is)
    return 'the format command changes a file that cannot be decoded';
  if ('message' in left) return `the format command leaves bytes that cannot be decoded: ${left.message}`;
  if (left.encoding !== was.encoding || left.hasByteOrderMark !== was.hasByteOrderMark)
    return 'the format command changes its encoding or its byte order mark';
  const fault = formattedFault({ path, language, before: is.text, after: left.text });
  if (fault !== undefined) return fault;
  const textEdits = lineEdits(was.text, left.text);
  const source = { ...was, path: outcome.path };
  if (textEdits.length === 0 && operation === undefined) return 'the format command undoes its edits';
  const changed = changedOutcome(source, textEdits, { withHashes: true, withDiffs: withDiff });
  if (changed === undefined) return 'the format command leaves characters that its encoding lacks';
  const diff =
    withDiff && operation?.kind === 'rename'
      ? encodeSource(renamePatch(outcome.path, operation, source, textEdits), { ...was, hasByteOrderMark: false })
      : changed.diff;
  return { ...outcome, ...changed, diff: diff ?? changed.diff };
}

/** Lines that differ more often than this are not matched one by one. */
const MOST_DIFFERENCES = 2000;

/** The edits by which a text becomes another one, each of whole lines. */
export function lineEdits(before: string, after: string): TextEdit[] {
  const { diffLines } = loadDiff();
  const parts = diffLines(before, after, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return [{ start: 0, end: before.length, text: after }];
  const edits: { start: number; end: number; text: string }[] = [];
  let at = 0;
  for (const { value, added, removed } of parts) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    const last = edits.at(-1);
    const edit = last?.end === at ? last : { start: at, end: at, text: '' };
    if (edit !== last) edits.push(edit);
    if (added) edit.text += value;
    else at = edit.end = at + value.length;
  }
  return edits;
}
