import type { Config } from '../model/config.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { languageOf } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { JavaScriptEngine } from './javascript-engine.ts';
import { nothingFound, PythonEngine } from './python-engine.ts';
import type { FileResult } from './python-engine.ts';
import { openPythonProject } from './python-project.ts';
import { PythonScanner } from './python-scanner.ts';
import { readIntoBuffer } from './read-file.ts';

/** What looking at some files gave: plain data, so that a worker thread can send it. */
export interface BatchResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** Files that hold a Reference to a legacy path, or could not be looked at. */
  readonly outcomes: readonly Outcome[];
  /** Names imported under a legacy symbol's name, each `module:Name`. */
  readonly imported: readonly string[];
  /** Files that bind names to other objects than before, where other files can import them. */
  readonly rebound: readonly { readonly path: string; readonly names: readonly string[] }[];
}

/** Looks at files one after another: the whole of the engine that runs in one thread. */
export class FileRunner {
  readonly #root: string;
  readonly #buffer = SourceBuffer.create();
  readonly #scanner: PythonScanner;
  readonly #python: PythonEngine;
  #javascript: JavaScriptEngine | undefined;

  private constructor(config: Config, request: PlanRequest) {
    this.#root = config.root;
    this.#scanner = new PythonScanner(config, this.#buffer);
    this.#python = new PythonEngine(config, request, this.#buffer, openPythonProject(config));
  }

  /** What JavaScript needs is loaded when the Map speaks of it. */
  static async create(config: Config, request: PlanRequest): Promise<FileRunner> {
    const runner = new FileRunner(config, request);
    if (config.javascript.map.length + config.javascript.unmapped.length > 0) {
      const { openJavaScriptEngine } = await import('./javascript-engine.ts');
      runner.#javascript = openJavaScriptEngine(config, request, runner.#buffer);
    }
    return runner;
  }

  /** @param learned what files import from each other, for a second look; empty for the first */
  run(files: readonly string[], learned: ReadonlySet<string>): BatchResult {
    this.#python.learn(learned);
    let filesScanned = 0;
    let filesCandidate = 0;
    const outcomes: Outcome[] = [];
    const imported = new Set<string>();
    const rebound: { path: string; names: readonly string[] }[] = [];
    for (const path of files) {
      const read = readIntoBuffer(this.#buffer, this.#root, path);
      if (read === 'gone' || read === 'link') continue;
      filesScanned++;
      if (read !== 'read') {
        outcomes.push(unread(path, read));
        continue;
      }
      const look = this.#scanner.look(path);
      if (look !== 'nothing') filesCandidate++;
      if (look !== 'reference') continue;
      const result = this.#guarded(path);
      if (result.outcome) outcomes.push(result.outcome);
      for (const name of result.imported) imported.add(name);
      if (result.rebound.length > 0) rebound.push({ path, names: result.rebound });
    }
    return { filesScanned, filesCandidate, outcomes, imported: [...imported], rebound };
  }

  /** A bug that one file brings to light fails that file, not the run. */
  #guarded(path: string): FileResult {
    try {
      if (languageOf(path) === 'javascript') return this.#javascript?.run(path) ?? nothingFound;
      return this.#python.run(path);
    } catch (error) {
      return {
        outcome: failed(path, error instanceof Error ? (error.stack ?? error.message) : String(error)),
        imported: [],
        rebound: [],
      };
    }
  }
}

function unread(path: string, read: 'outside-root' | { readonly error: string }): Outcome {
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
