import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { restoreFlags } from './v8-flags.ts';

/**
 * Before the code stand, as unsigned integers of 32 bits: the CRC-32 of the code, that of the file it was compiled from,
 * and the processor time in milliseconds of the run that it was kept at the end of.
 */
const HEADER_LENGTH = 12;
/** A run that takes so many times as long as the one whose code was kept has compiled more. */
const WORTH_RENEWING = 1.1;

/** Code that V8 compiled in an earlier run. */
interface KeptCode {
  readonly code: Buffer;
  readonly cpuTime: number;
}

/**
 * Runs a CommonJS file as `require` would, but lets V8 use the code that it compiled in an earlier run, and saves the
 * code that it compiles in this one (docs/compile-cache.md). If anything is wrong with the saved code, the file runs
 * all the same.
 * @param file absolute path; ASCII. It cannot use `import()`: V8 does not know where code from its cache comes from
 * @returns the exports of the file
 */
export function runCompiled(file: string): unknown {
  const script = compile(file);
  const module = { exports: {} };
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

function compile(file: string): Script {
  const bytes = readFileSync(file);
  const sourceHash = crc32(bytes);
  const place = placeFor(file);
  const kept = place === undefined ? undefined : read(place, sourceHash);
  const source = `(function (exports, require, module, __filename, __dirname) {${bytes.toString('latin1')}\n})`;
  const script = new Script(source, { filename: file, ...(kept && { cachedData: kept.code }) });
  const takenTime = kept !== undefined && script.cachedDataRejected === false ? kept.cpuTime : 0;
  if (place !== undefined) process.once('exit', keeper(place, script, sourceHash, takenTime));
  return script;
}

/** Separate from `compile`, so that nothing keeps the read data alive. */
function keeper(place: string, script: Script, sourceHash: number, takenTime: number): () => void {
  const tag = cachedDataVersionTag();
  return () => {
    const cpuTime = spentTime();
    if (cpuTime > takenTime * WORTH_RENEWING && restoreFlags(tag)) write(place, script, sourceHash, cpuTime);
  };
}

/**
 * Where the code of a file is kept: one place for each installation, version of V8 and set of its flags. Undefined when it
 * is not to be kept, or when somebody else could put something there.
 */
function placeFor(file: string): string | undefined {
  const { NODE_DISABLE_COMPILE_CACHE: isOff = '' } = process.env;
  if (isOff !== '') return undefined;
  try {
    const base = cacheFolder();
    const existing = [base, path.dirname(base)].find((folder) => existsSync(folder));
    if (existing === undefined || !isOwn(statSync(existing))) return undefined;
    const name = [crc32(file), cachedDataVersionTag()].map((part) => part.toString(36)).join('-');
    return path.join(base, 'ssot-codemod', 'compiled-code', `${name}.bin`);
  } catch {
    return undefined; // There is no home.
  }
}

/** The folder where programs keep data of this user that they can do without. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '' } = process.env;
  if (process.platform === 'win32' && local !== '') return local;
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Caches');
  // The XDG Base Directory Specification has relative paths ignored.
  return path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache');
}

/** Undefined if there is none, if it is damaged, made for another file, or if somebody else could have written it. */
function read(place: string, sourceHash: number): KeptCode | undefined {
  try {
    const folder = path.dirname(place);
    // Who may write the one above could put another folder in its place.
    if (![folder, path.dirname(folder)].every((one) => isOwnAlone(lstatSync(one)))) return undefined;
    const descriptor = openSync(place, 'r');
    try {
      if (!isOwnAlone(fstatSync(descriptor))) return undefined;
      const bytes = readFileSync(descriptor);
      const code = bytes.subarray(HEADER_LENGTH);
      const isWhole = bytes.readUInt32LE(0) === crc32(code) && bytes.readUInt32LE(4) === sourceHash;
      return isWhole ? { code, cpuTime: bytes.readUInt32LE(8) } : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

interface Ownership {
  readonly uid: number;
  readonly mode: number;
}

/** On Windows, a folder in the user's own folder belongs to the user. */
function isOwn({ uid }: Ownership): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

/** May nobody but this user write it? */
function isOwnAlone(entry: Ownership): boolean {
  return isOwn(entry) && (process.platform === 'win32' || (entry.mode & 0o022) === 0);
}

/** Written beside and renamed, so that no other run sees a part of it. */
function write(place: string, script: Script, sourceHash: number, cpuTime: number): void {
  const beside = `${place}.${process.pid}`;
  try {
    const code = script.createCachedData();
    const header = Buffer.alloc(HEADER_LENGTH);
    for (const [k, value] of [crc32(code), sourceHash, cpuTime].entries()) header.writeUInt32LE(value, 4 * k);
    mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
    writeFileSync(beside, Buffer.concat([header, code]), { flag: 'wx', mode: 0o600 });
    renameSync(beside, place);
  } catch {
    // It is compiled again next time.
    if (existsSync(beside)) rmSync(beside, { force: true });
  }
}

/** Processor time of this process, in milliseconds. */
function spentTime(): number {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
}
