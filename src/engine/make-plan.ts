import { availableParallelism } from 'node:os';
import type { Config } from '../model/config.ts';
import type { Outcome, Plan, Summary } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { languageOf } from '../model/source-file.ts';
import { listFiles } from '../scan/list-files.ts';
import type { BatchResult } from './run-files.ts';

/** Fewer files than this are done before a second thread has started and warmed up (docs/decisions/0004). */
const FILES_WORTH_THREADS = 20_000;
/** Fewer than this are looked at before a thread that looks ahead has started. */
const FILES_WORTH_LOOKING_AHEAD = 2_000;

/** Looks at a list of files, in this thread or in several. */
interface Runner {
  readonly run: (files: readonly string[], learned: ReadonlySet<string>) => BatchResult[] | Promise<BatchResult[]>;
  readonly close: () => Promise<void>;
}

/**
 * Everything that the Map would change below the root, and everything seen that it would not.
 * Nothing is written. The Plan does not depend on the number of threads.
 * @throws ExpectedStop when a path does not exist
 */
export async function makePlan(config: Config, request: PlanRequest): Promise<Plan> {
  const listing =
    request.files ?? listFiles({ root: config.root, paths: request.paths, usesGitignore: request.usesGitignore });
  // While git lists the files, the modules that look at them are loaded.
  const [listed, { selectFiles }] = await Promise.all([
    listing,
    import('../scan/select-files.ts'),
    import('./run-files.ts'),
  ]);
  const files = selectFiles(listed, config);
  const runner = await startRunner(forLanguagesOf(files, config), request, files.length);
  try {
    const results = await runner.run(files, new Set());
    const outcomes = await lookAgain(runner, results);
    return { outcomes, summary: summarize(results, outcomes) };
  } finally {
    await runner.close();
  }
}

/** Without a file of JavaScript, nothing of it is looked at, and so nothing of it loaded. */
function forLanguagesOf(files: readonly string[], config: Config): Config {
  if (files.some((file) => languageOf(file) === 'javascript')) return config;
  return { ...config, javascript: { ...config.javascript, map: [], unmapped: [] } };
}

async function startRunner(config: Config, request: PlanRequest, fileCount: number): Promise<Runner> {
  const threads = Math.min(availableParallelism(), 8);
  const jobs = request.jobs ?? (fileCount < FILES_WORTH_THREADS ? 1 : threads);
  if (request.jobs === undefined && jobs === 1 && threads > 1 && fileCount >= FILES_WORTH_LOOKING_AHEAD) {
    const { ScanAhead } = await import('./scan-ahead.ts');
    return new ScanAhead(config, request);
  }
  if (jobs <= 1) {
    const { FileRunner } = await import('./run-files.ts');
    const runner = await FileRunner.create(config, request);
    return { run: (files, learned) => [runner.run(files, learned)], close: () => Promise.resolve() };
  }
  const { WorkerPool } = await import('./worker-pool.ts');
  const pool = new WorkerPool(config, request, jobs);
  return { run: (files, learned) => pool.run(files, learned), close: () => pool.close() };
}

/** What files import from each other is known when all have been seen: those that it makes a difference to are done again. */
async function lookAgain(runner: Runner, results: readonly BatchResult[]): Promise<Outcome[]> {
  const outcomes = new Map(results.flatMap((result) => result.outcomes).map((outcome) => [outcome.path, outcome]));
  const learned = new Set(results.flatMap((result) => result.imported));
  const concerned = results
    .flatMap((result) => result.rebound)
    .filter(({ names }) => names.some((name) => learned.has(name)));
  const paths = concerned.map(({ path }) => path);
  for (const { outcomes: again } of await runner.run(paths, learned))
    for (const outcome of again) outcomes.set(outcome.path, outcome);
  return [...outcomes.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function summarize(results: readonly BatchResult[], outcomes: readonly Outcome[]): Summary {
  const edits = outcomes.flatMap((outcome) => outcome.edits);
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  const sum = (key: 'filesScanned' | 'filesCandidate'): number =>
    results.reduce((total, result) => total + result[key], 0);
  return {
    filesScanned: sum('filesScanned'),
    filesCandidate: sum('filesCandidate'),
    filesChanged: count('changed'),
    edits: edits.length,
    safe: edits.filter((edit) => edit.tier === 'safe').length,
    review: edits.filter((edit) => edit.tier === 'review').length,
    refused: outcomes.reduce((total, outcome) => total + outcome.refused.length, 0),
    unmapped: outcomes
      .flatMap((outcome) => outcome.diagnostics)
      .filter(({ ruleId }) => ruleId.endsWith('/unmapped-symbol')).length,
    skipped: count('skipped'),
    failed: count('failed'),
  };
}
