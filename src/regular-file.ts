import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs';

/** Files that are read by their names, such as configuration, are far smaller. */
export const LARGEST_FILE = 64 * 2 ** 20;
/** A saved plan holds all that changes. */
export const LARGEST_PLAN = 2 ** 29;

/**
 * The content of a file that a repository may have brought. Links are followed, but the target may be a device that
 * never ends, or a pipe that waits for somebody.
 * @throws NodeJS.ErrnoException that says what is wrong with it
 */
export function readRegularFile(file: string, largest = LARGEST_FILE): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    refuseOdd(fstatSync(descriptor), largest);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a file that a repository may have brought, read as above; undefined where it cannot be read. */
export function textOfFile(file: string): string | undefined {
  try {
    return readRegularFile(file).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The names in a folder; none where it cannot be read. */
export function namesInFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Is something there that is no file to read by its name? Asks before a library reads it. */
export function isOddFile(file: string): boolean {
  try {
    // Missing files are asked for most often, and an error takes far longer to make than the answer.
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats) refuseOdd(stats, LARGEST_FILE);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === ODD;
  }
}

const ODD = 'ERR_ODD_FILE';

/** A folder is left to what reads it: that it is one is an error of its own. */
function refuseOdd(stats: ReturnType<typeof fstatSync>, largest: number): void {
  if (stats.isDirectory() || (stats.isFile() && stats.size <= largest)) return;
  const message = stats.isFile() ? `it is larger than ${largest / 2 ** 20} MB` : 'it is no regular file';
  throw Object.assign(new Error(message), { code: ODD, syscall: 'read' });
}
