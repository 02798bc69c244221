import type { Config } from '../../model/config.ts';
import type { AuditBatch, AuditRunner } from './audit-runner.ts';
import { ReaderThread, startThread } from '../readers/reader-thread.ts';

/** Small enough that neither thread waits long for the other at the end. */
const CHUNK_SIZE = 64;

/** The task of the second thread. */
export interface AuditTask {
  readonly config: Config;
  readonly sources: readonly string[];
  readonly countsText: boolean;
  readonly chunkSize: number;
  /** One integer: the next chunk that nobody has taken. */
  readonly next: Int32Array;
}

/** The answer for each chunk that it took. */
export interface AuditedChunk {
  readonly chunk: number;
  readonly batch: AuditBatch;
}

/** A second thread that looks into files, as this one does: whoever is free takes the next chunk. */
export class AuditThread {
  readonly #config: Config;
  readonly #thread = new ReaderThread<AuditTask, AuditedChunk>(startThread('audit-worker.js'));

  constructor(config: Config) {
    this.#config = config;
  }

  /** To be called once. @returns what looking into the sources gave, in their order */
  async share(
    runner: AuditRunner,
    sources: readonly string[],
    countsText: boolean,
    onProgress: ((done: number, total: number) => void) | undefined,
  ): Promise<AuditBatch[]> {
    const count = Math.ceil(sources.length / CHUNK_SIZE);
    const next = new Int32Array(new SharedArrayBuffer(4));
    this.#thread.start({ config: this.#config, sources, countsText, chunkSize: CHUNK_SIZE, next });
    const batches = new Map<number, AuditBatch>();
    const look = (chunk: number): void => {
      batches.set(chunk, runner.run(sources.slice(chunk * CHUNK_SIZE, (chunk + 1) * CHUNK_SIZE)));
    };
    for (let chunk; (chunk = Atomics.add(next, 0, 1)) < count;) {
      look(chunk);
      onProgress?.(chunk * CHUNK_SIZE, sources.length);
    }
    // The other thread has the rest of the chunks, or they are lost with it.
    await this.#thread.receiveUntil(
      () => batches.size === count,
      ({ chunk, batch }) => batches.set(chunk, batch),
    );
    for (let chunk = 0; chunk < count; chunk++) if (!batches.has(chunk)) look(chunk);
    return [...batches].toSorted(([a], [b]) => a - b).map(([, batch]) => batch);
  }

  /** Let the thread end, without waiting for that. */
  close(): void {
    this.#thread.close();
  }
}
