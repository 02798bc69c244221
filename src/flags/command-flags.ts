import {
  auditFormats,
  batchesFormats,
  checkFormats,
  explainFormats,
  interfaceFormats,
  pruneFormats,
  reportFormats,
  reviewFormats,
  shimFormats,
  suggestFormats,
} from '../commands/options.ts';
import { importStyles } from '../model/moved-tree.ts';
import { choices } from '../model/suggestion.ts';
import {
  formatOptions,
  formattedOptions,
  mapOptions,
  selectionOptions,
  planOptions,
  reportedPlanOptions,
  shapeOptions,
} from './shared-flags.ts';
import type { OptionSpec } from './shared-flags.ts';

export const dryRunOptions = {
  ...reportedPlanOptions,
  format: { ...reportedPlanOptions.format, choices: reportFormats },
  ...shapeOptions,
  stat: { type: 'boolean', describe: 'Count changed lines instead of showing them' },
  patch: { type: 'string', describe: 'Write a patch for git apply to this file' },
  hits: {
    type: 'string',
    describe: 'With --format html: show the uses of shims that SSOT_HITS recorded in this folder',
  },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when something would change' },
  'stdin-filename': { type: 'string', describe: 'Read this file on standard input, and write its new text' },
  ...formattedOptions,
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const applyOptions = {
  ...reportedPlanOptions,
  ...shapeOptions,
  plan: { type: 'string', describe: 'Write the plan in this file of `plan --save`, and nothing else' },
  batch: { type: 'string', describe: 'Write only this batch of the plan; see batches' },
  resume: { type: 'boolean', describe: 'Go on with an interrupted apply, with its own flags' },
  strict: { type: 'boolean', describe: 'Exit 1 when anything is left: refused, skipped or for review' },
  'allow-dirty': { type: 'boolean', describe: 'Change files that have uncommitted changes, too' },
  'batch-by': { type: 'string', describe: 'Split into batches: directory, package, codeowners or size:N' },
  commit: { type: 'boolean', describe: 'Make one git commit for each batch' },
  message: {
    type: 'string',
    alias: 'm',
    describe: 'Commit message; {batch} {index} {batches} {files} {edits} {operations} {run} are filled in',
  },
  'branch-per-batch': { type: 'string', describe: 'Commit each batch to a branch of its own; names begin with this' },
  'open-prs': { type: 'boolean', describe: 'Push each branch, and open a pull request for it by gh or glab' },
  'blame-ignore': { type: 'boolean', describe: 'Append the commits to .git-blame-ignore-revs' },
  gate: {
    type: 'string',
    describe: 'Shell command that must succeed after each batch; files that break it are left out',
  },
  'gate-timeout': { type: 'number', describe: 'Seconds after which the gate fails' },
  'max-quarantine': { type: 'number', describe: 'Stop when the gate fails with more files than this' },
  'baseline-gate': { type: 'boolean', describe: 'Run the gate before anything is written, too' },
  'gate-slowdown': { type: 'number', describe: 'Warn when the gate takes this many percent longer than at the start' },
  ...formatOptions,
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const checkOptions = {
  ...selectionOptions,
  exports: planOptions.exports,
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

export const auditOptions = {
  ...selectionOptions,
  tests: { type: 'boolean', describe: 'Print only the paths of the validation tests, one per line' },
  'text-counts': {
    type: 'boolean',
    describe: 'Also count as the configured text-matching scripts do, for comparison',
  },
  'status-file': { type: 'string', describe: 'Rewrite the audit block in this file, between its two markers' },
  hits: { type: 'string', describe: 'Also show the uses of shims that SSOT_HITS recorded in this folder' },
  append: { type: 'string', describe: 'Add the figures of the day to this file, a line each: .csv or .jsonl' },
  date: { type: 'string', describe: 'The date that --status-file and --append write, as YYYY-MM-DD' },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when a check of the audit fails' },
  format: { type: 'string', choices: auditFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: { type: 'boolean', alias: 'q', describe: 'Do not say which files are written' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List everything, and shorten nothing' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const initOptions = {
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

export const docsOptions = {
  ...mapOptions,
  'output-file': { type: 'string', alias: 'o', describe: 'Write the guideline to a file' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const savePlanOptions = {
  ...planOptions,
  ...shapeOptions,
  save: { type: 'string', describe: 'File to write the plan to' },
  ...formattedOptions,
  formatted: { type: 'boolean', describe: 'Save the files as the format command leaves them' },
  'write-exports': {
    type: 'string',
    describe: 'Write the exports of this repository to a file, for --exports in another one',
  },
  shard: {
    type: 'string',
    describe: 'Read one of n parts of the repository: i/n, or env for the number of this CI job; see plan merge',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const batchesOptions = {
  plan: { type: 'string', describe: 'A plan that `plan --save` wrote' },
  'batch-by': { type: 'string', default: 'package', describe: applyOptions['batch-by'].describe },
  format: { type: 'string', choices: batchesFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const explainOptions = {
  ...mapOptions,
  include: selectionOptions.include,
  exclude: selectionOptions.exclude,
  carriers: selectionOptions.carriers,
  gitignore: selectionOptions.gitignore,
  jobs: selectionOptions.jobs,
  format: { type: 'string', choices: explainFormats, default: 'text', describe: 'Format of the answer' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const reviewOptions = {
  ...selectionOptions,
  accept: { type: 'array', describe: 'Accept this shape, or several separated by commas' },
  all: { type: 'boolean', describe: 'Accept every shape' },
  note: { type: 'string', describe: 'Note to record with it, such as who reviewed it' },
  format: { type: 'string', choices: reviewFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: { type: 'boolean', alias: 'q', describe: 'Print nothing' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List every new shape' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const reportOptions = {
  from: { type: 'string', describe: 'A plan that `plan --save` wrote, or the id or the journal of an apply' },
  format: { ...reportedPlanOptions.format, choices: reportFormats },
  'output-file': reportedPlanOptions['output-file'],
  verbose: planOptions.verbose,
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const suggestOptions = {
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

export const pruneOptions = {
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
  'with-tests': {
    type: 'boolean',
    describe: 'Also list test files that test only what goes; --include-review deletes them',
  },
  hits: { type: 'string', describe: 'Keep modules whose uses SSOT_HITS recorded in this folder' },
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

export const moveOptions = {
  config: mapOptions.config,
  'config-code': mapOptions['config-code'],
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  ...formatOptions,
  'dry-run': { type: 'boolean', alias: 'n', describe: 'Show what would change, and write nothing' },
  stat: dryRunOptions.stat,
  patch: dryRunOptions.patch,
  from: { type: 'string', describe: 'Read the moves from a file, one OLD NEW a line (- for standard input)' },
  'from-git': {
    type: 'string',
    describe: 'The files were moved by hand since this commit: change what names them, and their own imports',
  },
  imports: {
    type: 'string',
    choices: importStyles,
    default: 'auto',
    describe:
      'Form of imports that change: auto keeps relative ones that need no more dots, keep all within a top-level package',
  },
  'with-dependencies': {
    type: 'boolean',
    describe: 'Move along what a symbol uses of its old module, which the new one imports otherwise',
  },
  reexport: { type: 'boolean', describe: 'Leave an import of the symbol in its old module' },
  shim: {
    type: 'boolean',
    describe: 'Leave shims at the old paths of modules, which forward to the new ones and warn',
  },
  'lazy-init': {
    type: 'boolean',
    describe: 'Let a package that re-exports a moved module import it on first use: this avoids cycles',
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

export const shimOptions = {
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

export const interfaceOptions = {
  ...mapOptions,
  include: selectionOptions.include,
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  format: { type: 'string', choices: interfaceFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'Do not shorten lists' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const rollbackOptions = {
  id: { type: 'string', describe: 'The apply to undo; by default the last one' },
  list: { type: 'boolean', describe: 'List the applies that can be undone' },
  prune: { type: 'boolean', describe: 'Forget all but the last' },
  force: { type: 'boolean', describe: 'Also restore files that were edited since, and keep a copy beside each' },
  quiet: planOptions.quiet,
} as const satisfies Readonly<Record<string, OptionSpec>>;
