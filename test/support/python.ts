import { spawnSync } from 'node:child_process';

/** Is there a `python3` to ask? Tests that need it say so where it is missing. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;

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

/** For each text: undefined when CPython compiles it, else why not. */
export function syntaxErrors(texts: readonly string[]): (string | undefined)[] {
  const program = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def check(text):
    try:
        ast.parse(text.encode("utf-8", "surrogatepass"))
    except (SyntaxError, ValueError) as error:
        return str(error)
print(json.dumps([check(text) for text in json.load(sys.stdin)]))`;
  const answers = JSON.parse(python(program, [], JSON.stringify(texts))) as (string | null)[];
  return answers.map((answer) => answer ?? undefined);
}
