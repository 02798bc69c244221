import type { Config } from '../model/config.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { PythonScanner } from './python-scanner.ts';
import { readIntoBuffer } from './read-file.ts';

/** What a first look at some Python files gave: plain data, so that a thread can send it. */
export interface ScanResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** The files to read in full. */
  readonly concerned: readonly string[];
  /** Files that could not be looked at. */
  readonly outcomes: readonly Outcome[];
}

/** Takes a first look at Python files, one after another. */
export class FileScanner {
  readonly #root: string;
  readonly #buffer: SourceBuffer;
  readonly #python: PythonScanner;
  readonly #contents: PlanRequest['contents'];

  constructor(config: Config, buffer: SourceBuffer, contents: PlanRequest['contents']) {
    this.#contents = contents;
    this.#root = config.root;
    this.#buffer = buffer;
    this.#python = new PythonScanner(config, buffer);
  }

  run(files: readonly string[]): ScanResult {
    let filesScanned = 0;
    let filesCandidate = 0;
    const concerned: string[] = [];
    const outcomes: Outcome[] = [];
    for (const path of files) {
      const read = readIntoBuffer(this.#buffer, this.#root, path, this.#contents);
      if (read === 'gone' || read === 'link') continue;
      filesScanned++;
      if (read !== 'read') {
        outcomes.push(unread(path, read));
        continue;
      }
      const look = this.#python.look(path);
      if (look !== 'nothing') filesCandidate++;
      if (look === 'reference') concerned.push(path);
    }
    return { filesScanned, filesCandidate, concerned, outcomes };
  }
}

/** The Outcome of a file that could not be read. */
export function unread(path: string, read: 'outside-root' | { readonly error: string }): Outcome {
  if (typeof read === 'object') return failed(path, read.error);
  return {
    path,
    status: 'skipped',
    reason: 'outside-root',
    message: 'it is a link that leads out of the root',
    edits: [],
    refused: [],
    diagnostics: [],
  };
}

/** The Outcome of a file that could not be looked at. */
export function failed(path: string, error: string): Outcome {
  return { path, status: 'failed', error, edits: [], refused: [], diagnostics: [] };
}
