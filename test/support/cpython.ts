import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, test } from '@jest/globals';
import type { FoundImport } from './python-programs.ts';

/** The interpreter that judges what is Python. */
export interface Interpreter {
  readonly command: string;
  /** Such as `3.13.0`. */
  readonly version: string;
  /** 13 in 3.13. */
  readonly minor: number;
  /** The folder of its standard library. */
  readonly library: string;
}

/** The first version whose `ast` says where each imported name stands. */
const OLDEST = 10;

/**
 * The newest CPython that is installed, which knows most syntax: of SSOT_TEST_PYTHON if that is set, else of `python3`,
 * `python3.10` and later on the PATH, and those that pyenv holds.
 */
const interpreter: Interpreter | undefined = newestInterpreter();

const judgeName = interpreter === undefined ? 'needs Python from 3.10 up' : `CPython ${interpreter.version}`;

/** Tests that CPython judges. */
export function describeJudged(title: string, tests: (python: Interpreter) => void): void {
  describe(`${title} (${judgeName})`, () => {
    if (interpreter !== undefined) tests(interpreter);
    // Skipped because no CPython is installed that could judge: the tests cannot even be listed without it, so this one
    // stands for all of them. `.ci/run` has one, so that nothing is skipped there.
    else test.skip('set SSOT_TEST_PYTHON to such a Python', () => undefined);
  });
}

// Skipped tests are easily overlooked: say it where nobody can.
if (interpreter === undefined)
  process.stderr.write(
    'No Python from 3.10 up was found: what CPython should judge is not tested (SSOT_TEST_PYTHON).\n',
  );

function newestInterpreter(): Interpreter | undefined {
  const chosen = process.env['SSOT_TEST_PYTHON'];
  const numbered = [10, 11, 12, 13, 14, 15, 16].map((minor) => `python3.${minor}`);
  const candidates = chosen === undefined ? ['python3', ...numbered, ...pyenvInterpreters()] : [chosen];
  return candidates
    .map(askVersion)
    .filter((found) => found !== undefined)
    .toSorted((a, b) => b.minor - a.minor)[0];
}

function pyenvInterpreters(): string[] {
  const versions = path.join(process.env['PYENV_ROOT'] ?? path.join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(versions)
      .filter((version) => /^3\.\d\d/.test(version))
      .map((version) => path.join(versions, version, 'bin', 'python3'));
  } catch {
    return [];
  }
}

function askVersion(command: string): Interpreter | undefined {
  const program = 'import os, sys; print(*sys.version_info[:3], os.path.dirname(os.__file__), sep="\\n")';
  const { status, stdout } = spawnSync(command, ['-c', program], { encoding: 'utf8' });
  if (status !== 0) return undefined;
  const [major = '', minor = '', patch = '', library = ''] = stdout.split(/\r?\n/);
  return Number(major) === 3 && Number(minor) >= OLDEST
    ? { command, version: `${major}.${minor}.${patch}`, minor: Number(minor), library }
    : undefined;
}

/** The Python files of the standard library, its own tests included, sorted. */
export function libraryFiles({ library }: Interpreter): string[] {
  return readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](?:site|dist)-packages[\\/]/.test(file))
    .sort();
}

/** A file for a judge script: by its path, or its bytes. */
export type Request = { readonly path: string } | { readonly bytes: Buffer };

/**
 * Ask one of the judge scripts beside this file.
 * @returns its answer to each request, in order
 * @throws Error when it fails
 */
export async function ask<Answer>(
  { command }: Interpreter,
  script: string,
  requests: readonly Request[],
): Promise<Answer[]> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(command, ['-X', 'utf8', file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  child.stdin.end(
    requests
      .map(
        (request) => JSON.stringify('path' in request ? request : { bytes: request.bytes.toString('latin1') }) + '\n',
      )
      .join(''),
  );
  const answers: Answer[] = [];
  for await (const line of createInterface({ input: child.stdout })) answers.push(JSON.parse(line) as Answer);
  await closed;
  if (answers.length !== requests.length)
    throw new Error(`${script} answered ${answers.length} of ${requests.length} requests`);
  return answers;
}

type AstPlace = [line: number, column: number, endLine: number, endColumn: number];
type AstName = [name: string, alias: string | null, ...AstPlace];
type AstImport = ['import' | 'from', boolean, ...AstPlace, level: number, module: string | null, AstName[]];
/** The answer of judge_imports.py. */
export type AstAnswer = AstImport[] | string;

/** The imports of the answer, with places in `text`. */
export function importsOfAst(imports: readonly AstImport[], text: string): FoundImport[] {
  const lines = new AstLines(text);
  return imports.map(([kind, isLazy, line, column, endLine, endColumn, level, module, names]) => ({
    kind,
    isLazy,
    start: lines.offset(line, column),
    end: lines.offset(endLine, endColumn),
    level,
    module: module ?? '',
    names: names.map(([name, alias, ...place]) => ({
      name,
      alias: alias ?? undefined,
      start: lines.offset(place[0], place[1]),
      end: lines.offset(place[2], place[3]),
    })),
  }));
}

/** Places as `ast` counts them, in UTF-16 code units. */
class AstLines {
  readonly #lines: string[];
  readonly #starts: number[] = [];

  constructor(text: string) {
    this.#lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
    let start = 0;
    for (const line of this.#lines) {
      this.#starts.push(start);
      start += line.length;
    }
  }

  /** @param column in UTF-8 bytes */
  offset(line: number, column: number): number {
    const text = this.#lines[line - 1] ?? '';
    const isAscii = !/[\u0080-\uffff]/.test(text);
    const width = isAscii ? column : Buffer.from(text).toString('utf8', 0, column).length;
    return (this.#starts[line - 1] ?? 0) + width;
  }
}
