import { createRequire } from 'node:module';
import type * as Iconv from 'iconv-lite';

/** The codecs, loaded when a file needs one. The build puts a file of its own in the place of this one (scripts/bundle-program.mjs). */
export function loadIconv(): typeof Iconv {
  return createRequire(import.meta.url)('iconv-lite') as typeof Iconv;
}
