import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

/** No line that names an interpreter is longer: Linux reads 256 bytes of it. */
const LONGEST = 256;

/** `#!/usr/bin/env python3`, `#!/usr/bin/pypy3 -u`, and uv's `#!/usr/bin/env -S uv run --script`. */
const interpreter = /^#!.*\b(?:python|pypy|uv run\b)/;

/** May the file be such a script, by its name? */
export function mayBeScript(file: string): boolean {
  return !file.includes('.', file.lastIndexOf('/') + 1);
}

/**
 * Is the file a script whose first line names Python as its interpreter? Only names without an extension are opened.
 * @param root absolute path
 * @param file relative to it; one that cannot be read, or is no regular file, is no script
 */
export function isPythonScript(root: string, file: string): boolean {
  if (!mayBeScript(file)) return false;
  let descriptor: number;
  try {
    // A pipe must not block, and a link is listed under its own name.
    descriptor = openSync(path.join(root, file), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch {
    return false;
  }
  try {
    if (!fstatSync(descriptor).isFile()) return false;
    const bytes = Buffer.alloc(LONGEST);
    const length = readSync(descriptor, bytes, 0, LONGEST, 0);
    return interpreter.test(bytes.toString('latin1', 0, length).split('\n', 1)[0] ?? '');
  } catch {
    return false;
  } finally {
    closeSync(descriptor);
  }
}
