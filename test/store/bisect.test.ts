import { describe, expect, test } from '@jest/globals';
import { findCulprits } from '../../src/store/bisect.ts';
import { Random } from '../support/random.ts';

const files = Array.from({ length: 300 }, (_, k) => k);

/** A gate that fails when all of one of these sets are applied, and how often it was run. */
function gateOn(sets: readonly (readonly number[])[]): {
  fails: (applied: readonly number[]) => Promise<boolean>;
  runs: () => number;
} {
  let runs = 0;
  return {
    fails: (applied) => {
      runs++;
      const isApplied = new Set(applied);
      return Promise.resolve(sets.some((set) => set.every((item) => isApplied.has(item))));
    },
    runs: () => runs,
  };
}

/** The runs that the issue allows for k of n items, less the two runs that come before the search. */
const allowed = (k: number, n: number): number => Math.ceil(2 * k * Math.log2(n)) - 2;

describe('findCulprits', () => {
  test.each([
    ['one', [[137]]],
    ['the first', [[0]]],
    ['the last', [[299]]],
    ['two that fail only together', [[41, 222]]],
    ['two neighbours that fail only together', [[150, 151]]],
    ['the first and the last together', [[0, 299]]],
    ['five that are scattered', [[3], [77], [150], [222], [298]]],
    ['five at the start', [[0], [1], [2], [3], [4]]],
    ['one, and two together', [[10], [100, 200]]],
  ])('%s of 300', async (_, sets) => {
    const { fails, runs } = gateOn(sets);
    const culprits = sets.flat();
    expect(await findCulprits(files, fails, Infinity)).toEqual(culprits);
    expect(runs()).toBeLessThanOrEqual(allowed(culprits.length, files.length));
  });

  test('random sets: what is found makes the rest pass, and nothing is found in vain', async () => {
    const random = new Random(5);
    for (let round = 0; round < 300; round++) {
      const items = files.slice(0, 1 + random.below(40));
      const sets = Array.from({ length: 1 + random.below(4) }, () =>
        Array.from({ length: 1 + random.below(3) }, () => random.below(items.length)),
      );
      const { fails } = gateOn(sets);
      const found = await findCulprits(items, fails, Infinity);
      expect(await fails(items.filter((item) => found?.includes(item) !== true))).toBe(false);
      expect(found?.every((item) => sets.flat().includes(item))).toBe(true);
    }
  });

  test('more culprits than the limit: the search is given up', async () => {
    const { fails } = gateOn([[1], [2], [3]]);
    expect(await findCulprits(files, fails, 2)).toBeUndefined();
    expect(await findCulprits(files, fails, 3)).toEqual([1, 2, 3]);
  });

  test('a gate that fails whatever is applied comes to an end', async () => {
    const found = await findCulprits(files, () => Promise.resolve(true), Infinity);
    expect(found).toEqual(files);
  });
});
