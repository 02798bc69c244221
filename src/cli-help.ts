import yargs from 'yargs';
import type { Argv } from 'yargs';
import { closest, distance } from 'fastest-levenshtein';
import { commands } from './cli.ts';
import type { ArgumentValues, CommandSpec } from './cli.ts';
import type { OptionSpec } from './flags/shared-flags.ts';
import { camelCase, defaultOf, isCommand, readArguments, withReviewValues } from './command-line.ts';
import type { Invocation } from './command-line.ts';
import { ExpectedStop } from './model/errors.ts';

/**
 * Reads the command line with yargs. Prints help, version and shell completion, and explains errors.
 * @param version of this package
 * @returns undefined when help, version or completion was printed
 * @throws ExpectedStop when the command line is not understood
 */
export async function parseWithYargs(
  argv: readonly string[],
  version: string,
  print: (text: string) => void,
): Promise<Invocation | undefined> {
  const { paths, flags } = readArguments(argv);
  const [first = ''] = paths;
  const isCompleting = 'get-yargs-completions' in flags;
  if (isCommand(first) && !isCommand(argv[0]) && !isCompleting && !argv.includes('--')) {
    throw new ExpectedStop(`the command comes first: ssot-codemod ${first} …`, `a folder of that name is ./${first}`);
  }
  let invocation: Invocation | undefined;
  let program: Argv = yargs(withReviewValues(argv))
    .scriptName('ssot-codemod')
    .usage(
      '$0 [command] [paths..]\n\nOne symbol, one import path. Commands work on the files below the paths, by default those of the working folder.',
    )
    .example([
      ['$0 init', 'Write a configuration, for your Map'],
      ['$0 dry-run --stat', 'See how much would change'],
      ['$0 dry-run src', 'See what, below src'],
      ['$0 apply', 'Write what is safe'],
      ['$0 rollback', 'Undo that'],
      ['$0 check', 'Fail in CI when a legacy path is back'],
    ])
    .version(version)
    .alias('h', 'help')
    .help()
    .parserConfiguration({ 'parse-positional-numbers': false, 'greedy-arrays': false })
    .epilogue(
      'Exit codes: 0 clean or applied · 1 findings, or some files refused or failed · 2 wrong usage or configuration · 70 a bug of the tool · 130 interrupted',
    )
    .strict()
    .exitProcess(false)
    .locale('en')
    .fail((message: string | null, error: Error | undefined) => {
      throw error !== undefined && error.name !== 'YError' ? error : wrongUsage(message ?? error?.message ?? '', argv);
    });
  for (const [k, command] of commands.entries()) {
    const usage = command.takes === undefined ? command.name : `${command.name} ${command.takes}`;
    program = program.command(
      k === 0 ? [usage, '$0'] : usage,
      command.describe,
      (builder) => withPositional(builder, command).options(yargsOptions(command)),
      (parsed: Record<string, unknown>) => {
        checkValues(command, parsed);
        const values = Object.entries(command.options).map(([name, spec]) => [
          camelCase(name),
          parsed[name] ?? defaultOf(spec, name),
        ]);
        // Not those of yargs, which loses a lone "-", and what stands behind "--".
        invocation = { command, values: { ...(Object.fromEntries(values) as ArgumentValues), paths } };
      },
    );
  }
  program = program.completion('completion', 'Print a script that completes commands and flags in your shell');
  if (argv[0] === 'completion') {
    // In a program with a default command, yargs would take a command of this name for a path.
    program.showCompletionScript();
    return undefined;
  }
  await program.parseAsync(withReviewValues(argv), {}, (_error, _parsed, output) => {
    if (output !== '') print(`${output}\n`);
  });
  return invocation;
}

function withPositional(builder: Argv, { takes }: CommandSpec): Argv {
  if (takes === '[paths..]') return builder.positional('paths', { type: 'string', describe: 'Files and folders' });
  return takes === undefined ? builder : builder.positional('place', { type: 'string', describe: 'FILE:LINE' });
}

function yargsOptions({ options }: CommandSpec): Record<string, object> {
  return Object.fromEntries(
    Object.entries(options).map(
      ([name, { type, alias, describe, choices, default: fallback }]: [string, OptionSpec]) => [
        name,
        {
          type,
          ...(type === 'array' ? { string: true } : {}),
          ...(type === 'boolean' ? {} : { requiresArg: true }),
          ...(alias === undefined ? {} : { alias }),
          ...(choices === undefined ? {} : { choices }),
          ...(fallback === undefined ? {} : { default: fallback }),
          describe,
        },
      ],
    ),
  );
}

/** The flags by which other tools do what a command of ours does, and that command. */
const elsewhere: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['fix', 'write', 'apply', 'in-place', 'inplace', 'i', 'w'].map((flag) => [
      flag,
      'ssot-codemod apply writes the edits; without it nothing is written',
    ]),
  ),
  ...Object.fromEntries(
    ['diff', 'dry-run', 'dry', 'd', 'list', 'list-different', 'show-diff', 'preview'].map((flag) => [
      flag,
      'ssot-codemod dry-run shows the diffs and writes nothing; it is the default. --stat lists the files',
    ]),
  ),
  check: 'ssot-codemod check fails when an import is on a legacy path',
  watch:
    'nothing waits for changes: ssot-codemod lsp serves editors as you type, ssot-codemod check runs in hooks and CI',
  yes: 'nothing asks: ssot-codemod apply writes what is safe, and ssot-codemod rollback undoes it',
  undo: 'ssot-codemod rollback undoes an apply',
  revert: 'ssot-codemod rollback undoes an apply',
};

/** The error message of yargs, in our words. For an unknown flag, it names the flag that was likely meant. */
function wrongUsage(message: string, argv: readonly string[]): ExpectedStop {
  const { command, paths } = readArguments(argv);
  const hint =
    command === commands[0]
      ? 'ssot-codemod --help lists commands and flags'
      : `ssot-codemod ${command.name} --help lists the flags of ${command.name}`;
  const [, choice, given, choices] = /Argument: (.+), Given: (.+), Choices: (.+)/.exec(message) ?? [];
  if (choice !== undefined) return new ExpectedStop(`--${choice} takes ${choices ?? ''}, found ${given ?? ''}`, hint);
  const [, bare] = /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  if (bare !== undefined) return new ExpectedStop(`${bare.length === 1 ? '-' : '--'}${bare} needs a value`, hint);
  const [, unknown] = /^Unknown arguments?: (.+)$/.exec(message) ?? [];
  if (unknown === undefined) return new ExpectedStop(message, hint);
  const flags = Object.keys(command.options);
  // yargs lists a flag with dashes twice, the second time in camel case.
  const [first = ''] = unknown.split(', ');
  if (paths.includes(first)) return new ExpectedStop(`${command.name} takes no path ${first}`, hint);
  if (Object.hasOwn(elsewhere, first)) return new ExpectedStop(`unknown flag ${dashed(first)}`, elsewhere[first]);
  const nearest = closest(first, flags);
  const isLikely = first.length > 1 && distance(first, nearest) <= Math.max(2, first.length / 3);
  return new ExpectedStop(`unknown flag ${dashed(first)}${isLikely ? `, did you mean --${nearest}?` : ''}`, hint);
}

function dashed(flag: string): string {
  return `${flag.length === 1 ? '-' : '--'}${flag}`;
}

/** The command that was likely meant, if the first word is no command and no file or folder of that name exists. */
export function likelyCommand(argv: readonly string[]): string | undefined {
  const [word = ''] = argv;
  if (isCommand(word) || !/^[a-z][a-z-]*$/.test(word)) return undefined;
  if (word === 'help' || word === 'version') return `ssot-codemod --${word}`;
  const nearest = closest(
    word,
    commands.map(({ name }) => name),
  );
  return distance(word, nearest) <= Math.max(1, word.length / 3) ? `ssot-codemod ${nearest}` : undefined;
}

/** @throws ExpectedStop when a flag that takes one value has several, or one has none, or none of its kind */
function checkValues({ options }: CommandSpec, parsed: Readonly<Record<string, unknown>>): void {
  for (const [name, { type }] of Object.entries(options)) {
    const value = parsed[name];
    if (type !== 'array' && Array.isArray(value)) throw new ExpectedStop(`--${name} can be given only once`);
    if ([value].flat().includes('')) throw new ExpectedStop(`--${name} needs a value`);
    if (type === 'number' && value !== undefined && !(Number.isInteger(value) && Number(value) > 0)) {
      const found = typeof value === 'number' && !Number.isNaN(value) ? `, found ${value}` : '';
      throw new ExpectedStop(`--${name} takes a whole number from 1 up${found}`);
    }
  }
}
