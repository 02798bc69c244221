import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { LanguageId } from '../../model/source-file.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import type { BatchResult } from './batch-result.ts';
import type { ReadContext } from '../language.ts';
import { languageById } from '../languages.ts';
import { openPythonProject } from '../python/python-project.ts';
import { remember } from '../remember.ts';
import type { ReadEdges, ReadWhole, ScanTask, ScannedChunk } from './shared-scan.ts';

const port = workerData as MessagePort;
const buffer = SourceBuffer.create();

port.once('message', (task: ScanTask) => void run(task));

/** The number of chunks that may wait to be finished. Their texts are held until then. */
const MAX_AHEAD = 64;

async function run({ config, request, chunks, whole, progress }: ScanTask): Promise<void> {
  const repository = openPythonProject(config);
  const context: ReadContext = { config, request, buffer, repository: () => repository };
  // Long work that only this thread does comes first, and work that can wait comes last. So both threads end together.
  const results: BatchResult[] = [];
  for (const { language, files } of whole) results.push(...(await languageById(language).open(context)).read(files));
  if (whole.length > 0) port.postMessage({ whole: results } satisfies ReadWhole);
  const scannerOf = remember((language: LanguageId) => languageById(language).scanner?.(context));
  let sent = 0;
  for (let k; (k = Atomics.add(progress, 0, 1)) < chunks.length; sent++) {
    const { language = 'unknown', files = [] } = chunks[k] ?? {};
    const result = scannerOf(language)?.run(files);
    for (let finished; sent - (finished = Atomics.load(progress, 1)) >= MAX_AHEAD;) Atomics.wait(progress, 1, finished);
    if (result) port.postMessage({ chunk: k, result } satisfies ScannedChunk);
  }
  const edges = repository.graph.edgesFrom(new PythonMap(config.python).canonicalModules);
  port.postMessage({ edges } satisfies ReadEdges);
  port.close(); // That ends the thread.
}
