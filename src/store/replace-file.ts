import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { syncFolder, writeAtomically } from './atomic-write.ts';

/**
 * Replace a file of the user's as a whole, or make it. A link stays one, and so do mode and owner.
 * @param what the file is, for the message: `the baseline known.json`
 * @throws ExpectedStop when it cannot be written
 */
export async function replaceFile(cwd: string, file: string, content: Uint8Array, what: string): Promise<void> {
  try {
    const named = path.resolve(cwd, file);
    const present = statSync(named, { throwIfNoEntry: false });
    const target = present ? realpathSync(named) : named;
    const folder = path.dirname(target);
    const { uid, gid } = present ?? statSync(folder);
    const mode = present?.mode ?? 0o644;
    const temporary = path.join(folder, `.${path.basename(target)}.${process.pid}.tmp`);
    await writeAtomically(target, temporary, Buffer.from(content), { mode, uid, gid }, () => undefined);
    await syncFolder(folder);
  } catch (error) {
    throw new ExpectedStop(`cannot write ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
