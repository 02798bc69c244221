import {
  closeSync,
  constants,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHmac, randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';
import { isPrivateFolder, makePrivateFolder } from './private-folder.ts';

const KEY_BYTES = 32;

/**
 * The folder for what this user's runs must find again, on this machine.
 * @throws ExpectedStop when the user has no home
 */
export function stateFolder(): string {
  const { XDG_STATE_HOME: xdg = '', LOCALAPPDATA: local = '' } = process.env;
  // The XDG Base Directory Specification has relative paths ignored.
  if (path.isAbsolute(xdg)) return path.join(xdg, 'ssot-codemod');
  if (process.platform === 'win32' && local !== '') return path.join(local, 'ssot-codemod', 'state');
  const below = process.platform === 'darwin' ? 'Library/Application Support' : '.local/state';
  return path.join(home(), below, 'ssot-codemod');
}

function home(): string {
  try {
    return homedir();
  } catch {
    throw new ExpectedStop('you have no home folder to keep the record of runs in', wayOut);
  }
}

const wayOut = 'set XDG_STATE_HOME to a folder of your own that stays';

/** @throws ExpectedStop when it cannot be made, or is not this user's alone */
export function makeStateFolder(): string {
  const folder = stateFolder();
  try {
    if (isPrivateFolder(folder)) return folder;
    mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
    makePrivateFolder(folder);
    return folder;
  } catch (error) {
    if (error instanceof ExpectedStop) throw error;
    throw new ExpectedStop(`cannot write ${folder}: ${inWords(error)}`, wayOut);
  }
}

/** Signs texts so that nobody can who cannot read this user's state folder. In hexadecimal. */
export type Sign = (...parts: readonly string[]) => string;

/** The signature of this user; made when there was none. @throws ExpectedStop when its key cannot be kept */
export function makeSign(): Sign {
  const folder = makeStateFolder();
  const known = readKey(folder);
  if (known !== undefined) return signWith(known);
  const beside = path.join(folder, `key.${process.pid}`);
  try {
    rmSync(beside, { force: true });
    writeFileSync(beside, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
    placeNew(beside, path.join(folder, 'key'));
    return signWith(readKey(folder) ?? Buffer.alloc(0));
  } catch (error) {
    if (error instanceof ExpectedStop) throw error;
    throw new ExpectedStop(`cannot write ${folder}: ${inWords(error)}`, wayOut);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The signature of this user; undefined when nothing was ever signed. @throws ExpectedStop when its key cannot be read */
export function knownSign(): Sign | undefined {
  const folder = stateFolder();
  const key = isPrivateFolder(folder) ? readKey(folder) : undefined;
  return key && signWith(key);
}

function signWith(key: Buffer): Sign {
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex');
}

/** Another process may be faster: then its file stays. */
function placeNew(beside: string, file: string): void {
  try {
    linkSync(beside, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some disks have no hard links.
    if (code !== 'EEXIST') renameSync(beside, file);
  }
}

function readKey(folder: string): Buffer | undefined {
  const file = path.join(folder, 'key');
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ExpectedStop(`the key of your runs cannot be read: ${message}`, `look at ${file}`);
  }
  try {
    const { uid, mode, size } = fstatSync(descriptor);
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o077) === 0);
    const key = isOwn && size === KEY_BYTES ? readFileSync(descriptor) : undefined;
    if (key?.length === KEY_BYTES) return key;
    throw new ExpectedStop(
      `${file} is no key that only you can read: it is not used`,
      'delete it; runs that were made with it can then neither be resumed nor rolled back',
    );
  } finally {
    closeSync(descriptor);
  }
}
