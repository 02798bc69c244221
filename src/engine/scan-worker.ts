import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { ScanTask, ScannedChunk } from './scan-ahead.ts';
import { FileScanner } from './scan-files.ts';

const { config, port } = workerData as { readonly config: Config; readonly port: MessagePort };
const scanner = new FileScanner(config, SourceBuffer.create(), undefined);

port.once('message', ({ files, chunkSize, next }: ScanTask) => {
  for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < files.length;) {
    const result = scanner.run(files.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
    port.postMessage({ chunk, result } satisfies ScannedChunk);
  }
  port.close(); // That ends the thread, while the other one reads on.
});
