import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { JavaScriptRunner } from './javascript-runner.ts';
import { openPythonProject } from './python-project.ts';
import type { ReadEdges, ReadJavaScript, ScanTask, ScannedChunk } from './scan-ahead.ts';
import { FileScanner } from './scan-files.ts';

interface WorkerData {
  readonly config: Config;
  readonly request: PlanRequest;
  readonly port: MessagePort;
}

const { config, request, port } = workerData as WorkerData;
const buffer = SourceBuffer.create();
const scanner = new FileScanner(config, buffer, request.contents);

port.once('message', (task: ScanTask) => void run(task));

async function run({ python, javascript, chunkSize, next }: ScanTask): Promise<void> {
  for (let chunk; (chunk = Atomics.add(next, 0, 1)) * chunkSize < python.length;) {
    const result = scanner.run(python.slice(chunk * chunkSize, (chunk + 1) * chunkSize));
    port.postMessage({ chunk, result } satisfies ScannedChunk);
  }
  if (javascript.length > 0) {
    const runner = await JavaScriptRunner.open(config, request, buffer);
    port.postMessage({ javascript: [runner.run(javascript)] } satisfies ReadJavaScript);
  }
  const { graph } = openPythonProject(config);
  const edges = graph.edgesFrom(new PythonMap(config.python).canonicalModules);
  port.postMessage({ edges } satisfies ReadEdges);
  port.close(); // That ends the thread, while the other one reads on.
}
