import { availableParallelism } from 'node:os';
import type { Config } from '../../model/config.ts';
import type { Links } from '../../model/links.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import type { BatchResult } from './batch-result.ts';
import { FILES_WORTH_A_READER, tracksAtLeast } from './early-reader.ts';
import type { Repository } from '../python/python-project.ts';
import type { FileRunner } from './run-files.ts';
import type { SharedScan } from './shared-scan.ts';
import type { StartedThread } from './reader-thread.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Fewer files than this are done before several threads have started and warmed up (docs/decisions/0004). */
const FILES_WORTH_THREADS = 20_000;

/** Reads and edits lists of files, in this thread, with a second one, or in several. */
export class ReaderPool {
  readonly #config: Config;
  readonly #request: PlanRequest;
  /** Reads the first list only. */
  #ahead: SharedScan | undefined;
  #runner: FileRunner | undefined;
  #workers: WorkerPool | undefined;

  private constructor(config: Config, request: PlanRequest, ahead: SharedScan | undefined) {
    this.#config = config;
    this.#request = request;
    this.#ahead = ahead;
  }

  /** @param thread one that was started already, to be used where a second one pays */
  static async open(config: Config, request: PlanRequest, thread: StartedThread | undefined): Promise<ReaderPool> {
    const mayShare = request.jobs === undefined && availableParallelism() > 1;
    const isLarge = request.files === undefined && tracksAtLeast(config.root, FILES_WORTH_A_READER);
    if (!mayShare || !isLarge) return new ReaderPool(config, request, undefined);
    const { SharedScan } = await import('./shared-scan.ts');
    return new ReaderPool(config, request, new SharedScan(config, request, thread));
  }

  /** The facts of files, and their Outcomes as far as each can tell by itself. */
  async read(files: readonly string[]): Promise<BatchResult[]> {
    if (!this.#runner && !this.#workers) await this.#start(files.length);
    if (this.#workers) return this.#workers.run(files, undefined);
    if (!this.#runner) return [];
    return this.#ahead && files.length >= FILES_WORTH_A_READER
      ? this.#ahead.run(this.#runner, files)
      : this.#runner.read(files);
  }

  /** Edits the files, with the facts of others. */
  async edit(files: readonly string[], links: Links): Promise<readonly BatchResult[]> {
    if (files.length === 0) return [];
    if (!this.#runner && !this.#workers) await this.#start(files.length);
    return this.#workers ? this.#workers.run(files, links) : ((await this.#runner?.edit(files, links)) ?? []);
  }

  /** The modules of the repository. To be asked when all files are read. */
  async repository(): Promise<Repository> {
    if (this.#runner) return this.#runner.repository((await this.#ahead?.edges()) ?? new Map());
    return (await import('../python/python-project.ts')).openPythonProject(this.#config, this.#request.known);
  }

  /** A buffer that files may be read into. Ask for it only after all files are read. */
  buffer(): SourceBuffer {
    return this.#runner?.context.buffer ?? SourceBuffer.create();
  }

  /** Forgets the results: the list of files was wrong. */
  async startAnew(): Promise<void> {
    await this.#workers?.close();
    this.#workers = undefined;
    this.#runner = undefined;
    this.#ahead?.close();
    this.#ahead = undefined;
  }

  async close(): Promise<void> {
    await this.#workers?.close();
    this.#ahead?.close();
  }

  async #start(fileCount: number): Promise<void> {
    const { jobs = fileCount < FILES_WORTH_THREADS ? 1 : Math.min(availableParallelism(), 8) } = this.#request;
    if (jobs > 1) this.#workers = new (await import('./worker-pool.ts')).WorkerPool(this.#config, this.#request, jobs);
    else this.#runner = new (await import('./run-files.ts')).FileRunner(this.#config, this.#request);
  }
}
