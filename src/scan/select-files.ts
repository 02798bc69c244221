import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';

/** The files that the configuration includes and does not exclude. Globs are matched against the whole relative path. */
export function selectFiles(files: readonly string[], { include, exclude }: Config): string[] {
  const included = include.map((glob) => picomatch.makeRe(glob, { dot: true }));
  const excluded = exclude.map((glob) => picomatch.makeRe(glob, { dot: true }));
  return files.filter((file) => included.some((glob) => glob.test(file)) && !excluded.some((glob) => glob.test(file)));
}
