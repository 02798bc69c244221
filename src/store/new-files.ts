import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';

/** Documents by the files that they are for, relative to a folder. */
export type NewFiles = Readonly<Record<string, string>>;

/** Those of the files that are there already. */
export function filesThere(folder: string, files: readonly string[]): string[] {
  return files.filter((file) => existsSync(path.join(folder, file)));
}

/**
 * Write files, with their folders.
 * @param overwrites files that are there, too; without, none is written when one of them came to be since
 * @throws ExpectedStop when one cannot be written
 */
export function writeNewFiles(folder: string, files: NewFiles, overwrites: boolean): void {
  for (const [file, text] of Object.entries(files)) {
    try {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text, { flag: overwrites ? 'w' : 'wx' });
    } catch (error) {
      throw new ExpectedStop(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
