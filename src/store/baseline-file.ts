import { readIfThere } from './read-if-there.ts';
import { replaceFile } from './replace-file.ts';

/**
 * The text of a baseline; undefined when there is no such file.
 * @throws ExpectedStop when it cannot be read
 */
export function readBaselineFile(cwd: string, file: string): string | undefined {
  return readIfThere(cwd, file, `the baseline ${file}`);
}

/**
 * Replace a baseline as a whole, or make it. A link stays one.
 * @throws ExpectedStop when it cannot be written
 */
export function writeBaselineFile(cwd: string, file: string, text: string): Promise<void> {
  return replaceFile(cwd, file, text, `the baseline ${file}`);
}
