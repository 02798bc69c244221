import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { RunOptions } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Origin } from '../model/origin.ts';
import type { Changed, Outcome, Summary } from '../model/outcome.ts';
import { syncFolderNow } from './atomic-write.ts';
import { isPlainPath } from './plain-path.ts';
import type { FolderModes } from './run-folders.ts';
import { placesOf } from './run-places.ts';
import { isPrivateFolder, makePrivateFolder } from './private-folder.ts';
import type { Store } from './store-place.ts';
import { removeTemporaryFiles } from './temporary-files.ts';
import { knownSign, makeSign } from './user-state.ts';

/*
 * A run is a folder of the store:
 *
 *   originals   the bytes of all files before, one after another, each content once
 *   journal     what will be written where, a JSON document a line; the last line seals it with a checksum, and signs that
 *   events      what has happened since (events.ts)
 *
 * `journal` gets its name when it and `originals` are on the disk, and no file is touched before. So a run without one
 * has touched nothing, and in a run with one the hash of each file tells whether it is old, new, or somebody else's.
 *
 * The signature tells whether this user made the run. Whoever is handed a folder with a git folder in it, as from an
 * archive, is handed its runs, too: they name files to write and commands to run (docs/security.md).
 */

/** The format of runs that only edit files. */
const FORMAT = 2;
/**
 * The format of runs that also create, delete or rename files. Versions that do not know these operations must not take
 * them for edits.
 */
const FORMAT_OF_OPERATIONS = 3;

export interface JournalHeader {
  readonly format: number;
  readonly id: string;
  /** The root that all paths are relative to, relative to the base of the store; empty when it is that. */
  readonly root: string;
  /** Real path of the root when the run was begun: a gate runs again only there. */
  readonly place: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly options: RunOptions;
  readonly summary: Summary;
  /** The origin of the Plan, where it is known. */
  readonly origin: Origin | undefined;
  /**
   * The branch that was checked out, or the hash of a detached commit; undefined without git or before the first
   * commit.
   */
  readonly head: string | undefined;
  /** The hash of the commit that was checked out; undefined as above. */
  readonly commit: string | undefined;
  /** Number of files that change. */
  readonly files: number;
  /** The folders, by their paths, that were on the way to files that come or go, with their modes; undefined where none do. */
  readonly folders?: FolderModes | undefined;
}

/** A file that changes, as it was and as it will be. */
export interface FileRecord {
  readonly outcome: Outcome & Changed;
  readonly batch: string;
  /** The mode of the file before and after: it is kept. The owner is -1 for a file that is created. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** SHA-256 in hexadecimal; empty for a file that is not there. */
  readonly before: string;
  readonly after: string;
  /** Where in `originals` the bytes before stand. */
  readonly offset: number;
  readonly length: number;
}

export interface Journal {
  /** Absolute path of the run's folder. */
  readonly folder: string;
  readonly header: JournalHeader;
  readonly records: readonly FileRecord[];
  /** Outcomes of files that do not change. */
  readonly others: readonly Outcome[];
}

type Line =
  | { readonly header: JournalHeader }
  | { readonly record: FileRecord }
  | { readonly other: Outcome }
  | { readonly seal: string; readonly signature: string };

/** The format that a journal with these files has. */
export function formatOf(records: readonly FileRecord[]): number {
  return records.some(({ outcome }) => appliedOperation(outcome) !== undefined) ? FORMAT_OF_OPERATIONS : FORMAT;
}

/** A name that sorts by time. */
export function newRunId(now: Date): string {
  const digits = now.toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 17)}-${randomBytes(2).toString('hex')}`;
}

/** The folder of a run of a store. */
export function runFolder(store: Store, id: string): string {
  return path.join(runsFolder(store), id);
}

function runsFolder({ folder }: Store): string {
  return path.join(folder, 'runs');
}

/** The ids of all runs of a store whose journal is sealed, oldest first. */
export function runIds(store: Store): string[] {
  return folders(store).filter((id) => existsSync(path.join(runFolder(store, id), 'journal')));
}

/**
 * Forget runs that ended before their journal was sealed, which have touched nothing, and temporary files. The lock must be
 * held.
 */
export function removeUnsealedRuns(store: Store): void {
  removeTemporaryFiles(store);
  const sealed = new Set(runIds(store));
  for (const id of folders(store)) if (!sealed.has(id)) removeRun(runFolder(store, id));
}

export function removeRun(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The folders of runs. Anything else there, such as a link, is no run. */
function folders(store: Store): string[] {
  const runs = runsFolder(store);
  if (!isPrivateFolder(runs)) return [];
  return readdirSync(runs)
    .filter((id) => lstatSync(path.join(runs, id), { throwIfNoEntry: false })?.isDirectory() === true)
    .toSorted();
}

/** Originals are written in pieces of this size: one system call for many files. */
const BYTES_AT_ONCE = 1 << 20;

/** Writes the journal of a new run. */
export class JournalWriter {
  readonly folder: string;
  readonly #originals: number;
  readonly #offsets = new Map<string, number>();
  #end = 0;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #isClosed = false;

  constructor(store: Store, id: string) {
    this.folder = runFolder(store, id);
    makePrivateFolder(runsFolder(store));
    mkdirSync(this.folder, { mode: 0o700 });
    this.#originals = openSync(path.join(this.folder, 'originals'), 'wx', 0o600);
  }

  /**
   * Keep the bytes of a file.
   * @param hash of the bytes
   * @returns where in `originals` they stand
   */
  addOriginal(bytes: Uint8Array, hash: string): number {
    const known = this.#offsets.get(hash);
    if (known !== undefined) return known;
    const offset = this.#end;
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#end += bytes.length;
    this.#offsets.set(hash, offset);
    if (this.#pendingBytes >= BYTES_AT_ONCE) this.#flush();
    return offset;
  }

  #flush(): void {
    writeFileSync(this.#originals, Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingBytes = 0;
  }

  /** Forget the run: no file is going to be written. */
  abandon(): void {
    if (!this.#isClosed) closeSync(this.#originals);
    this.#isClosed = true;
    removeRun(this.folder);
  }

  /** Bring everything to the disk; from here on files may be written. */
  seal(header: JournalHeader, records: readonly FileRecord[], others: readonly Outcome[]): void {
    this.#flush();
    fsyncSync(this.#originals);
    closeSync(this.#originals);
    this.#isClosed = true;
    const sign = makeSign();
    const unsealed = path.join(this.folder, 'journal.new');
    const descriptor = openSync(unsealed, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      for (const part of parts(header, records, others)) {
        hash.update(part);
        writeFileSync(descriptor, part);
      }
      const seal = hash.digest('hex');
      const signature = sign('journal', header.id, seal);
      writeFileSync(descriptor, `${JSON.stringify({ seal, signature } satisfies Line)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unsealed, path.join(this.folder, 'journal'));
    const runs = path.dirname(this.folder);
    for (const folder of [this.folder, runs, path.dirname(runs), path.dirname(path.dirname(runs))])
      syncFolderNow(folder);
  }
}

/** Lines that are written at once, so that neither system calls nor strings grow without bounds. */
const LINES_IN_PART = 256;

function* parts(
  header: JournalHeader,
  records: readonly FileRecord[],
  others: readonly Outcome[],
): Generator<string, void> {
  const text = (line: Line): string => `${JSON.stringify(line)}\n`;
  yield text({ header });
  for (let k = 0; k < records.length; k += LINES_IN_PART)
    yield records
      .slice(k, k + LINES_IN_PART)
      .map((record) => text({ record: { ...record, outcome: withoutDiff(record.outcome) } }))
      .join('');
  for (let k = 0; k < others.length; k += LINES_IN_PART)
    yield others
      .slice(k, k + LINES_IN_PART)
      .map((other) => text({ other: { ...other, alone: undefined } }))
      .join('');
}

const noDiff = new Uint8Array();

function withoutDiff(outcome: Outcome & Changed): Outcome & Changed {
  return { ...outcome, diff: noDiff, alone: undefined };
}

/**
 * Read the journal of a run.
 * @throws ExpectedStop when it cannot be read, is damaged, was not made by this user, or by a version that this one does
 * not know
 */
export function readJournal(store: Store, id: string): Journal {
  return readJournalIn(runFolder(store, id));
}

/** The same, by the folder of the run. */
export function readJournalIn(folder: string): Journal {
  const id = path.basename(folder);
  const bytes = readRunFile(folder, 'journal') ?? Buffer.alloc(0);
  const lastLine = bytes.lastIndexOf(10, bytes.length - 2) + 1;
  const body = bytes.subarray(0, lastLine);
  const seal = parseLine(bytes.subarray(lastLine));
  if (seal === undefined || !('seal' in seal) || seal.seal !== createHash('sha256').update(body).digest('hex'))
    throw damaged(folder, 'journal');
  if (seal.signature !== knownSign()?.('journal', id, seal.seal)) throw new ForeignRun(folder);
  let header: JournalHeader | undefined;
  const records: FileRecord[] = [];
  const others: Outcome[] = [];
  for (let start = 0; start < body.length;) {
    const end = body.indexOf(10, start);
    const line = parseLine(body.subarray(start, end));
    if (line === undefined) throw damaged(folder, 'journal');
    if ('header' in line) header = line.header;
    else if ('record' in line) records.push({ ...line.record, outcome: withoutDiff(line.record.outcome) });
    else if ('other' in line) others.push(line.other);
    start = end + 1;
  }
  if (header?.format !== formatOf(records)) {
    throw new ExpectedStop(
      `the journal of run ${id} has a format that this version of ssot-codemod does not know`,
      'use the version that wrote it',
    );
  }
  const isPlain = [
    header.root === '' ? 'x' : header.root,
    ...records.flatMap(placesOf).map((place) => place.path),
  ].every(isPlainPath);
  if (!isPlain) throw damaged(folder, 'journal');
  return { folder, header, records, others };
}

/**
 * The content of a file of a run; undefined when there is none.
 * @throws ExpectedStop when it cannot be read
 */
export function readRunFile(folder: string, file: string): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ExpectedStop(
      `the journal of run ${path.basename(folder)} cannot be read: ${message}`,
      'nothing was changed; whoever made the run can read it, and give you the right to',
    );
  }
}

function parseLine(bytes: Uint8Array): Line | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as Line;
  } catch {
    return undefined;
  }
}

/** The journal cannot be trusted: nothing is done by it. */
export function damaged(folder: string, file: string): ExpectedStop {
  return new ExpectedStop(
    `the journal of run ${path.basename(folder)} is damaged: ${path.join(folder, file)} is not what was written to it`,
    `nothing was changed; restore the files with git or from a backup (what they held before is in ${path.join(folder, 'originals')}), then delete ${folder}`,
  );
}

/** Somebody else made the run: nothing is done by it. */
export class ForeignRun extends ExpectedStop {
  constructor(folder: string) {
    super(
      `run ${path.basename(folder)} was not made by you on this machine: ${folder} is not used`,
      'it may have come with a copy of the repository; look at the files with git, then delete it',
    );
  }
}
