import path from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { makePlan } from '../engine/make-plan.ts';
import { hasBarrels } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import { plainRequest } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { readFileList } from '../scan/read-file-list.ts';
import { carrierChoice } from './carrier-choice.ts';
import { chainedEntries } from './chained-entries.ts';
import type { CommandIo } from './io.ts';
import { nothingMatched } from './nothing-matched.ts';
import type { PlanOptions, RunTransformOptions, SelectionOptions, ShapeOptions } from './options.ts';
import { refuseUnreadRules } from './refuse-unread-rules.ts';
import { reviewChoice } from './review-choice.ts';
import { warn } from './warn.ts';

/** A Plan, and the configuration that it was made with. */
export interface PlanMade {
  readonly plan: Plan;
  readonly config: Config;
  /** The command line to name as its origin; undefined for that of this process. */
  readonly commandLine?: string | undefined;
}

type Wanted = Pick<PlanRequest, 'withDiffs' | 'withHashes' | 'withTexts' | 'withReview' | 'countsOthers'>;

/**
 * The Plan that the options ask for.
 * @param begin called when the configuration is known, before anything is read
 * @param given the content of the file that `--stdin-filename` names
 */
export async function planFor(
  options: PlanOptions & Partial<ShapeOptions> & Running & { readonly stdinFilename?: string | undefined },
  io: CommandIo,
  wanted: Wanted,
  begin: (config: Config) => void = () => undefined,
  given?: Uint8Array,
): Promise<PlanMade> {
  const { config, request: asked } = await planRequestFor(options, io, wanted, begin);
  const request = given === undefined ? asked : withGiven(asked, config, options.stdinFilename ?? '', given, io);
  const { selectedShapes, files } = request;
  const plan = await planOfRequest(options, config, request, io);
  if (options.transform === undefined) await refuseUnreadRules(config, plan);
  warn(plan, io);
  // A list of what changed may well name nothing of ours.
  if (files === undefined && plan.summary.filesScanned + plan.summary.skipped + plan.summary.failed === 0) {
    throw nothingMatched(config, options.paths.length === 0 ? [io.cwd] : options.paths);
  }
  if (selectedShapes && options.onlyAccepted !== true && options.transform === undefined)
    await (
      await import('./whole-shapes.ts')
    ).refuseIncomplete(selectedShapes, plan, (choice) => makePlan(config, { ...request, ...plainRequest, ...choice }));
  return { plan, config };
}

/** The Plan of the Map and of the user's own transforms, or that of the one transform to run. */
async function planOfRequest(
  options: PlanOptions & Running,
  config: Config,
  request: PlanRequest,
  io: CommandIo,
): Promise<Plan> {
  if (options.transform !== undefined) {
    const { planOfTransform } = await import('./transform-to-run.ts');
    return planOfTransform(options as RunTransformOptions, config, request, io);
  }
  const { transforms = [] } = config;
  if (transforms.length === 0) return makePlan(config, request, io.beginReading());
  const { ownTransforms } = await import('./own-transforms.ts');
  const own = await ownTransforms(config, options.configCode);
  const plan = await makePlan(config, request, io.beginReading());
  const { withTransforms } = await import('../engine/own/with-transforms.ts');
  return withTransforms(plan, config, request, own);
}

/** The option by which `run` names its transform. */
interface Running {
  readonly transform?: string | undefined;
}

/** The request for one file with a content that is given, beside the other files on the disk. */
function withGiven(
  request: PlanRequest,
  { root }: Config,
  name: string,
  content: Uint8Array,
  { cwd }: CommandIo,
): PlanRequest {
  const file = relativePath(root, cwd, name);
  return { ...request, files: [file], contents: new Map([[file, content]]), readsOthers: true };
}

/**
 * The configuration and the request that the options ask for.
 * @param begin called when the configuration is known
 */
export async function planRequestFor(
  options: PlanOptions & Partial<ShapeOptions> & Running,
  io: CommandIo,
  wanted: Wanted,
  begin: (config: Config) => void = () => undefined,
): Promise<{ config: Config; request: PlanRequest }> {
  const config =
    options.transform === undefined
      ? await configFor(options, io)
      : await (await import('./transform-to-run.ts')).configToRun(options, io);
  begin(config);
  const selectedShapes = await chosenShapes(options, config);
  const selection = await selectionFor(options, config, io);
  return { config, request: { ...wanted, ...selection, includesReview: reviewChoice(options), selectedShapes } };
}

/** The Shapes that the options choose; undefined for all. */
async function chosenShapes(
  { shape = [], onlyAccepted = false }: Partial<ShapeOptions>,
  config: Config,
): Promise<ReadonlySet<string> | undefined> {
  if (shape.length > 0 && onlyAccepted)
    throw new ExpectedStop('--shape and --only-accepted are two ways to choose: take one');
  if (onlyAccepted) return (await import('./review-progress.ts')).acceptedShapes(config);
  return shape.length === 0 ? undefined : new Set(shape);
}

/** The configuration that the options ask for. Warns if it makes nothing legacy. */
export async function configFor(options: SelectionOptions, { cwd, stderr }: CommandIo): Promise<Config> {
  const { config: file, preset: presets, map: moves, configCode: takesCode, include, exclude } = options;
  const carriers = carrierChoice(options.carriers ?? []);
  const { python: environment } = options;
  const loaded = await loadConfig({ cwd, file, presets, moves, environment, takesCode, include, exclude, carriers });
  const known = hasBarrels(loaded) ? await (await import('../engine/barrels.ts')).withBarrels(loaded) : loaded;
  const config = (options.exports ?? []).length === 0 ? known : await withExports(known, options.exports ?? [], cwd);
  if ([config.python, config.javascript].every(({ map, unmapped }) => map.length + unmapped.length === 0))
    stderr(`ssot-codemod: the Map of ${config.file ?? ''} is empty: no path is legacy\n`);
  for (const chain of chainedEntries(config)) stderr(`ssot-codemod: ${chain}\n`);
  return config;
}

/** With the exports of other repositories, of which none may have a module that is here. */
async function withExports(config: Config, files: readonly string[], cwd: string): Promise<Config> {
  const [{ readExports }, { refuseConflicts }, { openPythonProject }] = await Promise.all([
    import('../store/saved-exports.ts'),
    import('../engine/python/known-modules.ts'),
    import('../engine/python/python-project.ts'),
  ]);
  const exports = files.map((file) => readExports(cwd, file));
  refuseConflicts(exports, openPythonProject(config).index);
  return { ...config, exports };
}

/** The files that the options ask for. */
export async function selectionFor(
  options: SelectionOptions,
  { root }: Config,
  { cwd, stdin }: CommandIo,
): Promise<Pick<PlanRequest, 'paths' | 'files' | 'contents' | 'usesGitignore' | 'jobs'>> {
  if (options.filesFrom !== undefined && options.paths.length > 0)
    throw new ExpectedStop('--files-from selects the files: it takes no further paths');
  const relative = (file: string): string => relativePath(root, cwd, file);
  const listed = options.filesFrom === undefined ? undefined : await readFileList(options.filesFrom, cwd, stdin);
  return {
    paths: (options.paths.length === 0 ? ['.'] : options.paths).map(relative),
    files: listed && [...new Set(listed.map(relative))],
    contents: undefined,
    usesGitignore: options.gitignore,
    jobs: options.jobs,
  };
}

/** A path of the command line, relative to the root, with forward slashes. */
function relativePath(root: string, cwd: string, file: string): string {
  const relative = path.relative(root, path.resolve(cwd, file)).split(path.sep).join('/');
  if (relative === '..' || relative.startsWith('../') || path.isAbsolute(relative)) {
    throw new ExpectedStop(
      `${file} is outside of ${root}`,
      'that is the folder of the configuration: for files elsewhere, run ssot-codemod there, with --config or --preset',
    );
  }
  return relative === '' ? '.' : relative;
}
