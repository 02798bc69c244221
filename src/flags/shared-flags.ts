import { applyFormats } from '../commands/options.ts';

/** One flag. */
export interface OptionSpec {
  readonly type: 'boolean' | 'string' | 'number' | 'array';
  readonly alias?: string;
  readonly describe: string;
  readonly choices?: readonly string[];
  readonly default?: boolean | string;
}

/** The flags of every command that has a Map. */
export const mapOptions = {
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
export const selectionOptions = {
  ...mapOptions,
  include: { type: 'array', describe: 'Globs of files to look at, instead of those of the configuration' },
  exclude: { type: 'array', describe: 'Globs of files to leave alone, besides those of the configuration' },
  carriers: {
    type: 'array',
    describe: 'Also read these: notebook, markdown, rst, config, shell, astro, mdx, docstring, comment, or all',
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
  python: {
    type: 'string',
    describe:
      'Virtual environment, or its interpreter, that has the installed packages; by default the active one, or .venv',
  },
  jobs: { type: 'number', alias: 'j', describe: 'Number of threads; by default as many as are worth it' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of every command that makes a Plan in order to write it. */
export const planOptions = {
  ...selectionOptions,
  'include-review': {
    type: 'array',
    describe: 'Take edits of tier review, too; with =REASON,… only those without other reasons',
  },
  'no-review': { type: 'array', describe: 'Take edits of tier review, except those for one of these reasons' },
  exports: { type: 'array', describe: 'Exports of another repository, as plan --write-exports wrote them' },
  quiet: { type: 'boolean', alias: 'q', describe: 'No summary' },
  verbose: { type: 'boolean', alias: 'v', describe: 'List everything that was left' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of commands that can format the files of a Plan. */
export const formatOptions = {
  'format-command': {
    type: 'array',
    describe: 'Shell command that formats changed files: {files}, or {files:*.py} for some; instead of "format"',
  },
  unformatted: { type: 'boolean', describe: 'Run no format command, though the configuration has one' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of commands that show or save the Plan as it is after formatting. */
export const formattedOptions = {
  formatted: { type: 'boolean', describe: 'Show the files as the format command leaves them' },
  ...formatOptions,
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** The flags of commands that also report on the Plan. */
export const reportedPlanOptions = {
  ...planOptions,
  format: { type: 'string', choices: applyFormats, default: 'text', describe: 'Format of the report' },
  'output-file': { type: 'string', alias: 'o', describe: 'Write the report to a file' },
  color: { type: 'string', choices: ['auto', 'always', 'never'], default: 'auto', describe: 'Colours' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export const shapeOptions = {
  shape: { type: 'array', describe: 'Take the edits of this shape and no others; reports name shapes' },
  'only-accepted': { type: 'boolean', describe: 'Take the edits of accepted shapes and no others; see review' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
