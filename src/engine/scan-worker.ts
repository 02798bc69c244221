import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { ScanTask, ScannedChunk } from './scan-ahead.ts';
import { FileScanner } from './scan-files.ts';

const { config, files, chunkSize, next, port } = workerData as ScanTask & { readonly port: MessagePort };
const scanner = new FileScanner(config, SourceBuffer.create());
for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < files.length;) {
  const result = scanner.run(files.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
  port.postMessage({ chunk, result } satisfies ScannedChunk);
}
port.close();
