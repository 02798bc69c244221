import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';

/**
 * Write a document that was asked for by name.
 * @throws ExpectedStop when it cannot be written there
 */
export function writeOutput(cwd: string, file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path.resolve(cwd, file), content);
  } catch (error) {
    throw new ExpectedStop(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
