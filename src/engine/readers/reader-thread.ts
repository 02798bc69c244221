import { once } from 'node:events';
import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

/** A thread that waits for its task. */
export interface StartedThread {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Settles when it has ended, however it did. */
  readonly ended: Promise<unknown>;
}

/** @param program file beside this one; its `workerData` is the port on which the task comes and the answers go */
export function startThread(program: string): StartedThread {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL(program, import.meta.url), {
    workerData: port2,
    transferList: [port2],
    // Its objects are sent or forgotten soon: more room would only fill up before it is cleaned.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  // It may end before anybody has asked anything of it.
  return { worker, port: port1, ended: once(worker, 'exit').catch(() => undefined) };
}

/**
 * A thread that shares work with this one. It starts before the work is known, so that it is ready by then. Nothing
 * relies on it: if it fails, it ends, and its remaining work is done here.
 */
export class ReaderThread<Task, Answer> {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #ended: Promise<unknown>;

  constructor({ worker, port, ended }: StartedThread) {
    this.#worker = worker;
    this.#port = port;
    this.#ended = ended;
  }

  /** Tell it what to do. To be called once. */
  start(task: Task): void {
    this.#port.postMessage(task);
  }

  /** Receives the answers that have arrived by now. */
  receive(take: (answer: Answer) => void): void {
    for (let received; (received = receiveMessageOnPort(this.#port)) !== undefined;) take(received.message as Answer);
  }

  /** Take its answers until all is done, or it has ended. */
  async receiveUntil(isDone: () => boolean, take: (answer: Answer) => void): Promise<void> {
    if (isDone()) return;
    const allReceived = new Promise<void>((resolve) => {
      this.#port.on('message', (answer: Answer) => {
        take(answer);
        if (isDone()) resolve();
      });
    });
    await Promise.race([allReceived, this.#ended]);
    this.#port.removeAllListeners('message');
    this.receive(take);
  }

  /** Let it end, without waiting for that. */
  close(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}
