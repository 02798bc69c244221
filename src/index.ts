/** The Node API: the functions of the command line, for programs. */
import path from 'node:path';
import { completeConfig } from './config/complete-config.ts';
import { withTables } from './config/map-tables.ts';
import { extendedLayers } from './config/extended-layers.ts';
import { validateConfig } from './config/validate.ts';
import { withBarrels } from './engine/barrels.ts';
import { makePlan as makePlanOf } from './engine/make-plan.ts';
import { planMove as planMoveOf } from './engine/move/plan-move.ts';
import { checkedTransform, withTransforms } from './engine/own/with-transforms.ts';
import { movedText } from './engine/move/moved-text.ts';
import { planSymbols } from './engine/move/plan-symbols.ts';
import { transformText } from './engine/transform-text.ts';
import type { TransformedText } from './engine/transform-text.ts';
import type { AppliedPlan } from './model/apply-run.ts';
import type { ImportStyle } from './model/moved-tree.ts';
import { ExpectedStop } from './model/errors.ts';
import type { Moving, PathMove, SymbolMove } from './model/moving.ts';
import { hasBarrels } from './model/config.ts';
import type { Config, UserConfig } from './model/config.ts';
import type { Plan } from './model/outcome.ts';
import type { PlanRequest } from './model/plan-request.ts';
import type { Transform } from './model/transform.ts';
import type { ReviewChoice } from './model/review.ts';
import { applyPlan as applyPlanTo } from './store/apply-plan.ts';

export type { AppliedPlan, ApplyRun, BatchReport, GateReport } from './model/apply-run.ts';
export type { UserConfig, UserMapEntry, UserPythonConfig } from './model/config.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { Edit, Refusal, RefusalReason, Span, TextEdit, Tier } from './model/edit.ts';
export { ExpectedStop, InternalError } from './model/errors.ts';
export type { CreateFile, DeleteFile, FileOperation, RenameFile } from './model/file-operation.ts';
export type { MoveConcern, MoveEntries, MoveReason, Moving, PathMove, SymbolMove } from './model/moving.ts';
export type { Outcome, Plan, Summary } from './model/outcome.ts';
export type { Review, ReviewChoice, ReviewReason } from './model/review.ts';
export type { Transform, TransformEdit, TransformFile, TransformResult } from './model/transform.ts';
export type { TransformedText } from './engine/transform-text.ts';
export { testTransform } from './engine/own/test-transform.ts';

/**
 * A configuration as it is, with its type: for `ssot.config.ts`, or with editors that read types for `ssot.config.js`.
 */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}

/** One text to transform. */
export interface TransformSourceInput {
  /** Relative to the root, with forward slashes: it decides the language, and what relative imports mean. */
  readonly path: string;
  readonly text: string;
  /** The configuration, with the keys of ssot.config.json. */
  readonly config: UserConfig;
  /** The folder whose other files tell what modules export. Without it no file is consulted: every edit is for review. */
  readonly root?: string;
  /**
   * Apply edits of tier `review`, too: all, or those whose reasons are all listed. Default: all when there is no
   * `root`.
   */
  readonly includeReview?: ReviewChoice;
  /** Files and folders that move: the text becomes what it has to be after that. Needs `root`, and the Map is left out. */
  readonly moves?: readonly PathMove[];
}

/**
 * Move the imports of one text onto their canonical paths.
 * @throws ExpectedStop when the configuration is not valid
 */
export async function transformSource(input: TransformSourceInput): Promise<TransformedText> {
  const { path: file, text, root, includeReview = root === undefined, moves } = input;
  if (moves !== undefined) {
    if (root === undefined) throw new ExpectedStop('moves need a root: where modules are is known from its files');
    return movedText(await complete(path.resolve(root), input.config), moves, file, text);
  }
  return transformText(await complete(root ?? '/', input.config), input.path, text, root !== undefined, includeReview);
}

/** A tree to look at. */
export interface MakePlanInput {
  /** The folder that all paths are relative to. */
  readonly root: string;
  /** The configuration, with the keys of ssot.config.json. */
  readonly config: UserConfig;
  /** Files and folders below the root. Default: all of it. */
  readonly paths?: readonly string[];
  /** Leave out files that git ignores. Default: true. */
  readonly gitignore?: boolean;
  /** Apply edits of tier `review`, too: all, or those whose reasons are all listed. Default: false. */
  readonly includeReview?: ReviewChoice;
  /** Threads. Default: as many as pay. */
  readonly jobs?: number;
  /** Make a unified diff of each changed file. Default: false. */
  readonly diffs?: boolean;
  /** Transforms of your own, whose edits the Plan has, too. */
  readonly transforms?: readonly Transform[];
  /** Files and folders that move. The Plan is that of the move, and the Map is left out. */
  readonly moves?: readonly PathMove[];
}

/**
 * Everything that the configuration's Map would change below the root. Nothing is written.
 * @throws ExpectedStop when the configuration is not valid, or a path does not exist, or something speaks against a move
 */
export async function makePlan(input: MakePlanInput): Promise<Plan> {
  const { paths = ['.'], gitignore = true, includeReview = false, diffs = false, transforms = [], moves } = input;
  if (moves !== undefined) {
    const { plan, concerns } = await planMove({ ...input, moves });
    const [first] = concerns.filter(({ reason }) =>
      typeof includeReview === 'boolean' ? !includeReview : !includeReview.some((taken) => taken === reason),
    );
    if (first !== undefined)
      throw new ExpectedStop(
        `the move needs a look first: ${first.place}: ${first.message}`,
        'planMove gives all such places; includeReview moves nevertheless',
      );
    return plan;
  }
  const config = await complete(path.resolve(input.root), input.config);
  const request: PlanRequest = {
    paths,
    files: undefined,
    contents: undefined,
    usesGitignore: gitignore,
    selectedShapes: undefined,
    includesReview: includeReview,
    jobs: input.jobs,
    withDiffs: diffs,
    withHashes: true,
    withTexts: true,
    withReview: false,
  };
  const plan = await makePlanOf(config, request);
  return transforms.length === 0
    ? plan
    : withTransforms(
        plan,
        config,
        request,
        transforms.map((transform) => checkedTransform(transform, 'makePlan')),
      );
}

/**
 * Writes the changes of a Plan, each file atomically, with a journal for `ssot-codemod rollback`. A file that changed
 * since the Plan was made is left alone.
 * @returns the Plan with its results
 * @throws ExpectedStop when it would not be safe, before anything is written: see docs/apply.md
 */
export function applyPlan(root: string, plan: Plan): Promise<AppliedPlan> {
  return applyPlanTo(path.resolve(root), plan);
}

/** Files and folders to move. */
export interface PlanMoveInput {
  /** The folder that all paths are relative to. */
  readonly root: string;
  /** Each a file or a folder, below the root. */
  readonly moves: readonly PathMove[];
  /** The configuration, with the keys of ssot.config.json. Its Map has no effect; its files and source roots have. */
  readonly config?: UserConfig;
  /** The form of imports that change, as for `--imports`. Default: `auto`. */
  readonly imports?: ImportStyle;
  /** The files are at their new paths already. Default: false. */
  readonly isDone?: boolean;
  /** Leave out files that git ignores. Default: true. */
  readonly gitignore?: boolean;
  /** Make a unified diff of each changed file. Default: false. */
  readonly diffs?: boolean;
  /** Leave shims at the old paths of modules of Python. Default: false. */
  readonly shims?: boolean;
  /** A package that re-exports a moved module imports it only when one of its names is used. Default: false. */
  readonly lazyInit?: boolean;
  /** The text of files that are not saved, by their paths. */
  readonly texts?: Readonly<Record<string, string>>;
}

/**
 * Everything that changes when files move: see docs/move.md. Nothing is written. `applyPlan` makes the move; look at the
 * `concerns` first.
 * @throws ExpectedStop when something cannot be moved
 */
export async function planMove(input: PlanMoveInput): Promise<Moving> {
  const { moves, config = {}, imports = 'auto', isDone = false, gitignore = true, diffs = false, texts } = input;
  return planMoveOf(await complete(path.resolve(input.root), config), {
    moves,
    imports,
    isDone,
    shims: input.shims,
    lazyInit: input.lazyInit,
    withDiffs: diffs,
    usesGitignore: gitignore,
    contents: texts && new Map(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)])),
  });
}

/** Classes, functions and constants to move. */
export interface PlanSymbolsInput extends Pick<
  PlanMoveInput,
  'root' | 'config' | 'imports' | 'gitignore' | 'diffs' | 'texts'
> {
  /** All from one module to another one, by their dotted names. */
  readonly symbols: readonly SymbolMove[];
  /** Move along what they use of their old module. Default: false. */
  readonly withDependencies?: boolean;
  /** Leave an import of them in their old module. Default: false. */
  readonly reexport?: boolean;
}

/**
 * Everything that changes when symbols of Python move to another module: see docs/move.md. Nothing is written. `applyPlan` makes the
 * move; look at the `concerns` first.
 * @throws ExpectedStop with the list of what speaks against it
 */
export async function planSymbolMove(input: PlanSymbolsInput): Promise<Moving> {
  const { symbols, config = {}, imports = 'auto', gitignore = true, diffs = false, texts } = input;
  return planSymbols(await complete(path.resolve(input.root), config), {
    symbols,
    imports,
    withDependencies: input.withDependencies ?? false,
    reexports: input.reexport ?? false,
    withDiffs: diffs,
    usesGitignore: gitignore,
    contents: texts && new Map(Object.entries(texts).map(([file, text]) => [file, Buffer.from(text)])),
  });
}

async function complete(root: string, written: UserConfig): Promise<Config> {
  const own = validateConfig(written, 'config');
  if (own.transforms !== undefined)
    throw new ExpectedStop(
      'config: "transforms" names modules',
      'import them, and give them to makePlan as transforms',
    );
  const from = { folder: root, name: 'config' };
  const hasTables = (own.python?.maps ?? own.javascript?.maps) !== undefined;
  const config = completeConfig(root, undefined, [
    ...(await extendedLayers(own.extends ?? [], from)),
    { name: 'config', config: hasTables ? validateConfig(await withTables(own, from), 'config') : own },
  ]);
  return hasBarrels(config) ? withBarrels(config) : config;
}
