import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from './current-file.ts';
import type { FileRecord, Journal } from './journal.ts';

/**
 * The bytes of a file before the run.
 * @throws Error when the journal does not hold them any more
 */
export function originalOf({ folder }: Journal, { before, offset, length }: FileRecord): Buffer {
  const descriptor = openSync(path.join(folder, 'originals'), 'r');
  try {
    const bytes = Buffer.alloc(length);
    for (let at = 0; at < length;) {
      const count = readSync(descriptor, bytes, at, length - at, offset + at);
      if (count === 0) break;
      at += count;
    }
    if (sha256(bytes) !== before) throw new Error(`its original in ${folder} is damaged`);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}
