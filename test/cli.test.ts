import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseWithYargs } from '../src/cli-help.ts';
import { commands } from '../src/cli.ts';
import { parsePlainly } from '../src/command-line.ts';
import type { Invocation } from '../src/command-line.ts';
import { ExpectedStop } from '../src/model/errors.ts';

/** The meaning of the command line to yargs: a command with values, printed text, or an error message. */
async function yargs(argv: readonly string[]): Promise<object> {
  const printed: string[] = [];
  try {
    const invocation = await parseWithYargs(argv, '1.2.3', (text) => printed.push(text));
    return invocation ? plain(invocation) : { prints: printed.join('') };
  } catch (error) {
    if (error instanceof ExpectedStop) return { stop: error.message };
    throw error;
  }
}

const plain = ({ command, values }: Invocation): object => ({ command: command.name, values });

/** The defaults of dry-run. */
const defaults = {
  paths: [],
  config: undefined,
  preset: [],
  include: undefined,
  exclude: [],
  exports: [],
  formatCommand: [],
  formatted: false,
  unformatted: false,
  stdinFilename: undefined,
  configCode: true,
  gitignore: true,
  filesFrom: undefined,
  jobs: undefined,
  map: [],
  includeReview: [],
  noReview: [],
  format: 'text',
  outputFile: undefined,
  quiet: false,
  verbose: false,
  carriers: [],
  color: 'auto',
  stat: false,
  patch: undefined,
  shape: [],
  onlyAccepted: false,
  exitCode: false,
};

describe('the quick way and yargs understand the same', () => {
  test.each<[readonly string[], object]>([
    [[], {}],
    [['dry-run'], {}],
    [['a', 'b/c.py'], { paths: ['a', 'b/c.py'] }],
    [['dry-run', 'a'], { paths: ['a'] }],
    [['dry-run', 'dry-run'], { paths: ['dry-run'] }],
    [['12', '0x10', '1e3'], { paths: ['12', '0x10', '1e3'] }],
    [['-'], { paths: ['-'] }],
    [['--', 'apply'], { paths: ['apply'] }],
    [['--', '--stat', '-q'], { paths: ['--stat', '-q'] }],
    [['--stat', '--', 'a'], { stat: true, paths: ['a'] }],
    [['a', '--stat', 'b'], { stat: true, paths: ['a', 'b'] }],
    [['-q', '-v'], { quiet: true, verbose: true }],
    [['-qv'], { quiet: true, verbose: true }],
    [['-qj4'], { quiet: true, jobs: 4 }],
    [['-j2'], { jobs: 2 }],
    [['-j=2'], { jobs: 2 }],
    [['-j', '2'], { jobs: 2 }],
    [['--jobs=2'], { jobs: 2 }],
    [['-c', 'x.json'], { config: 'x.json' }],
    [['-c=x.json'], { config: 'x.json' }],
    [['--config=a=b.json'], { config: 'a=b.json' }],
    [['--config', '12'], { config: '12' }],
    [['--no-gitignore'], { gitignore: false }],
    [['--gitignore'], { gitignore: true }],
    [['--gitignore=false'], { gitignore: false }],
    [['--no-stat'], { stat: false }],
    [['--stat=true'], { stat: true }],
    [['--include', 'a', '--include', 'b', 'c'], { include: ['a', 'b'], paths: ['c'] }],
    [['--include=*.py', '--exclude=x', 'y'], { include: ['*.py'], exclude: ['x'], paths: ['y'] }],
    [['--exclude', '12'], { exclude: ['12'] }],
    [['--preset', 'a', 'b'], { preset: ['a'], paths: ['b'] }],
    [['--files-from', '-'], { filesFrom: '-' }],
    [['--files-from=-'], { filesFrom: '-' }],
    [['--format', 'json', '-o', 'x'], { format: 'json', outputFile: 'x' }],
    [['--include-review', '--exit-code'], { includeReview: ['all'], exitCode: true }],
    [['--include-review', 'a'], { includeReview: ['all'], paths: ['a'] }],
    [['--', '--include-review'], { paths: ['--include-review'] }],
    [['--include-review=patched,import-cycle', 'a'], { includeReview: ['patched,import-cycle'], paths: ['a'] }],
    [['--no-review=patched', '--no-review=import-cycle'], { noReview: ['patched', 'import-cycle'] }],
    [['--patch', 'x.patch', '--color=never'], { patch: 'x.patch', color: 'never' }],
  ])('%j', async (argv, values) => {
    const expected = { command: 'dry-run', values: { ...defaults, ...values } };
    const quick = parsePlainly(argv);
    expect(quick && plain(quick)).toEqual(expected);
    expect(await yargs(argv)).toEqual(expected);
  });

  test.each<[readonly string[], string]>([
    [['--stat', '--stat'], 'flags given twice'],
    [['-c', 'a', '-c', 'b'], 'flags given twice'],
  ])('%j is left to yargs (%s), or means the same', async (argv) => {
    const quick = parsePlainly(argv);
    if (quick) expect(await yargs(argv)).toEqual(plain(quick));
  });

  test('a bare --no-review needs its reasons', async () => {
    expect(parsePlainly(['--no-review'])).toBeUndefined();
    expect(await yargs(['--no-review', 'a'])).toEqual({ stop: '--no-review needs a value' });
  });

  test('each command has its own flags', async () => {
    expect(await yargs(['apply', 'x', '-q'])).toMatchObject({
      command: 'apply',
      values: { paths: ['x'], quiet: true },
    });
    expect(parsePlainly(['-q', 'apply'])).toBeUndefined();
    expect(await yargs(['-q', 'apply'])).toEqual({ stop: 'the command comes first: ssot-codemod apply …' });
    expect(await yargs(['--', 'apply'])).toMatchObject({ command: 'dry-run', values: { paths: ['apply'] } });
    expect(parsePlainly(['apply', '--stat'])).toBeUndefined();
    expect(await yargs(['apply', '--stat'])).toEqual({ stop: 'unknown flag --stat' });
  });

  const flags = [
    '--stat',
    '-q',
    '--config',
    '-c',
    '-j',
    '--jobs',
    '--include',
    '--exclude',
    '--format',
    '--no-gitignore',
  ];
  const words = [
    'apply',
    'dry-run',
    'a',
    'b.py',
    '12',
    '0',
    '-1',
    'json',
    'xml',
    'true',
    '',
    ' ',
    '-',
    '--',
    '=',
    '-jq',
  ];
  const others = [
    '--stat=maybe',
    '--config=',
    '-c=',
    '--jobs=1',
    '--no-config',
    '--xyzzy',
    '-x',
    '--help',
    '--no-jobs',
  ];
  const token = fc.constantFrom(...flags, ...words, ...others);

  test('whatever the quick way understands, yargs understands in the same way', async () => {
    let understood = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 5 }), async (argv) => {
        const quick = parsePlainly(argv);
        if (quick === undefined) return;
        understood++;
        expect(await yargs(argv)).toEqual(plain(quick));
      }),
      { numRuns: 400, seed: 1 },
    );
    expect(understood).toBeGreaterThan(40);
  });
});

describe('what yargs prints', () => {
  test.each(commands.map(({ name, options }) => [name, Object.keys(options)] as const))(
    'help of %s has all its flags',
    async (name, flags) => {
      const { prints } = (await yargs([name, '--help'])) as { prints: string };
      for (const flag of flags) expect(prints).toContain(`--${flag} `);
    },
  );

  test('version, completion, and help for all', async () => {
    expect(await yargs(['--version'])).toEqual({ prints: '1.2.3\n' });
    expect(await yargs(['--help'])).toMatchObject({
      prints: expect.stringContaining('Exit codes: 0 clean') as unknown,
    });
    expect(parsePlainly(['completion'])).toBeUndefined();
    expect(parsePlainly(['--help'])).toBeUndefined();
    expect(parsePlainly(['--version'])).toBeUndefined();
  });
});
