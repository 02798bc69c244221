import { createRequire } from 'node:module';
import type * as Babel from '@babel/parser';

/** The parser, loaded when it is first needed. The build puts a file of its own in the place of this one (scripts/bundle-program.mjs). */
export function loadBabel(): typeof Babel {
  return createRequire(import.meta.url)('@babel/parser') as typeof Babel;
}
