import type { ImportStyle } from '../model/moved-tree.ts';
import type { FormatOptions } from './format-choice.ts';

/** The options that select the files to look at, and the Map. */
export interface SelectionOptions {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly preset: readonly string[];
  /** Moves, each `legacy=canonical`. */
  /** The interpreter or virtual environment that has the installed packages, relative to the working folder. */
  readonly python?: string | undefined;
  readonly map: readonly string[];
  readonly configCode: boolean;
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  /** Ids, or `all`; several with commas between them. */
  readonly carriers?: readonly string[];
  readonly gitignore: boolean;
  readonly filesFrom: string | undefined;
  readonly jobs: number | undefined;
  /** Files with the exports of other repositories. */
  readonly exports?: readonly string[];
}

/** The options of every command that makes a Plan in order to write it. */
export interface PlanOptions extends SelectionOptions {
  /** Reasons, or `all`; several with commas between them. */
  readonly includeReview: readonly string[];
  readonly noReview: readonly string[];
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The options of commands that also report on the Plan. */
export interface ReportedPlanOptions extends PlanOptions {
  readonly format: ReportFormat;
  readonly outputFile: string | undefined;
  readonly color: 'auto' | 'always' | 'never';
}

/** Some shapes only, whatever their tier; all when it is empty. */
export interface ShapeOptions {
  readonly shape: readonly string[];
  /** Only the shapes that `review` has accepted. */
  readonly onlyAccepted: boolean;
}

/** The options of commands that show or save the Plan as it is after formatting. */
export interface FormattedOptions extends FormatOptions {
  readonly formatted: boolean;
}

export interface DryRunOptions extends ReportedPlanOptions, ShapeOptions, FormattedOptions {
  readonly patch: string | undefined;
  /** The folder that SSOT_HITS named. */
  readonly hits?: string | undefined;
  readonly stat: boolean;
  readonly exitCode: boolean;
  /** The path of the file whose text comes on standard input. */
  readonly stdinFilename: string | undefined;
}

export interface ApplyOptions extends ReportedPlanOptions, ShapeOptions, FormatOptions {
  readonly plan: string | undefined;
  /** One batch of the saved Plan, as `batches` names it. */
  readonly batch: string | undefined;
  readonly resume: boolean;
  /** Exit with 1 when anything is left. */
  readonly strict: boolean;
  readonly allowDirty: boolean;
  readonly batchBy: string | undefined;
  readonly commit: boolean;
  readonly message: string | undefined;
  readonly branchPerBatch: string | undefined;
  /** Push each branch, and open a pull request for it. */
  readonly openPrs: boolean;
  readonly blameIgnore: boolean;
  readonly gate: string | undefined;
  readonly gateTimeout: number | undefined;
  readonly maxQuarantine: number | undefined;
  readonly baselineGate: boolean;
  readonly gateSlowdown: number | undefined;
}

/** The options of `run`: those of a dry-run, of an apply, and of the transform. */
export interface RunTransformOptions extends DryRunOptions, ApplyOptions {
  readonly transform: string | undefined;
  readonly parser: string | undefined;
  /** With commas between them. */
  readonly extensions: string;
  /** Each `KEY=VALUE`, or `KEY`. */
  readonly transformOption: readonly string[];
  /** Write the changes. */
  readonly apply: boolean;
}

export const jscodeshiftParserNames = ['babel', 'babylon', 'flow', 'ts', 'tsx'] as const;

export interface ExplainOptions extends Omit<SelectionOptions, 'filesFrom'> {
  readonly format: ExplainFormat;
}

export const explainFormats = ['text', 'json'] as const;
export type ExplainFormat = (typeof explainFormats)[number];

export interface CheckOptions extends SelectionOptions {
  /** Kinds of findings; several with commas between them. Empty for those of the configuration. */
  readonly only: readonly string[];
  readonly baseline: string | undefined;
  readonly updateBaseline: boolean;
  readonly allowGrowth: boolean;
  readonly since: string | undefined;
  readonly staged: boolean;
  readonly format: CheckFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface AuditOptions extends SelectionOptions {
  /** Print the validation tests, and nothing else. */
  readonly tests: boolean;
  readonly textCounts: boolean;
  readonly statusFile: string | undefined;
  /** A file of figures that gets a line for this day. */
  readonly append: string | undefined;
  /** The folder that SSOT_HITS named. */
  readonly hits: string | undefined;
  readonly date: string | undefined;
  readonly exitCode: boolean;
  readonly format: AuditFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface InitOptions {
  readonly paths: readonly string[];
  readonly preset: string | undefined;
  readonly github: boolean;
  readonly preCommit: boolean;
  readonly source: string | undefined;
  readonly baseline: string | undefined;
  readonly force: boolean;
  readonly quiet: boolean;
}

export interface DocsOptions {
  readonly paths: readonly string[];
  readonly config: string | undefined;
  readonly preset: readonly string[];
  readonly map: readonly string[];
  readonly configCode: boolean;
  readonly outputFile: string | undefined;
}

export interface SavePlanOptions extends PlanOptions, ShapeOptions, FormattedOptions {
  readonly save: string | undefined;
  readonly writeExports: string | undefined;
  /** `i/n`, or `env`. */
  readonly shard: string | undefined;
}

export interface BatchesOptions {
  readonly paths: readonly string[];
  readonly plan: string | undefined;
  readonly batchBy: string;
  readonly format: BatchesFormat;
  readonly outputFile: string | undefined;
}

export const batchesFormats = ['text', 'json'] as const;
export type BatchesFormat = (typeof batchesFormats)[number];

export interface ReviewOptions extends SelectionOptions {
  readonly accept: readonly string[];
  readonly all: boolean;
  readonly note: string | undefined;
  readonly format: ReviewFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export const reviewFormats = ['text', 'json'] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

export interface ReportOptions {
  readonly paths: readonly string[];
  readonly from: string | undefined;
  readonly format: ReportFormat;
  readonly outputFile: string | undefined;
  readonly verbose: boolean;
}

export interface SuggestOptions extends Omit<SelectionOptions, 'filesFrom' | 'map'> {
  /** A regular expression. */
  readonly focus: string | undefined;
  readonly package: readonly string[];
  readonly minUses: number | undefined;
  readonly top: number | undefined;
  readonly includeTests: boolean;
  readonly choose: string | undefined;
  /** A commit, or two as in `A..B`. */
  readonly fromGit: string | undefined;
  readonly write: string | undefined;
  readonly format: SuggestFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface InterfaceOptions extends Omit<SelectionOptions, 'filesFrom'> {
  readonly format: InterfaceFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export const interfaceFormats = ['text', 'json', 'markdown'] as const;
export type InterfaceFormat = (typeof interfaceFormats)[number];

export const suggestFormats = ['text', 'json', 'markdown'] as const;
export type SuggestFormat = (typeof suggestFormats)[number];

export interface PruneOptions extends Pick<
  SelectionOptions,
  'paths' | 'config' | 'preset' | 'map' | 'configCode' | 'exclude'
> {
  readonly apply: boolean;
  /** Reasons, or `all`; several with commas between them. */
  readonly includeReview: readonly string[];
  /** Do test files go that test only what goes? */
  readonly withTests: boolean;
  /** The folder that SSOT_HITS named. */
  readonly hits: string | undefined;
  readonly save: string | undefined;
  readonly allowDirty: boolean;
  readonly gate: string | undefined;
  readonly commit: boolean;
  readonly message: string | undefined;
  readonly exitCode: boolean;
  readonly format: PruneFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface MoveOptions
  extends
    Pick<SelectionOptions, 'paths' | 'config' | 'configCode' | 'exclude' | 'gitignore'>,
    Pick<FormatOptions, 'formatCommand' | 'unformatted'> {
  readonly imports: ImportStyle;
  /** Do the definitions that a symbol uses move with it? */
  readonly withDependencies: boolean;
  /** Does the old module of a symbol go on having it? */
  readonly reexport: boolean;
  /** Does a module leave a shim at its old path? */
  readonly shim: boolean;
  /** Do packages import a module that leaves them only when one of its names is used? */
  readonly lazyInit: boolean;
  /** A file with moves, one a line; `-` for standard input. */
  readonly from: string | undefined;
  /** A commit: the files have moved since then. */
  readonly fromGit: string | undefined;
  readonly dryRun: boolean;
  readonly stat: boolean;
  readonly patch: string | undefined;
  /** Reasons, or `all`; several with commas between them. */
  readonly includeReview: readonly string[];
  readonly record: boolean;
  readonly allowDirty: boolean;
  readonly gate: string | undefined;
  readonly commit: boolean;
  readonly message: string | undefined;
  readonly exitCode: boolean;
  readonly format: ReportFormat;
  readonly outputFile: string | undefined;
  readonly color: 'auto' | 'always' | 'never';
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface LspOptions {
  /** Absolute, or relative to each folder of the editor. */
  readonly config: string | undefined;
  readonly preset: readonly string[];
  readonly map: readonly string[];
  readonly configCode: boolean;
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly stdio: boolean;
}

export interface ShimOptions extends Pick<SelectionOptions, 'paths' | 'config' | 'preset' | 'map' | 'configCode'> {
  readonly apply: boolean;
  readonly check: boolean;
  readonly keepOld: boolean;
  /** Reasons, or `all`; several with commas between them. */
  readonly includeReview: readonly string[];
  /** The dotted name of the support module. */
  readonly support: string | undefined;
  readonly save: string | undefined;
  readonly allowDirty: boolean;
  readonly format: ShimFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export interface HitsOptions extends Pick<
  SelectionOptions,
  'paths' | 'config' | 'preset' | 'map' | 'configCode' | 'jobs'
> {
  /** A day, as YYYY-MM-DD. */
  readonly since: string | undefined;
  readonly exitCode: boolean;
  readonly format: HitsFormat;
  readonly outputFile: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export const hitsFormats = ['text', 'json', 'markdown'] as const;
export type HitsFormat = (typeof hitsFormats)[number];

export const shimFormats = ['text', 'json', 'markdown'] as const;
export type ShimFormat = (typeof shimFormats)[number];

export const pruneFormats = ['text', 'json', 'markdown'] as const;
export type PruneFormat = (typeof pruneFormats)[number];

export interface RollbackOptions {
  readonly paths: readonly string[];
  readonly id: string | undefined;
  readonly list: boolean;
  readonly prune: boolean;
  readonly force: boolean;
  readonly quiet: boolean;
}

export const applyFormats = ['text', 'json', 'jsonl', 'markdown', 'html'] as const;
/** The formats of findings, for code review and CI services. */
export const findingFormats = ['sarif', 'github', 'rdjson', 'gitlab', 'junit'] as const;
/** The formats of dry-run, which is also for code review. */
export const reportFormats = [...applyFormats, ...findingFormats] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const checkFormats = ['text', 'json', 'markdown', ...findingFormats] as const;
export type CheckFormat = (typeof checkFormats)[number];

export const auditFormats = ['text', 'json', 'markdown', ...findingFormats] as const;
export type AuditFormat = (typeof auditFormats)[number];
