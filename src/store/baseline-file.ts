import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { replaceFile } from './replace-file.ts';

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
export function writeBaselineFile(cwd: string, file: string, text: string): Promise<void> {
  return replaceFile(cwd, file, text, `the baseline ${file}`);
}
