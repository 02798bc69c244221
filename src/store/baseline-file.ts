import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { syncFolder, writeAtomically } from './atomic-write.ts';

/**
 * The text of a baseline; undefined when there is no such file.
 * @throws ExpectedStop when it cannot be read
 */
export function readBaselineFile(cwd: string, file: string): string | undefined {
  try {
    return readFileSync(path.resolve(cwd, file), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ExpectedStop(`cannot read the baseline ${file}: ${message}`);
  }
}

/**
 * Replace a baseline as a whole, or make it. A link stays one.
 * @throws ExpectedStop when it cannot be written
 */
export async function writeBaselineFile(cwd: string, file: string, text: string): Promise<void> {
  try {
    const named = path.resolve(cwd, file);
    const present = statSync(named, { throwIfNoEntry: false });
    const target = present ? realpathSync(named) : named;
    const folder = path.dirname(target);
    const { uid, gid } = present ?? statSync(folder);
    const mode = present?.mode ?? 0o644;
    const temporary = path.join(folder, `.${path.basename(target)}.${process.pid}.tmp`);
    await writeAtomically(target, temporary, Buffer.from(text), { mode, uid, gid }, () => undefined);
    await syncFolder(folder);
  } catch (error) {
    throw new ExpectedStop(
      `cannot write the baseline ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
