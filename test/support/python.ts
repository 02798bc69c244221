import { spawnSync } from 'node:child_process';
import { onlyWhere } from './only-where.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Tests that need `python3`. */
export const withPython = onlyWhere(hasPython);

// Skipped tests are easily overlooked: say it where nobody can.
if (!hasPython) process.stderr.write('No python3 was found: what Python makes of the results is not tested.\n');

/**
 * Run a Python program.
 * @param input its standard input
 * @returns its standard output
 * @throws Error with its standard error when it fails
 */
export function python(program: string, args: readonly string[] = [], input = ''): string {
  const result = spawnSync('python3', ['-c', program, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  return result.stdout;
}

/** For each file: undefined when CPython parses it, else why not. */
export function syntaxErrors(files: readonly Buffer[]): (string | undefined)[] {
  const program = `
import ast, base64, json, sys, warnings
warnings.simplefilter("ignore")
def check(source):
    try:
        ast.parse(base64.b64decode(source))
    except (SyntaxError, ValueError) as error:
        return str(error)
print(json.dumps([check(source) for source in json.load(sys.stdin)]))`;
  const sources = files.map((bytes) => bytes.toString('base64'));
  const answers = JSON.parse(python(program, [], JSON.stringify(sources))) as (string | null)[];
  return answers.map((answer) => answer ?? undefined);
}
