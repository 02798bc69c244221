import { once } from 'node:events';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { AuditBatch, AuditRunner } from './audit-runner.ts';

/** Small enough that neither thread waits long for the other at the end. */
const CHUNK_SIZE = 64;

/** What the second thread is asked. */
export interface AuditTask {
  readonly sources: readonly string[];
  readonly countsText: boolean;
  readonly chunkSize: number;
  /** One integer: the next chunk that nobody has taken. */
  readonly next: Int32Array;
}

/** What it answers for each chunk that it took. */
export interface AuditedChunk {
  readonly chunk: number;
  readonly batch: AuditBatch;
}

/** A second thread that looks into files, as this one does: whoever is free takes the next chunk. */
export class AuditThread {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #ended: Promise<unknown>;

  /** Starts the thread, so that it is ready when the files are known. */
  constructor(config: Config) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#worker = new Worker(new URL('audit-worker.js', import.meta.url), {
      workerData: { config, port: port2 },
      transferList: [port2],
    });
    // A thread that fails is one that ends: what it has not done is done here.
    this.#ended = once(this.#worker, 'exit').catch(() => undefined);
  }

  /** To be called once. @returns what looking into the sources gave, in their order */
  async share(runner: AuditRunner, sources: readonly string[], countsText: boolean): Promise<AuditBatch[]> {
    const count = Math.ceil(sources.length / CHUNK_SIZE);
    const next = new Int32Array(new SharedArrayBuffer(4));
    this.#port.postMessage({ sources, countsText, chunkSize: CHUNK_SIZE, next } satisfies AuditTask);
    const batches = new Map<number, AuditBatch>();
    const look = (chunk: number): void => {
      batches.set(chunk, runner.run(sources.slice(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)));
    };
    const receive = (message: unknown): void => {
      const { chunk, batch } = message as AuditedChunk;
      batches.set(chunk, batch);
    };
    for (let chunk; (chunk = Atomics.add(next, 0, 1)) < count;) look(chunk);
    // What is left is in the hands of the other thread, or lost with it.
    const allReceived = new Promise<void>((resolve) => {
      if (batches.size === count) resolve();
      this.#port.on('message', (message) => {
        receive(message);
        if (batches.size === count) resolve();
      });
    });
    await Promise.race([allReceived, this.#ended]);
    this.#port.removeAllListeners('message');
    for (let received; (received = receiveMessageOnPort(this.#port)) !== undefined;) receive(received.message);
    for (let chunk = 0; chunk < count; chunk++) if (!batches.has(chunk)) look(chunk);
    return [...batches].toSorted(([a], [b]) => a - b).map(([, batch]) => batch);
  }

  /** Let the thread end, without waiting for that. */
  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}
