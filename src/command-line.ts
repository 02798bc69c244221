import parseArguments from 'yargs-parser';
import { commands } from './cli.ts';
import type { ArgumentValues, CommandSpec } from './cli.ts';
import type { OptionSpec } from './flags/shared-flags.ts';

/** A command line that is understood. */
export interface Invocation {
  readonly command: CommandSpec;
  readonly values: ArgumentValues;
}

/**
 * The command and its flags, when the command line is plain; undefined when it asks for help, or when something is
 * wrong with it, which yargs then says. Loading yargs takes as long as reading two thousand files (docs/decisions/0005).
 */
export function parsePlainly(argv: readonly string[]): Invocation | undefined {
  const { command, flags, paths, isUnderstood } = readArguments(argv);
  const isKnown = ([name, value]: [string, unknown]): boolean =>
    Object.hasOwn(command.options, name) && isValid(command.options[name], value);
  const isPlain = isUnderstood && Object.entries(flags).every(isKnown);
  if (!isPlain) return undefined;
  const values = Object.entries(command.options).map(([name, spec]): [string, unknown] => [
    camelCase(name),
    flags[name] ?? defaultOf(spec, name),
  ]);
  return { command, values: { ...Object.fromEntries(values), paths } };
}

interface Arguments {
  readonly command: CommandSpec;
  /** The values by name, without those that are not given. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly paths: readonly string[];
  /** False, too, when the first word is a command that does not stand first, or one that only yargs has. */
  readonly isUnderstood: boolean;
}

/** A bare `--include-review` takes all; what follows it is a path. A bare `--no-review` is not the opposite of a flag. */
export function withReviewValues(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((word, k) => {
    if (end >= 0 && k > end) return word;
    return word === '--include-review' ? '--include-review=all' : word === '--no-review' ? '--no-review=' : word;
  });
}

/** The command is the first argument, when that names one; flags and paths stand in any order behind it. */
export function readArguments(argv: readonly string[]): Arguments {
  const named = commands.find(({ name }) => name === argv[0]);
  const command = named ?? commands[0];
  const specs = Object.entries(command.options);
  const ofType = (type: OptionSpec['type']): string[] =>
    specs.filter(([, spec]) => spec.type === type).map(([name]) => name);
  const parsed = parseArguments.detailed(withReviewValues(named ? argv.slice(1) : argv), {
    boolean: ofType('boolean'),
    string: [...ofType('string'), ...ofType('array')],
    number: ofType('number'),
    array: ofType('array'),
    // NaN: at least one value.
    narg: Object.fromEntries(specs.filter(([, { type }]) => type !== 'boolean').map(([name]) => [name, NaN])),
    alias: Object.fromEntries(specs.flatMap(([name, { alias }]) => (alias === undefined ? [] : [[name, [alias]]]))),
    configuration: {
      'camel-case-expansion': false,
      'strip-aliased': true,
      'parse-positional-numbers': false,
      'greedy-arrays': false,
      'populate--': true,
    },
  });
  const { _: words, '--': others = [], ...flags } = parsed.argv;
  const isOwn = named !== undefined || !isCommand(words[0]);
  return { command, flags, paths: [...words, ...others].map(String), isUnderstood: parsed.error === null && isOwn };
}

/** `completion` is a command of yargs. */
export function isCommand(word: unknown): boolean {
  return word === 'completion' || commands.some(({ name }) => name === word);
}

/** Is it a flag of the command, given once, with a value of its kind? */
function isValid(spec: OptionSpec | undefined, value: unknown): boolean {
  if (spec === undefined) return false;
  if (spec.type === 'boolean') return typeof value === 'boolean';
  if (spec.type === 'number') return typeof value === 'number' && Number.isInteger(value) && value > 0;
  if (spec.type === 'array')
    return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
  return typeof value === 'string' && value !== '' && (spec.choices?.includes(value) ?? true);
}

/** The value of a flag that is not given. `include` tells nothing given from nothing included. */
export function defaultOf(spec: OptionSpec, name: string): unknown {
  if (spec.default !== undefined) return spec.default;
  if (spec.type === 'boolean') return false;
  return spec.type === 'array' && name !== 'include' ? [] : undefined;
}

export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
