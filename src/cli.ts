import type { CommandIo } from './commands/io.ts';
import {
  applyFormats,
  auditFormats,
  checkFormats,
  explainFormats,
  interfaceFormats,
  pruneFormats,
  reportFormats,
  reviewFormats,
  shimFormats,
  suggestFormats,
} from './commands/options.ts';
import type {
  ApplyOptions,
  AuditOptions,
  CheckOptions,
  DocsOptions,
  DryRunOptions,
  ExplainOptions,
  InitOptions,
  InterfaceOptions,
  MoveOptions,
  PruneOptions,
  ReportOptions,
  ReviewOptions,
  RollbackOptions,
  SavePlanOptions,
  ShimOptions,
  SuggestOptions,
} from './commands/options.ts';
import { importStyles } from './model/moved-tree.ts';
import { choices } from './model/suggestion.ts';
import type { ExitCode } from './model/exit-code.ts';

/** One flag. */
export interface OptionSpec {
  readonly type: 'boolean' | 'string' | 'number' | 'array';
  readonly alias?: string;
  readonly describe: string;
  readonly choices?: readonly string[];
  readonly default?: boolean | string;
}

/** The flags of every command that has a Map. */
const mapOptions = {
  config: { type: 'string', alias: 'c', describe: 'Configuration file; paths are then relative to the working folder' },
  preset: {
    type: 'array',
    describe: 'Use a preset; no configuration is searched for, and one given by --config extends the preset',
  },
  map: { type: 'array', describe: 'Add a move to the Map: LEGACY=CANONICAL; needs no configuration' },
  'config-code': {
    type: 'boolean',
    default: true,
    describe: 'Accept a configuration that is code; --no-config-code accepts data only',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of every command that looks at files. */
const selectionOptions = {
  ...mapOptions,
  include: { type: 'array', describe: 'Globs of files to look at, instead of those of the configuration' },
  exclude: { type: 'array', describe: 'Globs of files to leave alone, besides those of the configuration' },
  carriers: {
    type: 'array',
    describe: 'Also read these: notebook, markdown, rst, config, shell, component, docstring, comment, or all',
  },
  gitignore: {
    type: 'boolean',
    default: true,
    describe: 'Leave out what git ignores; --no-gitignore looks at everything',
  },
  'files-from': {
    type: 'string',
    describe: 'Look only at the files in this list, one per line (- for standard input)',
  },
  jobs: { type: 'number', alias: 'j', describe: 'Number of threads; by default as many as are worth it' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of every command that makes a Plan in order to write it. */
const planOptions = {
  ...selectionOptions,
  'include-review': {
    type: 'array',
    describe: 'Take edits of tier review, too; with =REASON,… only those without other reasons',
  },
  'no-review': { type: 'array', describe: 'Take edits of tier review, except those for one of these reasons' },
  quiet: { type: 'boolean', alias: 'q', describe: 'No summary' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List everything that was left' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of commands that also report on the Plan. */
const reportedPlanOptions = {
  ...planOptions,
  format: { type: 'string', choices: applyFormats, default: 'text', describe: 'Format of the report' },
  'output-file': { type: 'string', alias: 'o', describe: 'Write the report to a file' },
  color: { type: 'string', choices: ['auto', 'always', 'never'], default: 'auto', describe: 'Colours' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const shapeOptions = {
  shape: { type: 'array', describe: 'Take the edits of this shape and no others; reports name shapes' },
  'only-accepted': { type: 'boolean', describe: 'Take the edits of accepted shapes and no others; see review' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const dryRunOptions = {
  ...reportedPlanOptions,
  format: { ...reportedPlanOptions.format, choices: reportFormats },
  ...shapeOptions,
  stat: { type: 'boolean', describe: 'Count changed lines instead of showing them' },
  patch: { type: 'string', describe: 'Write a patch for git apply to this file' },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when something would change' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const applyOptions = {
  ...reportedPlanOptions,
  ...shapeOptions,
  plan: { type: 'string', describe: 'Write the plan in this file of `plan --save`, and nothing else' },
  resume: { type: 'boolean', describe: 'Go on with an interrupted apply, with its own flags' },
  'allow-dirty': { type: 'boolean', describe: 'Change files that have uncommitted changes, too' },
  'batch-by': { type: 'string', describe: 'Split into batches: directory, package, codeowners or size:N' },
  commit: { type: 'boolean', describe: 'Make one git commit for each batch' },
  message: {
    type: 'string',
    alias: 'm',
    describe: 'Commit message; {batch} {index} {batches} {files} {edits} {operations} {run} are filled in',
  },
  'branch-per-batch': { type: 'string', describe: 'Commit each batch to a branch of its own; names begin with this' },
  'blame-ignore': { type: 'boolean', describe: 'Append the commits to .git-blame-ignore-revs' },
  gate: {
    type: 'string',
    describe: 'Shell command that must succeed after each batch; files that break it are left out',
  },
  'gate-timeout': { type: 'number', describe: 'Seconds after which the gate fails' },
  'max-quarantine': { type: 'number', describe: 'Stop when the gate fails with more files than this' },
  'baseline-gate': { type: 'boolean', describe: 'Run the gate before anything is written, too' },
  'gate-slowdown': { type: 'number', describe: 'Warn when the gate takes this many percent longer than at the start' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const checkOptions = {
  ...selectionOptions,
  only: { type: 'array', describe: 'Fail for these kinds: imports, isolation, leftovers; several separated by commas' },
  baseline: { type: 'string', describe: 'File of known findings: they pass, and only new ones fail' },
  'update-baseline': { type: 'boolean', describe: 'Remove baseline entries that are not found any more' },
  'allow-growth': { type: 'boolean', describe: 'Let --update-baseline add new findings, or create the baseline' },
  since: { type: 'string', describe: 'Look only at files that changed since this branch or commit' },
  staged: { type: 'boolean', describe: 'Look only at the staged content, as it will be committed' },
  format: { type: 'string', choices: checkFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'Also list known and allowed findings, and notes' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const auditOptions = {
  ...selectionOptions,
  tests: { type: 'boolean', describe: 'Print only the paths of the validation tests, one per line' },
  'text-counts': {
    type: 'boolean',
    describe: 'Also count as the configured text-matching scripts do, for comparison',
  },
  'status-file': { type: 'string', describe: 'Rewrite the audit block in this file, between its two markers' },
  date: { type: 'string', describe: 'The date that --status-file writes, as YYYY-MM-DD' },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when a check of the audit fails' },
  format: { type: 'string', choices: auditFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: { type: 'boolean', alias: 'q', describe: 'Do not say that the status file is written' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List everything, and shorten nothing' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const initOptions = {
  preset: { type: 'string', describe: 'Preset that the configuration extends' },
  github: { type: 'boolean', describe: 'Write a workflow of GitHub Actions that checks pull requests' },
  'pre-commit': { type: 'boolean', describe: 'Write a hook for pre-commit' },
  source: {
    type: 'string',
    describe: 'Where the workflow and the hook install from: github:OWNER/NAME#COMMIT, the URL or file of a tarball',
  },
  baseline: { type: 'string', describe: 'Baseline for the workflow and the hook' },
  force: { type: 'boolean', describe: 'Overwrite existing files' },
  quiet: planOptions.quiet,
} as const satisfies Readonly<Record<string, OptionSpec>>;

const docsOptions = {
  ...mapOptions,
  'output-file': { type: 'string', alias: 'o', describe: 'Write the guideline to a file' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const savePlanOptions = {
  ...planOptions,
  ...shapeOptions,
  save: { type: 'string', describe: 'File to write the plan to' },
  shard: {
    type: 'string',
    describe: 'Read one of n parts of the repository: i/n, or env for the number of this CI job; see plan merge',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const explainOptions = {
  ...mapOptions,
  include: selectionOptions.include,
  exclude: selectionOptions.exclude,
  carriers: selectionOptions.carriers,
  gitignore: selectionOptions.gitignore,
  jobs: selectionOptions.jobs,
  format: { type: 'string', choices: explainFormats, default: 'text', describe: 'Format of the answer' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const reviewOptions = {
  ...selectionOptions,
  accept: { type: 'array', describe: 'Accept this shape, or several separated by commas' },
  all: { type: 'boolean', describe: 'Accept every shape' },
  note: { type: 'string', describe: 'Note to record with it, such as who reviewed it' },
  format: { type: 'string', choices: reviewFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: { type: 'boolean', alias: 'q', describe: 'Print nothing' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List every new shape' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const reportOptions = {
  from: { type: 'string', describe: 'A plan that `plan --save` wrote, or the id or the journal of an apply' },
  format: { ...reportedPlanOptions.format, choices: reportFormats },
  'output-file': reportedPlanOptions['output-file'],
  verbose: planOptions.verbose,
} as const satisfies Readonly<Record<string, OptionSpec>>;

const suggestOptions = {
  config: selectionOptions.config,
  preset: selectionOptions.preset,
  'config-code': selectionOptions['config-code'],
  include: selectionOptions.include,
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  focus: { type: 'string', describe: 'Show only symbols with a path that this regular expression matches' },
  package: { type: 'array', describe: 'Show only symbols with a path in this package or folder' },
  'min-uses': { type: 'number', describe: 'Propose no entry that moves fewer bindings than this' },
  top: { type: 'number', describe: 'Rows of each list, in text and Markdown; by default 20' },
  'include-tests': { type: 'boolean', describe: 'Also show symbols that only tests define or use' },
  choose: {
    type: 'string',
    choices: choices,
    describe: 'How to choose the canonical path if none wins on every criterion',
  },
  'from-git': { type: 'string', describe: 'Also propose symbols that moved since this commit; A..B compares two' },
  write: { type: 'string', describe: 'Write the proposed entries as a configuration to a new file' },
  format: { type: 'string', choices: suggestFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'Do not shorten lists' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const pruneOptions = {
  ...mapOptions,
  exclude: selectionOptions.exclude,
  apply: {
    type: 'boolean',
    describe: 'Delete the files that can go, and remember how to undo it; without it, nothing is written',
  },
  'include-review': {
    type: 'array',
    describe: 'Also delete the files for review; with =REASON,… only those for one of these reasons',
  },
  save: {
    type: 'string',
    describe: 'Write the plan to a file, for `apply --plan` with its batches, gates and branches',
  },
  'allow-dirty': applyOptions['allow-dirty'],
  gate: { type: 'string', describe: 'Shell command that must succeed afterwards; files that it needs are restored' },
  commit: { type: 'boolean', describe: 'Commit the deletion' },
  message: { type: 'string', alias: 'm', describe: 'Commit message; {operations} {run} are filled in' },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when something would be deleted' },
  format: { type: 'string', choices: pruneFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'List everything' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const moveOptions = {
  config: mapOptions.config,
  'config-code': mapOptions['config-code'],
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  'dry-run': { type: 'boolean', alias: 'n', describe: 'Show what would change, and write nothing' },
  stat: dryRunOptions.stat,
  patch: dryRunOptions.patch,
  imports: {
    type: 'string',
    choices: importStyles,
    default: 'auto',
    describe:
      'Form of imports that change: auto keeps relative ones that need no more dots, keep all within a top-level package',
  },
  record: {
    type: 'boolean',
    default: true,
    describe: 'Add the old paths to the Map, so that check finds them; --no-record leaves the configuration alone',
  },
  'include-review': {
    type: 'array',
    describe: 'Move although something is for review; with =REASON,… only for these reasons',
  },
  'allow-dirty': applyOptions['allow-dirty'],
  gate: { type: 'string', describe: 'Shell command that must succeed afterwards; what breaks it is undone' },
  commit: { type: 'boolean', describe: 'Commit the move' },
  message: { type: 'string', alias: 'm', describe: 'Commit message; {files} {edits} {operations} {run} are filled in' },
  'exit-code': dryRunOptions['exit-code'],
  format: dryRunOptions.format,
  'output-file': reportedPlanOptions['output-file'],
  color: reportedPlanOptions.color,
  quiet: planOptions.quiet,
  verbose: planOptions.verbose,
} as const satisfies Readonly<Record<string, OptionSpec>>;

const shimOptions = {
  ...mapOptions,
  apply: { type: 'boolean', describe: 'Write the shims, and remember how to undo it; without it, nothing is written' },
  check: { type: 'boolean', describe: 'Fail when a shim is not as it would be written' },
  'keep-old': {
    type: 'boolean',
    describe: 'Keep old code beside the shim, for names without a canonical path and for the switch SSOT_OLD',
  },
  'include-review': {
    type: 'array',
    describe: 'Also write the shims for review; with =REASON,… only those without other reasons',
  },
  support: {
    type: 'string',
    describe: 'Dotted name of the module that all shims share; by default _ssot_shims in their package',
  },
  save: pruneOptions.save,
  'allow-dirty': applyOptions['allow-dirty'],
  format: { type: 'string', choices: shimFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'List the names and all reasons' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const interfaceOptions = {
  ...mapOptions,
  include: selectionOptions.include,
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  format: { type: 'string', choices: interfaceFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'Do not shorten lists' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

const rollbackOptions = {
  id: { type: 'string', describe: 'The apply to undo; by default the last one' },
  list: { type: 'boolean', describe: 'List the applies that can be undone' },
  prune: { type: 'boolean', describe: 'Forget all but the last' },
  force: { type: 'boolean', describe: 'Also restore files that were edited since, and keep a copy beside each' },
  quiet: planOptions.quiet,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** One command: its flags, and its function. */
export interface CommandSpec {
  readonly name: string;
  /** The arguments behind the name, as help shows them; without, the command takes no paths. */
  readonly takes?: string;
  readonly describe: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly run: (values: ArgumentValues, io: CommandIo) => Promise<ExitCode>;
}

/** The first is the default. */
export const commands: readonly [CommandSpec, ...CommandSpec[]] = [
  {
    name: 'dry-run',
    takes: '[paths..]',
    describe: 'Show a diff that moves every import onto its canonical path (the default)',
    options: dryRunOptions,
    run: async (values, io) => (await import('./commands/dry-run.ts')).dryRun(values as unknown as DryRunOptions, io),
  },
  {
    name: 'apply',
    takes: '[paths..]',
    describe: 'Write what dry-run shows, and remember how to undo it',
    options: applyOptions,
    run: async (values, io) => (await import('./commands/apply.ts')).apply(values as unknown as ApplyOptions, io),
  },
  {
    name: 'audit',
    takes: '[paths..]',
    describe: 'Measure how fragmented the repository is: implementations, import paths, isolation risks, leftovers',
    options: auditOptions,
    run: async (values, io) => (await import('./commands/audit.ts')).audit(values as unknown as AuditOptions, io),
  },
  {
    name: 'suggest',
    takes: '[paths..]',
    describe: 'Propose entries of the Map from the code: several paths to one definition, imports that fail, and more',
    options: suggestOptions,
    run: async (values, io) => (await import('./commands/suggest.ts')).suggest(values as unknown as SuggestOptions, io),
  },
  {
    name: 'interface',
    takes: '[paths..]',
    describe: 'Show each legacy symbol of the Map beside its canonical one, as their callers see them',
    options: interfaceOptions,
    run: async (values, io) =>
      (await import('./commands/interface.ts')).interfaces(values as unknown as InterfaceOptions, io),
  },
  {
    name: 'check',
    takes: '[paths..]',
    describe: 'Fail when an import is on a legacy path, in CI and before commits',
    options: checkOptions,
    run: async (values, io) => (await import('./commands/check.ts')).check(values as unknown as CheckOptions, io),
  },
  {
    name: 'explain',
    takes: '<place>',
    describe: 'Explain what one line refers to, where that moves, and why',
    options: explainOptions,
    run: async (values, io) => (await import('./commands/explain.ts')).explain(values as unknown as ExplainOptions, io),
  },
  {
    name: 'init',
    describe: 'Write a configuration to start from, and the CI workflow and hook that run check',
    options: initOptions,
    run: async (values, io) => (await import('./commands/init.ts')).init(values as unknown as InitOptions, io),
  },
  {
    name: 'docs',
    describe: 'Print the import guideline of your Map as Markdown',
    options: docsOptions,
    run: async (values, io) => (await import('./commands/docs.ts')).docs(values as unknown as DocsOptions, io),
  },
  {
    name: 'plan',
    takes: '[paths..]',
    describe: 'Write the plan to a file, for review and for `apply --plan`; `plan merge FILES` puts shards together',
    options: savePlanOptions,
    run: async (values, io) => (await import('./commands/plan.ts')).savePlan(values as unknown as SavePlanOptions, io),
  },
  {
    name: 'review',
    takes: '[paths..]',
    describe: 'Record which shapes of the plan are accepted, and list the new ones',
    options: reviewOptions,
    run: async (values, io) => (await import('./commands/review.ts')).review(values as unknown as ReviewOptions, io),
  },
  {
    name: 'report',
    describe: 'Report in any format what a saved plan would do, or what an apply did',
    options: reportOptions,
    run: async (values, io) => (await import('./commands/report.ts')).report(values as unknown as ReportOptions, io),
  },
  {
    name: 'prune',
    takes: '[paths..]',
    describe: 'List the backups, legacy modules and shims that nothing reaches any more; delete them with --apply',
    options: pruneOptions,
    run: async (values, io) => (await import('./commands/prune.ts')).prune(values as unknown as PruneOptions, io),
  },
  {
    name: 'move',
    takes: '[paths..]',
    describe: 'Move modules, packages and files, with all that imports or names them: move OLD NEW …',
    options: moveOptions,
    run: async (values, io) => (await import('./commands/move.ts')).move(values as unknown as MoveOptions, io),
  },
  {
    name: 'shim',
    takes: '[modules..]',
    describe: 'Turn legacy modules into generated ones that forward to the canonical paths; write them with --apply',
    options: shimOptions,
    run: async (values, io) => (await import('./commands/shim.ts')).shim(values as unknown as ShimOptions, io),
  },
  {
    name: 'rollback',
    describe: 'Undo an apply, byte for byte',
    options: rollbackOptions,
    run: async (values, io) =>
      (await import('./commands/rollback.ts')).rollback(values as unknown as RollbackOptions, io),
  },
];

/** Flags by their camel-case names, and `paths`. */
export type ArgumentValues = Readonly<Record<string, unknown>>;
