import { createRequire } from 'node:module';
import type * as Diff from 'diff';

/** The package, loaded when a diff is made. The build puts a file of its own in the place of this one (scripts/bundle-program.mjs). */
export function loadDiff(): typeof Diff {
  return createRequire(import.meta.url)('diff') as typeof Diff;
}
