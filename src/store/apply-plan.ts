import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';
import { syncFolder, writeAtomically } from './atomic-write.ts';
import type { FileOwnership } from './atomic-write.ts';

/** Files being written at one time: syncing waits for the disk, not for the processor. */
const WRITES_IN_FLIGHT = 16;

/**
 * Write what the Plan changes, each file by itself and atomically. A file that is no longer as it was when the Plan was
 * made is left alone.
 * @param root absolute path
 * @param plan made with hashes
 * @returns the Plan as it came out: a changed file that could not be written is skipped or failed in it
 */
export async function applyPlan(root: string, plan: Plan): Promise<Plan> {
  const limit = pLimit(WRITES_IN_FLIGHT);
  const outcomes = await Promise.all(
    plan.outcomes.map((outcome) => limit(() => (outcome.status === 'changed' ? applyOutcome(root, outcome) : outcome))),
  );
  const folders = new Set(
    outcomes.filter(({ status }) => status === 'changed').map((outcome) => path.dirname(path.join(root, outcome.path))),
  );
  await Promise.all([...folders].map((folder) => limit(() => syncFolder(folder))));
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    outcomes,
    summary: { ...plan.summary, filesChanged: count('changed'), skipped: count('skipped'), failed: count('failed') },
  };
}

async function applyOutcome(root: string, outcome: Outcome & Changed): Promise<Outcome> {
  const file = path.join(root, outcome.path);
  const { path: relative, edits, refused, diagnostics } = outcome;
  const report = { path: relative, edits: edits.map((edit) => ({ ...edit, applied: false })), refused, diagnostics };
  try {
    const { bytes, ownership } = await readWithOwnership(file);
    const isAsPlanned = createHash('sha256').update(bytes).digest('hex') === outcome.hash;
    if (!isAsPlanned)
      return {
        ...report,
        status: 'skipped',
        reason: 'changed-on-disk',
        message: 'it changed after it was read: run the command again',
      };
    await writeAtomically(file, changedBytes(bytes, outcome), ownership);
    return outcome;
  } catch (error) {
    return { ...report, status: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

async function readWithOwnership(file: string): Promise<{ bytes: Buffer; ownership: FileOwnership }> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { mode, uid, gid } = await handle.stat();
    return { bytes: await handle.readFile(), ownership: { mode, uid, gid } };
  } finally {
    await handle.close();
  }
}

/** The bytes of the file after the edits. The hash says that the file can be decoded and the new text encoded. */
function changedBytes(bytes: Buffer, { path: file, textEdits }: Outcome & Changed): Buffer {
  const source = decodeSource(file, 'python', bytes);
  if ('message' in source) throw new Error(source.message);
  const changed = encodeSource(applyTextEdits(source.text, textEdits), source);
  if (changed === undefined) throw new Error(`it cannot be written in ${source.encoding}`);
  return changed;
}
