import { spawnSync } from 'node:child_process';
import { codemod, programFile } from './program.ts';
import { countingWrites, killedAt } from './write-faults.ts';

/** Kill a run of the program at its n-th write. @returns did it live to make that many? */
export function isKilled(cwd: string, args: readonly string[], n: number): boolean {
  const { signal, status, stderr } = spawnSync(process.execPath, [programFile, ...args], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(killedAt(n))}` },
    encoding: 'utf8',
  });
  if (signal === null && status !== 0) throw new Error(stderr);
  return signal === 'SIGKILL';
}

/** How many writes a run of the program makes. */
export function countWrites(folder: string, args: readonly string[]): number {
  const { stderr } = codemod(folder, args, { preload: countingWrites });
  return Number(/writes: (\d+)/.exec(stderr)?.[1]);
}
