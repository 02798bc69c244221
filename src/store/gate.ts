import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { environmentToCommit } from '../git/invocation.ts';

/** A shell command that tells whether the repository is well. */
export interface Gate {
  readonly command: string;
  /** Absolute path of the folder it runs in. */
  readonly cwd: string;
  /** Absolute path of the file that its output is added to. */
  readonly log: string;
  /** Seconds after which it is stopped and counts as failed; undefined to wait for ever. */
  readonly timeout: number | undefined;
  /** Stops it when the whole run is interrupted. */
  readonly signal: AbortSignal | undefined;
  /** Called whenever it begins. */
  readonly onStart?: () => void;
}

export interface GateRun {
  readonly isPassed: boolean;
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly isTimedOut: boolean;
  /** It was stopped because the run was interrupted: it says nothing. */
  readonly isInterrupted: boolean;
  readonly seconds: number;
  /** The end of what it printed. */
  readonly output: string;
}

/** Bytes of the output that are kept for the report. */
export const KEPT_OUTPUT = 4096;
/** How long a process that was asked to stop may take to do so. */
const GRACE_MS = 5000;

/**
 * Run a gate, in a process group of its own, so that what it started stops with it.
 * @param occasion written above its output in the log
 */
export function runGate({ command, cwd, log, timeout, signal, onStart }: Gate, occasion: string): Promise<GateRun> {
  onStart?.();
  const descriptor = openSync(log, 'a+', 0o600);
  writeSync(descriptor, `=== ${occasion}: ${command}\n`);
  const start = fstatSync(descriptor).size;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd,
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['ignore', descriptor, descriptor],
      // Files go back and forth within a second here, which is all that Python looks at to tell that bytecode is stale.
      // Variables of git would lead a git that it calls to the repository, or the index, of whoever called this program.
      env: { ...environmentToCommit(process.env), PYTHONDONTWRITEBYTECODE: '1' },
    });
    let isTimedOut = false;
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      kill(child.pid, 'SIGTERM');
      grace = setTimeout(() => {
        kill(child.pid, 'SIGKILL');
      }, GRACE_MS);
    };
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            isTimedOut = true;
            stop();
          }, timeout * 1000);
    signal?.addEventListener('abort', stop, { once: true });
    const end = (): void => {
      clearTimeout(timer);
      clearTimeout(grace);
      signal?.removeEventListener('abort', stop);
    };
    child.on('error', (error) => {
      end();
      closeSync(descriptor);
      reject(error);
    });
    child.on('exit', (code) => {
      end();
      const seconds = (performance.now() - startedAt) / 1000;
      const isInterrupted = signal?.aborted ?? false;
      const output = endOf(descriptor, start) + (isTimedOut ? `\nstopped after ${timeout ?? 0} seconds\n` : '');
      closeSync(descriptor);
      const isPassed = code === 0 && !isTimedOut && !isInterrupted;
      resolve({ isPassed, exitCode: code, isTimedOut, isInterrupted, seconds, output });
    });
  });
}

function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function endOf(descriptor: number, start: number): string {
  const from = Math.max(start, fstatSync(descriptor).size - KEPT_OUTPUT);
  const bytes = Buffer.alloc(KEPT_OUTPUT);
  return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, KEPT_OUTPUT, from));
}
