import { once } from 'node:events';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { FileRunner } from './run-files.ts';
import type { BatchResult } from './run-files.ts';
import type { ScanResult } from './scan-files.ts';

/** Small enough that neither thread waits long for the other at the end. */
const CHUNK_SIZE = 64;

/** What the thread that looks ahead is asked. */
export interface ScanTask {
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
 * first looks itself while there is nothing to read: the two share hardly any code that would have to warm up twice.
 */
export class ScanAhead {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #ended: Promise<unknown>;
  /** Starts the thread, so that it is ready when the files are known. */
  constructor(config: Config) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL('scan-worker.js', import.meta.url), {
      workerData: { config, port: port2 },
      transferList: [port2],
    });
    // A thread that fails is one that ends: what it has not done is done here.
    this.#ended = once(this.#worker, 'exit').catch(() => undefined);
  }

  /**
   * To be called once.
   * @param runner reads in full, in this thread
   */
  async run(runner: FileRunner, files: readonly string[]): Promise<BatchResult[]> {
    await runner.prepare(files);
    const count = Math.ceil(files.length / CHUNK_SIZE);
    const task: ScanTask = { files, chunkSize: CHUNK_SIZE, next: new Int32Array(new SharedArrayBuffer(4)) };
    this.#port.postMessage(task);
    const results = new Map<number, BatchResult>();
    const finish = ({ chunk, result }: ScannedChunk): void => {
      if (!results.has(chunk)) results.set(chunk, runner.finish(result));
    };
    const scan = (chunk: number): void => {
      finish({ chunk, result: runner.scan(files.slice(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)) });
    };
    const finishReceived = (): void => {
      for (let received; (received = receiveMessageOnPort(this.#port)) !== undefined;) {
        finish(received.message as ScannedChunk);
      }
    };
    for (let chunk; (chunk = Atomics.add(task.next, 0, 1)) < count;) {
      scan(chunk);
      finishReceived();
    }
    // What is left is in the hands of the other thread, or lost with it.
    if (results.size < count) {
      const allFinished = new Promise<void>((resolve) => {
        this.#port.on('message', (scanned: ScannedChunk) => {
          finish(scanned);
          if (results.size === count) resolve();
        });
      });
      await Promise.race([allFinished, this.#ended]);
      this.#port.removeAllListeners('message');
      finishReceived();
      for (let chunk = 0; chunk < count; chunk++) if (!results.has(chunk)) scan(chunk);
    }
    return [...results.values()];
  }

  /** Let the thread end, without waiting for that. */
  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}
