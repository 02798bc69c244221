import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../../model/config.ts';
import type { Links } from '../../model/links.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { FileRunner } from './run-files.ts';

/** The task that the pool gives a worker. */
export interface WorkerTask {
  readonly files: readonly string[];
  /** Undefined before they are known. */
  readonly links: Links | undefined;
}

const { config, request } = workerData as { readonly config: Config; readonly request: PlanRequest };
const runner = new FileRunner(config, request);

parentPort?.on('message', ({ files, links }: WorkerTask) => {
  const results = links === undefined ? runner.read(files) : runner.edit(files, links);
  void results.then((answer) => parentPort?.postMessage(answer));
});
