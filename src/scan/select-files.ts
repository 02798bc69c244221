import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';

/** The files that the configuration includes and does not exclude. Globs are matched against the whole relative path. */
export function selectFiles(files: readonly string[], { include, exclude }: Config): string[] {
  const included = include.map(matcher);
  const excluded = exclude.map(matcher);
  return files.filter(
    (file) => included.some((matches) => matches(file)) && !excluded.some((matches) => matches(file)),
  );
}

/** The two commonest globs, `**\/*.ext` and `**\/folder/**`, need no regular expression, and are tried on every file. */
function matcher(glob: string): (file: string) => boolean {
  const ending = /^\*\*\/\*(\.\w+)$/.exec(glob)?.[1];
  if (ending !== undefined) return (file) => file.endsWith(ending);
  const folder = /^\*\*\/([\w.-]+)\/\*\*$/.exec(glob)?.[1];
  if (folder !== undefined) return (file) => `/${file}/`.includes(`/${folder}/`);
  const pattern = picomatch.makeRe(glob, { dot: true });
  return (file) => pattern.test(file);
}
