import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import { AuditRunner } from './audit-runner.ts';
import type { AuditTask, AuditedChunk } from './audit-thread.ts';

const { config, port } = workerData as { readonly config: Config; readonly port: MessagePort };

function work({ sources, countsText, chunkSize, next }: AuditTask): void {
  const runner = new AuditRunner(config, sources, countsText);
  for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < sources.length;) {
    const batch = runner.run(sources.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
    port.postMessage({ chunk, batch } satisfies AuditedChunk);
  }
  port.close(); // That ends the thread.
}

// What fails here is thrown, and ends the thread.
port.once('message', work);
