import { createHash } from 'node:crypto';
import type { Config, MapEntry, Target } from '../model/config.ts';

const LENGTH = 16;

/**
 * A hash of the decisions of the configuration: the Map of each language, and the meaning of names in it. The order of
 * entries and the selected files make no difference.
 * @returns 16 hexadecimal digits
 */
export function mapHash({ python, javascript }: Config): string {
  const decisions = [
    {
      roots: python.sourceRoots,
      map: sorted(python.map.map(entryOf)),
      unmapped: sorted(python.unmapped.map(targetOf)),
    },
    {
      tsconfig: javascript.tsconfig,
      map: sorted(javascript.map.map(entryOf)),
      unmapped: sorted(javascript.unmapped.map(targetOf)),
    },
  ];
  return createHash('sha256').update(JSON.stringify(decisions)).digest('hex').slice(0, LENGTH);
}

function entryOf({ canonical, legacy, uses, replaces, external }: MapEntry): unknown[] {
  return [targetOf(canonical), sorted(legacy.map(targetOf)), uses, replaces, external];
}

function targetOf({ module, name }: Target): unknown[] {
  return [module, name ?? null];
}

function sorted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).toSorted();
}
