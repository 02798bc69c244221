import { describe, test } from '@jest/globals';

/**
 * `describe` and `test` for what not every machine has. Where it is missing they are shown as skipped rather than left
 * out, so that nobody takes a run without them for a whole one; their titles say what they need.
 */
export function onlyWhere(isMet: boolean): {
  readonly describe: typeof describe | typeof describe.skip;
  readonly test: typeof test | typeof test.skip;
} {
  return isMet ? { describe, test } : { describe: describe.skip, test: test.skip };
}
