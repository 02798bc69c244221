import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';
import { readRegularFile } from '../regular-file.ts';
import { replaceFile } from './replace-file.ts';

/** The block that the audit writes; what is around it is nobody's business. */
const BEGIN = '<!-- ssot-audit:begin -->';
const END = '<!-- ssot-audit:end -->';

/**
 * Put the lines between the two markers of a file; all other bytes of it stay.
 * @param file relative to `cwd`
 * @throws ExpectedStop when the file cannot be read, or does not hold each marker once, in this order
 */
export async function rewriteStatusBlock(cwd: string, file: string, lines: readonly string[]): Promise<void> {
  const before = read(path.resolve(cwd, file), file);
  const begin = before.indexOf(BEGIN);
  const end = before.indexOf(END);
  const isAlone = before.indexOf(BEGIN, begin + 1) < 0 && before.indexOf(END, end + 1) < 0;
  if (begin < 0 || end < begin || !isAlone) {
    throw new ExpectedStop(
      `${file} does not have one block for the audit, and is left as it is`,
      `put these two lines where the figures belong: ${BEGIN} and ${END}`,
    );
  }
  const lineEnding = /\r\n|\n/.exec(before.toString('latin1'))?.[0] ?? '\n';
  const block = [BEGIN, '', ...lines].map((line) => line + lineEnding).join('');
  const after = Buffer.concat([before.subarray(0, begin), Buffer.from(block), before.subarray(end)]);
  if (!after.equals(before)) await replaceFile(cwd, file, after);
}

function read(absolute: string, file: string): Buffer {
  try {
    return readRegularFile(absolute);
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${inWords(error)}`);
  }
}
