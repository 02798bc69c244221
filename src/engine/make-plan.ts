import { availableParallelism } from 'node:os';
import type { Config } from '../model/config.ts';
import type { Learned } from '../model/learned.ts';
import type { LeftOut } from '../model/left-out.ts';
import { nothingLearned } from '../model/learned.ts';
import type { Outcome, Plan, Summary } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { isTestModule } from '../model/python.ts';
import { byLanguage, languageOf } from '../model/source-file.ts';
import type { Tier } from '../model/tier.ts';
import { listFiles } from '../scan/list-files.ts';
import type { Listing } from '../scan/list-files.ts';
import { ownNames } from '../scan/own-names.ts';
import { withoutFiles } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { carriedEffects } from './carried-effects.ts';
import type { LeftModules } from './carried-effects.ts';
import { FILES_WORTH_LOOKING_AHEAD, tracksAtLeast } from './early-thread.ts';
import { lookUpsIn } from './look-ups.ts';
import { mapProblems } from './map-problems.ts';
import { isNotebook, notebooksNaming } from './notebooks.ts';
import type { ScanAhead } from './scan-ahead.ts';
import type { StartedThread } from './second-thread.ts';

/** Fewer files than this are done before several threads have started and warmed up (docs/decisions/0004). */
const FILES_WORTH_THREADS = 20_000;

/** Looks at a list of files, in this thread or in several. */
interface Runner {
  readonly run: (files: readonly string[]) => Promise<BatchResult[]>;
  readonly runAgain: (files: readonly string[], learned: Learned) => Promise<BatchResult[]>;
  /**
   * To be asked last. The results with what import cycles make of them, from which the second look starts anew; undefined when
   * they make nothing of them, as is mostly so.
   */
  readonly finishCycles: (results: readonly BatchResult[]) => Promise<BatchResult[] | undefined>;
  /** What legacy modules of Python that are left carry along. */
  readonly carriedEffects: (left: LeftModules) => Promise<Learned['carried']>;
  readonly close: () => Promise<void>;
}

/**
 * Everything that the Map would change below the root, and everything seen that it would not.
 * Nothing is written. The Plan does not depend on the number of threads.
 * @param thread one that was started already, to be used where a second one pays
 * @throws ExpectedStop when a path does not exist
 */
export async function makePlan(config: Config, request: PlanRequest, thread?: StartedThread): Promise<Plan> {
  const { root } = config;
  const mayLookAhead = request.jobs === undefined && availableParallelism() > 1;
  const isLarge = request.files === undefined && tracksAtLeast(root, FILES_WORTH_LOOKING_AHEAD);
  // What takes longest begins first: the thread that looks ahead, then git. Meanwhile the modules are loaded.
  const ahead =
    mayLookAhead && isLarge ? new (await import('./scan-ahead.ts')).ScanAhead(config, request, thread) : undefined;
  const parts = request.files
    ? [listNamed(root, request.files, request.contents)][Symbol.iterator]()
    : listFiles({ root, paths: request.paths, usesGitignore: request.usesGitignore });
  const firstPart = Promise.resolve(parts.next());
  const loading = Promise.all([import('../scan/select-files.ts'), import('./run-files.ts')]);
  let runner: Runner | undefined;
  try {
    const [first, [{ selectFiles, selectLeftOut, selectUnread }]] = await Promise.all([firstPart, loading]);
    let results: BatchResult[] = [];
    let leftOut: readonly LeftOut[] = [];
    const chosen = new Set<string>();
    let notebooks: string[] = [];
    for (let part = first; part.done !== true; part = await parts.next()) {
      const { files: listed, unread, isAnew } = part.value;
      leftOut = selectLeftOut(isAnew ? part.value.leftOut : [...leftOut, ...part.value.leftOut], config);
      if (isAnew) {
        results = [];
        notebooks = [];
        chosen.clear();
        await runner?.close();
        runner = undefined;
      }
      const files = selectFiles(listed, config);
      runner ??= await startRunner(config, request, files.length, isAnew ? undefined : ahead);
      results.push(...(await runner.run(files)));
      const left = selectUnread(unread, config);
      if (left.length > 0) results.push((await import('./scan-files.ts')).unreadBatch(left));
      for (const file of files) chosen.add(file);
      notebooks.push(...listed.filter(isNotebook));
    }
    if (runner && needsOthers(config, request)) {
      let others: BatchResult[] = [];
      const everything = { root, paths: ['.'], usesGitignore: request.usesGitignore };
      for await (const { files, isAnew } of listFiles(everything)) {
        if (isAnew) others = [];
        const left = byLanguage(selectFiles(files, config)).python.filter((file) => !chosen.has(file));
        others.push(...(await runner.run(left)).map(lookUpsOnly));
      }
      results.push(...others);
    }
    const outcomes = runner === undefined ? [] : await settle(runner, results, isWhole(request));
    const warnings = [...new Set(results.flatMap((result) => result.warnings ?? []))].toSorted();
    const summary = summarize(results, outcomes);
    const notRead = notebooksNaming(config, notebooks, request.contents);
    // Where nothing was looked at, nothing is said of the Map.
    const problems =
      summary.filesScanned === 0 ? [] : await mapProblems(config, { outcomes, leftOut }, isWhole(request));
    return {
      outcomes,
      summary,
      ...(leftOut.length > 0 ? { leftOut } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
      ...(problems.length > 0 ? { problems } : {}),
      ...(notRead.length > 0 ? { notRead } : {}),
    };
  } finally {
    await runner?.close();
    ahead?.close();
  }
}

/** What files hold that is given is known by the names that it is given under. */
function listNamed(root: string, files: readonly string[], contents: PlanRequest['contents']): Listing {
  const own = contents ? { files, unread: [] } : ownNames(root, files);
  return { ...own, leftOut: [], isAnew: false };
}

async function startRunner(
  config: Config,
  request: PlanRequest,
  fileCount: number,
  ahead: ScanAhead | undefined,
): Promise<Runner> {
  const jobs = request.jobs ?? (fileCount < FILES_WORTH_THREADS ? 1 : Math.min(availableParallelism(), 8));
  if (jobs > 1) {
    const { WorkerPool } = await import('./worker-pool.ts');
    const pool = new WorkerPool(config, request, jobs);
    return {
      run: (files) => pool.run(files, undefined),
      runAgain: (files, learned) => pool.run(files, learned),
      finishCycles: () => Promise.resolve(undefined),
      carriedEffects: async (left) => {
        const { openPythonProject } = await import('./python-project.ts');
        return carriedEffects(openPythonProject(config), left);
      },
      close: () => pool.close(),
    };
  }
  const { FileRunner } = await import('./run-files.ts');
  const runner = new FileRunner(config, request);
  return {
    run: async (files) =>
      ahead && files.length >= FILES_WORTH_LOOKING_AHEAD ? ahead.run(runner, files) : runner.run(files),
    runAgain: (files, learned) => runner.runAgain(files, learned),
    finishCycles: async (results) =>
      ahead && runner.hasCyclesToFind() ? runner.finishCycles(results, await ahead.edges()) : undefined,
    carriedEffects: async (left) =>
      runner.carriedEffects(left, left.size > 0 ? ((await ahead?.edges()) ?? new Map()) : new Map()),
    close: () => Promise.resolve(),
  };
}

/** The second look goes on while the import graph is still read. */
async function settle(runner: Runner, results: readonly BatchResult[], seesAll: boolean): Promise<Outcome[]> {
  const before = await lookAgain(runner, results, seesAll);
  const withCycles = await runner.finishCycles(results);
  const outcomes = withCycles === undefined ? before : await lookAgain(runner, withCycles, seesAll);
  const carried = await runner.carriedEffects(leftModules(outcomes));
  if (carried.size === 0) return outcomes;
  const paths = new Set(outcomes.filter(({ path }) => languageOf(path) === 'python').map(({ path }) => path));
  const others = (withCycles ?? results).map((result) => withoutFiles(result, paths));
  const again = await runner.runAgain([...paths], { ...nothingLearned, carried });
  return lookAgain(runner, [...others, ...again], seesAll, carried);
}

/** The legacy modules of Python that all imports are moved away from, as far as Edits and Refusals tell. */
function leftModules(outcomes: readonly Outcome[]): LeftModules {
  const left = new Map<string, Set<string>>();
  const kept = new Set<string>();
  for (const { path, edits, refused } of outcomes) {
    for (const { from, transform } of [...refused, ...edits.filter(({ applied }) => !applied)])
      if (transform.endsWith('-import') && !isTestModule(path)) kept.add(moduleOf(from));
    for (const { from, to, transform, applied } of edits) {
      if (!applied || !transform.startsWith('python/')) continue;
      const targets = left.get(moduleOf(from)) ?? new Set();
      left.set(moduleOf(from), targets.add(moduleOf(to)));
    }
  }
  for (const module of kept) left.delete(module);
  return left;
}

function moduleOf(symbol: string): string {
  return symbol.split(':', 1)[0] ?? symbol;
}

/**
 * What files import from each other is known when all have been seen: those that it makes a difference to are done again.
 * Then it is known what they import under another name, and the files that patch it there follow.
 */
async function lookAgain(
  runner: Runner,
  results: readonly BatchResult[],
  seesAll: boolean,
  carried: Learned['carried'] = nothingLearned.carried,
): Promise<Outcome[]> {
  const outcomes = new Map(results.flatMap((result) => result.outcomes).map((outcome) => [outcome.path, outcome]));
  const imported = new Set(results.flatMap((result) => result.imported));
  const isLookedUp = lookUpsIn(imported);
  const findings = results.flatMap((result) => result.patches);
  const patchedNames = new Set(findings.flatMap(({ names }) => names));
  const concerned = results
    .flatMap((result) => result.rebound)
    .filter(({ names }) => names.some((name) => isLookedUp(name) || patchedNames.has(name)));
  const patches = patchObstacles(findings, seesAll);
  const patching = findings.filter(
    ({ patched, moving }) =>
      // A patch that stays whatever others do is judged already.
      patched.some(({ obstacle }) => obstacle === undefined) ||
      moving.some((symbol) => patches.get(symbol) !== undefined),
  );
  const loads = results.flatMap((result) => result.loads);
  const loaded = new Set(loads.flatMap(({ keeps }) => keeps));
  const set = placesOfSets(loads);
  const losing = loads.filter(
    ({ leaves, moves }) => leaves.some((module) => !loaded.has(module)) || moves.some((symbol) => set.has(symbol)),
  );
  const paths = new Set([...concerned, ...patching, ...losing].map(({ path }) => path));
  const learned = { imported, patches, patchedNames, renamed: nothingLearned.renamed, loaded, carried, set };
  const again = await runner.runAgain([...paths], learned);
  const renamed = new Map(
    [...findings.filter(({ path }) => !paths.has(path)), ...again.flatMap((result) => result.patches)]
      .filter((finding) => finding.renamed.length > 0)
      .toSorted(byPath)
      .flatMap((finding) => finding.renamed)
      .map((name) => [name.symbol, name]),
  );
  const following = findings.filter(({ names }) => names.some((name) => renamed.has(name))).map(({ path }) => path);
  if (following.length > 0) again.push(...(await runner.runAgain(following, { ...learned, renamed })));
  for (const outcome of again.flatMap((result) => result.outcomes)) outcomes.set(outcome.path, outcome);
  return [...outcomes.values()].toSorted(byPath);
}

/** The names that files bind anew in other modules, each with the first place. */
function placesOfSets(loads: BatchResult['loads']): Map<string, string> {
  const places = loads
    .filter(({ sets }) => sets.length > 0)
    .toSorted(byPath)
    .flatMap(({ sets }) => sets);
  return new Map(places.toReversed().map(({ symbol, place }) => [symbol, place]));
}

/** Threads finish files in any order. */
function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** Are all files looked at that the configuration includes? */
function isWhole({ files, paths }: PlanRequest): boolean {
  return files === undefined && paths.includes('.');
}

/** Can files that were not asked for tell whether a name may get another one? Of a commit, they are another version. */
function needsOthers({ python }: Config, request: PlanRequest): boolean {
  return !isWhole(request) && request.contents === undefined && python.map.some(({ uses }) => uses === 'rename');
}

/** What files that were not asked for look up, or patch by strings that stay as they are. */
function lookUpsOnly({ imported, patches }: BatchResult): BatchResult {
  const patched = patches.flatMap(({ names }) => names);
  const nothing = { filesScanned: 0, filesCandidate: 0, outcomes: [], rebound: [], patches: [], loads: [] };
  return { ...nothing, imported: [...imported, ...patched] };
}

/** For each legacy symbol that is patched, what speaks against moving the patch; undefined when nothing does. */
function patchObstacles(findings: BatchResult['patches'], seesAll: boolean): Map<string, string | undefined> {
  const sorted = findings.filter(({ patched, staying }) => patched.length + staying.length > 0).toSorted(byPath);
  const staying = new Map<string, string>();
  for (const { path, staying: symbols } of sorted)
    for (const symbol of symbols) if (!staying.has(symbol)) staying.set(symbol, path);
  // Of several patches of one symbol, one that stays keeps the others.
  const patched = sorted
    .flatMap((finding) => finding.patched)
    .toSorted((a, b) => Number(a.obstacle !== undefined) - Number(b.obstacle !== undefined));
  return new Map(
    patched.map(({ symbol, obstacle }) => {
      const path = staying.get(symbol);
      const stays = path === undefined ? undefined : `a function of ${path} imports ${symbol}, and stays`;
      const unseen = seesAll ? undefined : `only a look at all files tells who looks ${symbol} up while it is patched`;
      return [symbol, obstacle ?? stays ?? unseen];
    }),
  );
}

function summarize(results: readonly BatchResult[], outcomes: readonly Outcome[]): Summary {
  const edits = outcomes.flatMap((outcome) => outcome.edits);
  const ofTier = (tier: Tier): number => edits.filter((edit) => edit.tier === tier).length;
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  const countRule = (rule: string): number =>
    outcomes.flatMap((outcome) => outcome.diagnostics).filter(({ ruleId }) => ruleId.endsWith(`/${rule}`)).length;
  const sum = (key: 'filesScanned' | 'filesCandidate'): number =>
    results.reduce((total, result) => total + result[key], 0);
  return {
    filesScanned: sum('filesScanned'),
    filesCandidate: sum('filesCandidate'),
    filesChanged: count('changed'),
    edits: edits.length,
    safe: ofTier('safe'),
    declared: ofTier('declared'),
    review: ofTier('review'),
    refused: outcomes.reduce((total, outcome) => total + outcome.refused.length, 0),
    unmapped: countRule('unmapped-symbol'),
    textMentions: countRule('text-mention'),
    skipped: count('skipped'),
    failed: count('failed'),
  };
}
