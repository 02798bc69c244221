import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { readRegularFile } from '../regular-file.ts';

/**
 * The text of a file of the user's; undefined when there is no such file.
 * @param file relative to `cwd`
 * @param what the file is, for the message: `the baseline known.json`
 * @throws ExpectedStop when it cannot be read
 */
export function readIfThere(cwd: string, file: string, what: string = file): string | undefined {
  try {
    return readRegularFile(path.resolve(cwd, file)).toString('utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ExpectedStop(`cannot read ${what}: ${message}`);
  }
}
