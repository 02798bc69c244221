import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { noLinks } from '../model/links.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { JavaScriptRunner } from './javascript-runner.ts';
import { openPythonProject } from './python-project.ts';
import type { ReadEdges, ReadJavaScript, ScanTask, ScannedChunk } from './scan-ahead.ts';
import { FileScanner } from './scan-files.ts';

const port = workerData as MessagePort;
const buffer = SourceBuffer.create();

port.once('message', (task: ScanTask) => void run(task));

/** So many chunks may wait to be finished: the texts of what was read are held until then. */
const MAX_AHEAD = 64;

async function run({ config, request, python, javascript, progress }: ScanTask): Promise<void> {
  // What takes long and nobody else does comes first; what may wait until all else is done, last: so both threads end together.
  if (javascript.length > 0) {
    const runner = await JavaScriptRunner.open(config, request, buffer);
    port.postMessage({ javascript: [runner.run(javascript, noLinks)] } satisfies ReadJavaScript);
  }
  const scanner = new FileScanner(config, buffer, request.contents);
  let sent = 0;
  for (let chunk; (chunk = Atomics.add(progress, 0, 1)) < python.length; sent++) {
    const result = scanner.run(python[chunk] ?? []);
    for (let finished; sent - (finished = Atomics.load(progress, 1)) >= MAX_AHEAD;) Atomics.wait(progress, 1, finished);
    port.postMessage({ chunk, result } satisfies ScannedChunk);
  }
  const { graph } = openPythonProject(config);
  const edges = graph.edgesFrom(new PythonMap(config.python).canonicalModules);
  port.postMessage({ edges } satisfies ReadEdges);
  port.close(); // That ends the thread.
}
