import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';

/** A flag of V8: as it is for the work, and as it is by default, in these major versions, in which both were tried. */
interface Flag {
  readonly forWork: string;
  readonly byDefault: string;
  readonly versions: readonly string[];
}

/**
 * V8 prints an error of its own for a flag that it does not know: so each is set only where it is known. Node 20 has V8 11,
 * Node 22 has V8 12, Node 24 has V8 13.
 */
const flags: readonly Flag[] = [
  // Most runs end before code that was compiled a second time, in the background, has earned what that cost: V8 waits for
  // twenty times as many executions as it would.
  { forWork: '--interrupt-budget=1351680', byDefault: '--interrupt-budget=67584', versions: ['11'] },
  // Hardly any new object outlives a file: to share them out to threads takes longer than to clean up alone.
  { forWork: '--no-parallel-scavenge', byDefault: '--parallel-scavenge', versions: ['11', '12', '13'] },
];

function knownFlags(): readonly Flag[] {
  const [version = ''] = process.versions.v8.split('.');
  return flags.filter(({ versions }) => versions.includes(version));
}

/** Let V8 do for this process what pays in a run of a second (docs/decisions/0008). */
export function setFlags(): void {
  for (const { forWork } of knownFlags()) setFlagsFromString(forWork);
}

/**
 * Go back to the flags that V8 had when `cachedDataVersionTag` gave this: what it has compiled is said to fit those that
 * it has when asked for it.
 * @returns whether they are those
 */
export function restoreFlags(tag: number): boolean {
  if (cachedDataVersionTag() === tag) return true;
  for (const { byDefault } of knownFlags()) setFlagsFromString(byDefault);
  return cachedDataVersionTag() === tag;
}
