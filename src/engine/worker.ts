import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { FileRunner } from './run-files.ts';

/** What the pool asks of a worker. */
export interface WorkerTask {
  readonly files: readonly string[];
  readonly learned: ReadonlySet<string>;
}

const { config, request } = workerData as { readonly config: Config; readonly request: PlanRequest };
const runner = new FileRunner(config, request);

parentPort?.on('message', ({ files, learned }: WorkerTask) => {
  void runner.run(files, learned).then((result) => parentPort?.postMessage(result));
});
