import yargs from 'yargs';
import type { Argv } from 'yargs';
import { camelCase, commands, defaultOf } from './cli.ts';
import type { ArgumentValues, CommandSpec, Invocation, OptionSpec } from './cli.ts';
import { ExpectedStop } from './model/errors.ts';

/**
 * The same command line, read by yargs: help, version and shell completion are printed; what is wrong is said.
 * @param version of this package
 * @returns undefined when what was asked for is printed
 * @throws ExpectedStop when the command line is not understood
 */
export async function parseWithYargs(
  argv: readonly string[],
  version: string,
  print: (text: string) => void,
): Promise<Invocation | undefined> {
  let invocation: Invocation | undefined;
  let program: Argv = yargs([...argv])
    .scriptName('ssot-codemod')
    .usage(
      '$0 [command] [paths..]\n\nOne symbol, one import path. Commands work on the files below the paths, by default all of the repository.',
    )
    .version(version)
    .alias('h', 'help')
    .help()
    .completion('completion', 'Print a script that completes commands and flags in your shell')
    .parserConfiguration({ 'parse-positional-numbers': false, 'greedy-arrays': false })
    .epilogue(
      'Exit codes: 0 clean or applied · 1 findings, or some files refused or failed · 2 wrong usage or configuration · 130 interrupted',
    )
    .strict()
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw (
        error ??
        new ExpectedStop(
          message ?? 'the command line is not understood',
          'ssot-codemod --help lists commands and flags',
        )
      );
    });
  for (const [k, command] of commands.entries()) {
    const names = k === 0 ? [`${command.name} [paths..]`, '$0'] : `${command.name} [paths..]`;
    program = program.command(
      names,
      command.describe,
      (builder) =>
        builder
          .positional('paths', { type: 'string', array: true, default: [], describe: 'Files and folders' })
          .options(yargsOptions(command)),
      (parsed: Record<string, unknown>) => {
        checkNumbers(command, parsed);
        const values = Object.entries(command.options).map(([name, spec]) => [
          camelCase(name),
          parsed[name] ?? defaultOf(spec, name),
        ]);
        invocation = { command, values: { ...(Object.fromEntries(values) as ArgumentValues), paths: parsed['paths'] } };
      },
    );
  }
  await program.parseAsync([...argv], {}, (_error, _parsed, output) => {
    if (output !== '') print(`${output}\n`);
  });
  return invocation;
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

function checkNumbers({ options }: CommandSpec, parsed: Readonly<Record<string, unknown>>): void {
  for (const [name, { type }] of Object.entries(options)) {
    const value = parsed[name];
    if (type === 'number' && value !== undefined && !(Number.isInteger(value) && Number(value) > 0)) {
      throw new ExpectedStop(`--${name} takes a whole number from 1 up, found ${JSON.stringify(value)}`);
    }
  }
}
