/** The Node API: the functions of the command line, for programs. */
import path from 'node:path';
import { completeConfig } from './config/complete-config.ts';
import { extendedLayers } from './config/extended-layers.ts';
import { validateConfig } from './config/validate.ts';
import { makePlan as makePlanOf } from './engine/make-plan.ts';
import { transformText } from './engine/transform-text.ts';
import type { TransformedText } from './engine/transform-text.ts';
import type { AppliedPlan } from './model/apply-run.ts';
import type { Config, UserConfig } from './model/config.ts';
import type { Plan } from './model/outcome.ts';
import type { ReviewChoice } from './model/review.ts';
import { applyPlan as applyPlanTo } from './store/apply-plan.ts';

export type { AppliedPlan, ApplyRun, BatchReport, GateReport } from './model/apply-run.ts';
export type { UserConfig, UserMapEntry, UserPythonConfig } from './model/config.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export type { Edit, Refusal, RefusalReason, Span, TextEdit, Tier } from './model/edit.ts';
export { ExpectedStop, InternalError } from './model/errors.ts';
export type { CreateFile, DeleteFile, FileOperation, RenameFile } from './model/file-operation.ts';
export type { Outcome, Plan, Summary } from './model/outcome.ts';
export type { Review, ReviewChoice, ReviewReason } from './model/review.ts';
export type { TransformedText } from './engine/transform-text.ts';

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
  /** As in ssot.config.json. */
  readonly config: UserConfig;
  /** The folder whose other files tell what modules export. Without it no file is consulted: every edit is for review. */
  readonly root?: string;
  /**
   * Apply edits of tier `review`, too: all, or those whose reasons are all listed. Default: all when there is no
   * `root`.
   */
  readonly includeReview?: ReviewChoice;
}

/**
 * Move the imports of one text onto their canonical paths.
 * @throws ExpectedStop when the configuration is not valid
 */
export async function transformSource(input: TransformSourceInput): Promise<TransformedText> {
  const { text, root, includeReview = root === undefined } = input;
  return transformText(await complete(root ?? '/', input.config), input.path, text, root !== undefined, includeReview);
}

/** A tree to look at. */
export interface MakePlanInput {
  /** The folder that all paths are relative to. */
  readonly root: string;
  /** As in ssot.config.json. */
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
}

/**
 * Everything that the configuration's Map would change below the root. Nothing is written.
 * @throws ExpectedStop when the configuration is not valid, or a path does not exist
 */
export async function makePlan(input: MakePlanInput): Promise<Plan> {
  const { paths = ['.'], gitignore = true, includeReview = false, diffs = false } = input;
  return makePlanOf(await complete(path.resolve(input.root), input.config), {
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
  });
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

async function complete(root: string, config: UserConfig): Promise<Config> {
  const own = validateConfig(config, 'config');
  return completeConfig(root, undefined, [
    ...(await extendedLayers(own.extends ?? [], { folder: root, name: 'config' })),
    { name: 'config', config: own },
  ]);
}
