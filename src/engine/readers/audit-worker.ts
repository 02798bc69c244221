import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { AuditRunner } from '../audit/audit-runner.ts';
import type { AuditTask, AuditedChunk } from '../audit/audit-thread.ts';

const port = workerData as MessagePort;

function work({ config, sources, countsText, chunkSize, next }: AuditTask): void {
  const runner = new AuditRunner(config, sources, countsText, undefined);
  for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < sources.length;) {
    const batch = runner.run(sources.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
    port.postMessage({ chunk, batch } satisfies AuditedChunk);
  }
  port.close(); // That ends the thread.
}

// An error here is thrown, and ends the thread.
port.once('message', work);
