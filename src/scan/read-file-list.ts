import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';

/**
 * File names from a list, one a line, or ended by NUL as `git diff -z --name-only` writes them.
 * @param list a file, or `-` for standard input
 * @throws ExpectedStop when the list cannot be read
 */
export async function readFileList(list: string, cwd: string, stdin: () => Promise<string>): Promise<string[]> {
  const text = (await readList(list, cwd, stdin)).replace(/^\ufeff/, '');
  return text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((file) => file !== '');
}

async function readList(list: string, cwd: string, stdin: () => Promise<string>): Promise<string> {
  const file = path.resolve(cwd, list);
  try {
    return list === '-' ? await stdin() : readFileSync(file, 'utf8');
  } catch (error) {
    throw new ExpectedStop(
      `the list of files cannot be read: ${list === '-' ? 'standard input' : file}: ${inWords(error)}`,
    );
  }
}
