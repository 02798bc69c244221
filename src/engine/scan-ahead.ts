import { once } from 'node:events';
import { Worker, receiveMessageOnPort } from 'node:worker_threads';
import { MessageChannel } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { FileRunner } from './run-files.ts';
import type { BatchResult } from './run-files.ts';
import type { ScanResult } from './scan-files.ts';

/** Small enough that neither thread waits long for the other at the end. */
const CHUNK_SIZE = 64;

/** What the thread that looks ahead is given. */
export interface ScanTask {
  readonly config: Config;
  readonly files: readonly string[];
  readonly chunkSize: number;
  /** One integer: the next chunk that nobody has taken. */
  readonly next: Int32Array;
}

/** What it answers for each chunk that it took. */
export interface ScannedChunk {
  readonly chunk: number;
  readonly result: ScanResult;
}

/**
 * Looks at files with a second thread, which takes first looks only. This one reads in full what either finds, and takes
 * first looks itself while there is nothing to read: the two share no code worth compiling twice, and no data.
 */
export class ScanAhead {
  readonly #config: Config;
  readonly #runner: FileRunner;

  constructor(config: Config, request: PlanRequest) {
    this.#config = config;
    this.#runner = new FileRunner(config, request);
  }

  async run(files: readonly string[], learned: ReadonlySet<string>): Promise<BatchResult[]> {
    if (learned.size > 0 || files.length <= CHUNK_SIZE) return [this.#runner.run(files, learned)];
    const count = Math.ceil(files.length / CHUNK_SIZE);
    const next = new Int32Array(new SharedArrayBuffer(4));
    const { port1: port, port2: theirs } = new MessageChannel();
    const task: ScanTask = { config: this.#config, files, chunkSize: CHUNK_SIZE, next };
    const worker = new Worker(new URL('scan-worker.js', import.meta.url), {
      workerData: { ...task, port: theirs },
      transferList: [theirs],
    });
    const ended = once(worker, 'exit').catch(() => undefined);
    const results: BatchResult[] = [];
    const isDone = new Array<boolean>(count).fill(false);
    const finish = ({ chunk, result }: ScannedChunk): void => {
      if (isDone[chunk]) return;
      isDone[chunk] = true;
      results.push(this.#runner.finish(result));
    };
    const scan = (chunk: number): void => {
      finish({ chunk, result: this.#runner.scan(files.slice(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)) });
    };
    const finishReceived = (): void => {
      for (let received; (received = receiveMessageOnPort(port)) !== undefined;)
        finish(received.message as ScannedChunk);
    };
    for (let chunk; (chunk = Atomics.add(next, 0, 1)) < count;) {
      scan(chunk);
      finishReceived();
    }
    // What is left is in the hands of the other thread, or lost with it.
    port.on('message', finish);
    await ended;
    finishReceived();
    port.close();
    isDone.forEach((done, chunk) => {
      if (!done) scan(chunk);
    });
    return results;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
