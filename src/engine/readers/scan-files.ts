import type { Config } from '../../model/config.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { outsideRoot } from '../../scan/unread-place.ts';
import type { UnreadPlace } from '../../scan/unread-place.ts';
import { readBatch } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { PythonScanner } from '../python/python-scanner.ts';
import { readIntoBuffer } from '../read-file.ts';
import { PythonReader } from '../python/read-python.ts';
import type { PythonText } from '../python/read-python.ts';

/** A file that a first look let through. */
export interface ConcernedFile {
  readonly path: string;
  /** The text, if it was read at once; undefined where that is still to be done. */
  readonly text: PythonText | undefined;
}

/** The result of a first look at some Python files: plain data, so that a thread can send it. */
export interface ScanResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** The files to look at in full. */
  readonly concerned: readonly ConcernedFile[];
  /** Files that could not be looked at. */
  readonly outcomes: readonly Outcome[];
  /** Files that may look names up that come to mean other objects, as far as a first look tells. */
  readonly lookingUp: readonly string[];
  /** Files that may hold longer names around such names. */
  readonly holdingLonger: readonly string[];
}

/** The number of files to look at before finishing those that passed. */
export const CHUNK_SIZE = 16;

/** Looks at Python files quickly, one after another, and reads those in full that may hold a Reference. */
export class FileScanner {
  readonly #root: string;
  readonly #buffer: SourceBuffer;
  readonly #python: PythonScanner;
  readonly #reader: PythonReader;
  readonly #contents: PlanRequest['contents'];

  constructor(config: Config, buffer: SourceBuffer, contents: PlanRequest['contents']) {
    this.#contents = contents;
    this.#root = config.root;
    this.#buffer = buffer;
    this.#python = new PythonScanner(config, buffer);
    this.#reader = new PythonReader(this.#python.prefilter, buffer);
  }

  run(files: readonly string[]): ScanResult {
    let filesScanned = 0;
    let filesCandidate = 0;
    const concerned: ConcernedFile[] = [];
    const outcomes: Outcome[] = [];
    const lookingUp: string[] = [];
    const holdingLonger: string[] = [];
    for (const path of files) {
      const read = readIntoBuffer(this.#buffer, this.#root, path, this.#contents);
      if (read === 'gone' || read === 'link') continue;
      filesScanned++;
      if (read !== 'read') {
        outcomes.push(unread(path, read));
        continue;
      }
      const look = this.#python.look(path);
      if (this.#python.mayHoldLongerName()) holdingLonger.push(path);
      if (look !== 'nothing') filesCandidate++;
      if (look === 'reference') concerned.push({ path, text: this.#read(path) });
      if (this.#python.mayLookNameUp()) lookingUp.push(path);
    }
    return { filesScanned, filesCandidate, concerned, outcomes, lookingUp, holdingLonger };
  }

  /** Does the same as `run`, chunk by chunk. */
  *chunks(files: readonly string[]): Generator<ScanResult> {
    for (let at = 0; at < files.length; at += CHUNK_SIZE) yield this.run(files.slice(at, at + CHUNK_SIZE));
  }

  /** Reads a file. Leaves rare cases, such as a file that nobody should edit, to the step that finishes the file. */
  #read(path: string): PythonText | undefined {
    if (this.#python.readsAll) return undefined;
    const read = this.#reader.read(path);
    return 'reason' in read ? undefined : read;
  }
}

/** The Outcomes of what could not even be listed. */
export function unreadBatch(places: readonly UnreadPlace[]): BatchResult {
  return { ...readBatch([], () => undefined), outcomes: places.map(({ path, why }) => unread(path, why)) };
}

/** The Outcome of a file that could not be read. */
export function unread(path: string, why: UnreadPlace['why']): Outcome {
  if (typeof why === 'object') return failed(path, why.error);
  return {
    path,
    status: 'skipped',
    reason: 'outside-root',
    message: outsideRoot,
    edits: [],
    refused: [],
    diagnostics: [],
  };
}

/** The Outcome of a file that could not be looked at. */
export function failed(path: string, error: string): Outcome {
  return { path, status: 'failed', error, edits: [], refused: [], diagnostics: [] };
}
