import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program; `npm test` builds it first. */
export const programFile = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));

/** The result of a run of a program. */
export interface Run {
  readonly exitCode: number;
  /** Exactly what was written: a diff is in the encoding of its file. */
  readonly output: Buffer;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A module that is run first, in each thread. */
  readonly preload?: string;
  /** Milliseconds until it counts as hanging. */
  readonly timeout?: number;
}

/** Run `ssot-codemod` in a folder. */
export function codemod(cwd: string, args: readonly string[], options: RunOptions = {}): Run {
  return run(cwd, process.execPath, [programFile, ...args], options);
}

/** @throws Error when it cannot be started, or a signal ends it */
export function run(cwd: string, file: string, args: readonly string[], options: RunOptions = {}): Run {
  const { input, env, preload, timeout = 180_000 } = options;
  const result = spawnSync(file, args, {
    cwd,
    input,
    env: {
      ...process.env,
      NO_COLOR: undefined,
      FORCE_COLOR: undefined,
      NODE_OPTIONS: preload === undefined ? undefined : `--import data:text/javascript,${encodeURIComponent(preload)}`,
      ...env,
    },
    maxBuffer: 1 << 28,
    timeout, // a program that hangs is a failure, not a test run without end
  });
  if (result.error) throw result.error;
  if (result.status === null) throw new Error(`${file} was ended by ${String(result.signal)}`);
  return {
    exitCode: result.status,
    output: result.stdout,
    stdout: result.stdout.toString(),
    stderr: result.stderr.toString(),
  };
}
