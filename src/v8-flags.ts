import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';

/**
 * Flags of V8, each as it is for the work and as it is by default in Node 20. Where the default is another one,
 * `restoreFlags` says so, and no compiled code is kept.
 */
const flags = [
  // Most runs end before code that was compiled a second time, in the background, has earned what that cost: V8 waits for
  // twenty times as many executions as it would.
  ['--interrupt-budget=1351680', '--interrupt-budget=67584'],
  // Hardly any new object outlives a file: to share them out to threads takes longer than to clean up alone.
  ['--no-parallel-scavenge', '--parallel-scavenge'],
] as const;

/** Let V8 do for this process what pays in a run of a second (docs/decisions/0008). */
export function setFlags(): void {
  for (const [flag] of flags) setFlagsFromString(flag);
}

/**
 * Go back to the flags that V8 had when `cachedDataVersionTag` gave this: what it has compiled is said to fit those that
 * it has when asked for it.
 * @returns whether they are those
 */
export function restoreFlags(tag: number): boolean {
  if (cachedDataVersionTag() === tag) return true;
  for (const [, flag] of flags) setFlagsFromString(flag);
  return cachedDataVersionTag() === tag;
}
