import type { Config } from '../../model/config.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { LanguageId } from '../../model/source-file.ts';
import type { ImportEdge } from '../../resolve/python/import-graph.ts';
import type { BatchResult } from './batch-result.ts';
import type { LanguageReader } from '../language.ts';
import { filesByLanguage, languageById } from '../languages.ts';
import type { FileRunner } from './run-files.ts';
import { CHUNK_SIZE } from './scan-files.ts';
import type { ScanResult } from './scan-files.ts';
import { ReaderThread, startThread } from './reader-thread.ts';
import type { StartedThread } from './reader-thread.ts';

/** The task of the thread that looks ahead. */
export interface ScanTask {
  readonly config: Config;
  readonly request: PlanRequest;
  /** The files of languages that have a scanner, in chunks. Either thread takes the next one. */
  readonly chunks: readonly FileChunk[];
  /** The others. */
  readonly whole: readonly FileChunk[];
  /** Two integers: the next chunk that nobody has taken, and how many of those are finished that the thread has sent. */
  readonly progress: Int32Array;
}

/** The answer for each chunk that it took. */
export interface ScannedChunk {
  readonly chunk: number;
  readonly result: ScanResult;
}

/** Files of one language. */
export interface FileChunk {
  readonly language: LanguageId;
  readonly files: readonly string[];
}

type Answer = ScannedChunk | ReadWhole | ReadEdges;

/** The answer when it has read all files that are not scanned. */
export interface ReadWhole {
  readonly whole: readonly BatchResult[];
}

/** The imports of modules, starting from those that the Map leads to. */
export interface ReadEdges {
  readonly edges: ReadonlyMap<string, readonly ImportEdge[]>;
}

/**
 * Looks at files with a second thread. That thread reads files of languages without a scanner, takes first looks at the
 * others, reads those that may hold a Reference, and reads the imports of modules. This thread finishes the files that
 * either has scanned. While there is nothing to finish, it does the same as the other. The two share hardly any code
 * that would have to warm up twice.
 */
export class SharedScan {
  readonly #config: Config;
  readonly #request: PlanRequest;
  readonly #thread: ReaderThread<ScanTask, Answer>;
  #isStarted = false;
  #edges: ReadEdges['edges'] | undefined;

  /** @param thread one that was started already */
  constructor(config: Config, request: PlanRequest, thread: StartedThread = startThread('scan-worker.js')) {
    this.#config = config;
    this.#request = request;
    this.#thread = new ReaderThread(thread);
  }

  /**
   * To be called once.
   * @param runner reads in full, in this thread
   */
  async run(runner: FileRunner, files: readonly string[]): Promise<BatchResult[]> {
    const groups = filesByLanguage(files);
    const chunks = groups.flatMap(([{ id, scanner }, own]) =>
      scanner ? inChunks(own).map((chunk) => ({ language: id, files: chunk })) : [],
    );
    const whole = groups.flatMap(([{ id, scanner }, own]) => (scanner ? [] : [{ language: id, files: own }]));
    const progress = new Int32Array(new SharedArrayBuffer(8));
    this.#isStarted = true;
    this.#thread.start({ config: this.#config, request: this.#request, chunks, whole, progress });
    const readers = new Map<LanguageId, LanguageReader>();
    for (const { language } of chunks)
      if (!readers.has(language)) readers.set(language, await runner.reader(languageById(language)));
    const results = new Map<number, BatchResult>();
    let ofWhole: ReadWhole['whole'] | undefined = whole.length === 0 ? [] : undefined;
    const finish = (k: number, result: ScanResult): void => {
      const finished = results.has(k) ? undefined : readers.get(chunks[k]?.language ?? 'unknown')?.finish?.(result);
      if (finished) results.set(k, finished);
    };
    const scanners = new Map(
      groups.flatMap(([{ id, scanner }]) => (scanner ? [[id, scanner(runner.context)] as const] : [])),
    );
    const scan = (k: number): void => {
      const { language, files: own } = chunks[k] ?? { language: 'unknown', files: [] };
      const scanned = scanners.get(language)?.run(own);
      if (scanned) finish(k, scanned);
    };
    const receive = (message: Answer): void => {
      if ('edges' in message) this.#edges = message.edges;
      else if ('whole' in message) ofWhole = message.whole;
      else {
        finish(message.chunk, message.result);
        Atomics.add(progress, 1, 1);
        Atomics.notify(progress, 1);
      }
    };
    for (let chunk; (chunk = Atomics.add(progress, 0, 1)) < chunks.length;) {
      scan(chunk);
      this.#thread.receive(receive);
    }
    const isDone = (): boolean => results.size === chunks.length && ofWhole !== undefined;
    // The other thread has the rest of the chunks, or they are lost with it.
    await this.#thread.receiveUntil(isDone, receive);
    for (const chunk of chunks.keys()) if (!results.has(chunk)) scan(chunk);
    ofWhole ??= await runner.read(whole.flatMap((group) => group.files));
    return [...results.values(), ...ofWhole];
  }

  /** The known part of the import graph when the thread has ended its work; empty where there is none. */
  async edges(): Promise<ReadEdges['edges']> {
    if (!this.#isStarted) return new Map();
    const receive = (message: Answer): void => {
      if ('edges' in message) this.#edges = message.edges;
    };
    await this.#thread.receiveUntil(() => this.#edges !== undefined, receive);
    return this.#edges ?? new Map();
  }

  /** Let the thread end, without waiting for that. */
  close(): void {
    this.#thread.close();
  }
}

/** The places in the list from which chunks are taken in turn. */
const STREAMS = 4;

/**
 * The files in chunks. Files with References stand close together: in the order of the list, this thread would first
 * have nothing to finish, and in the end more than the other one has to read.
 */
function inChunks(files: readonly string[]): string[][] {
  const count = Math.ceil(files.length / CHUNK_SIZE);
  const step = Math.ceil(count / STREAMS);
  const chunks: string[][] = [];
  for (let first = 0; first < step; first++)
    for (let chunk = first; chunk < count; chunk += step)
      chunks.push(files.slice(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE));
  return chunks;
}
