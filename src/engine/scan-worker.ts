import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { openPythonProject } from './python-project.ts';
import type { ReadEdges, ScanTask, ScannedChunk } from './scan-ahead.ts';
import { FileScanner } from './scan-files.ts';

const { config, port } = workerData as { readonly config: Config; readonly port: MessagePort };
const scanner = new FileScanner(config, SourceBuffer.create(), undefined);

port.once('message', ({ files, chunkSize, next }: ScanTask) => {
  for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < files.length;) {
    const result = scanner.run(files.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
    port.postMessage({ chunk, result } satisfies ScannedChunk);
  }
  const { graph } = openPythonProject(config);
  const edges = graph.edgesFrom(new PythonMap(config.python).canonicalModules);
  port.postMessage({ edges } satisfies ReadEdges);
  port.close(); // That ends the thread, while the other one reads on.
});
