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
const runner = await FileRunner.create(config, request);

parentPort?.on('message', ({ files, learned }: WorkerTask) => {
  parentPort?.postMessage(runner.run(files, learned));
});
