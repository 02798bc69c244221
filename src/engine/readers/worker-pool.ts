import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Config } from '../../model/config.ts';
import type { Links } from '../../model/links.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { BatchResult } from './batch-result.ts';
import { failed } from './scan-files.ts';
import type { WorkerTask } from './worker.ts';

/** A file that kills its worker costs the files of its batch a second run, one by one, and no more than that. */
const BATCH_SIZE = 128;

/** Runs batches of files in worker threads, `jobs` at a time. */
export class WorkerPool {
  readonly #start: () => Worker;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #idle: Worker[] = [];

  constructor(config: Config, request: PlanRequest, jobs: number) {
    this.#limit = pLimit(jobs);
    this.#start = () => new Worker(new URL('worker.js', import.meta.url), { workerData: { config, request } });
  }

  /** @returns the results, in the order of the files */
  async run(files: readonly string[], links: Links | undefined): Promise<BatchResult[]> {
    const batches: (readonly string[])[] = [];
    for (let at = 0; at < files.length; at += BATCH_SIZE) batches.push(files.slice(at, at + BATCH_SIZE));
    const results = await Promise.all(
      batches.map((batch) => this.#limit(() => this.#runBatch({ files: batch, links }))),
    );
    return results.flat();
  }

  /** Let the threads end. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }

  async #runBatch(task: WorkerTask): Promise<BatchResult[]> {
    const results = await this.#ask(task);
    if (typeof results === 'object') return results;
    const [only, ...others] = task.files;
    if (only === undefined) return [];
    if (others.length === 0) {
      const outcomes = [failed(only, results)];
      return [{ filesScanned: 1, filesCandidate: 1, outcomes, facts: [] }];
    }
    const ofEach: BatchResult[] = [];
    for (const file of task.files) ofEach.push(...(await this.#runBatch({ ...task, files: [file] })));
    return ofEach;
  }

  /** @returns the answer of the worker, or why it died; a worker that ends without an answer must not be waited for */
  async #ask(task: WorkerTask): Promise<BatchResult[] | string> {
    const worker = this.#idle.pop() ?? this.#start();
    const listening = new AbortController();
    const { signal } = listening;
    worker.postMessage(task);
    const answer = await Promise.race([
      once(worker, 'message', { signal }).then(([results]) => results as BatchResult[]),
      once(worker, 'exit', { signal }).then(([code]) => `the worker thread ended with code ${String(code)}`),
    ]).catch((error: unknown) => `the worker thread failed: ${error instanceof Error ? error.message : String(error)}`);
    listening.abort();
    if (typeof answer === 'object') this.#idle.push(worker);
    return answer;
  }
}
