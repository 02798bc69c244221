import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../model/config.ts';
import type { Learned } from '../model/learned.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { FileRunner } from './run-files.ts';

/** What the pool asks of a worker. */
export interface WorkerTask {
  readonly files: readonly string[];
  /** Undefined for a first look. */
  readonly learned: Learned | undefined;
}

const { config, request } = workerData as { readonly config: Config; readonly request: PlanRequest };
const runner = new FileRunner(config, request);

parentPort?.on('message', ({ files, learned }: WorkerTask) => {
  const results = learned === undefined ? runner.run(files) : runner.runAgain(files, learned);
  void results.then((answer) => parentPort?.postMessage(answer));
});
