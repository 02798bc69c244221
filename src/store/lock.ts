import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { makeStore } from './store-place.ts';
import type { Store } from './store-place.ts';

/** Who holds the lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as its system counts; empty where the system does not say. */
  readonly processStart: string;
  /** ISO 8601. */
  readonly since: string;
  readonly command: string;
}

/** Releases the lock. */
export type Release = () => void;

/** How often a lock that is just being written, or just being given up, is looked at again, and after how long. */
const LOOKS = 20;
const LOOK_AGAIN_AFTER_MS = 25;

/**
 * Only one process at a time writes below a store's root. The lock of a process that has died is taken over.
 * @param command what the holder does, for the message that others get
 * @throws ExpectedStop when another process holds it
 */
export function lockStore(store: Store, command: string): Release {
  const file = path.join(store.folder, 'lock');
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    processStart: processStart(process.pid),
    since: new Date().toISOString(),
    command,
  };
  for (let look = 0; ; look++) {
    // Whoever gives a lock up takes an empty store away with it.
    makeStore(store);
    if (create(file, JSON.stringify(own)))
      return () => {
        release(store.folder, file);
      };
    if (look > 2 * LOOKS)
      throw new ExpectedStop(`the lock ${file} cannot be had: others take it all the time`, 'try again');
    const content = readLock(file);
    if (content === undefined) continue;
    const holder = parse(content);
    if (holder !== undefined && isAlive(holder)) throw held(holder, file);
    if (holder === undefined && look < LOOKS) pause(LOOK_AGAIN_AFTER_MS);
    else takeAway(file, content);
  }
}

function create(file: string, content: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeFileSync(descriptor, content);
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** Longer than any lock is. */
const MOST_BYTES = 4096;

/**
 * @returns undefined when it has just been given up
 * @throws ExpectedStop when what is there is no lock, such as a link or a folder
 */
function readLock(file: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP' || code === 'EMLINK') throw noLock(file, 'a symbolic link');
    throw error;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw noLock(file, stats.isDirectory() ? 'a folder' : 'no regular file');
    if (stats.size > MOST_BYTES) throw noLock(file, 'a file of another kind');
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function noLock(file: string, found: string): ExpectedStop {
  return new ExpectedStop(`${file} is ${found}: it is no lock of ssot-codemod`, 'find out who made it, then delete it');
}

/** @returns undefined when it is not written to its end: its process is at it, or died over it */
function parse(content: string): Holder | undefined {
  try {
    const { pid, host, processStart, since, command } = JSON.parse(content) as Partial<Holder>;
    const isWhole = [host, processStart, since, command].every((value) => typeof value === 'string');
    return isWhole && Number.isInteger(pid) && Number(pid) > 0 ? (JSON.parse(content) as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/** A process of another machine may live, for all that can be seen from here. */
function isAlive({ pid, host, processStart: start }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return processStart(pid) === start;
}

/** Tells a process from a later one with the same number: proc(5), field 22 of stat. */
function processStart(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Two that find the same stale lock must not take away the one that the faster of them has just made: look what it was. */
function takeAway(file: string, stale: string): void {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') === stale) unlinkSync(aside);
  else renameSync(aside, file);
}

function held({ pid, host, since, command }: Holder, file: string): ExpectedStop {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new ExpectedStop(
    `another ${command} is running here: process ${pid}${where}, since ${since}`,
    `wait until it has finished${where === '' ? '' : `; if it is gone for certain, delete ${file}`}`,
  );
}

function release(store: string, file: string): void {
  try {
    rmSync(file, { force: true }); // whoever deletes the store has it, too
    rmdirSync(store); // it stays when there is a journal in it
  } catch {
    // On a disk that turned read-only, say: the lock of a process that has ended is taken over.
  }
}

/** Wait without doing anything, for a few milliseconds. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
