import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';

/** The files that the configuration includes and does not exclude. Globs are matched against the whole relative path. */
export function selectFiles(files: readonly string[], { include, exclude }: Config): string[] {
  const [isIncluded, isExcluded] = [matcher(include), matcher(exclude)];
  return files.filter((file) => isIncluded(file) && !isExcluded(file));
}

/** Tells paths that one of the globs matches. The two commonest kinds need no expression of their own. */
function matcher(globs: readonly string[]): (file: string) => boolean {
  const endings: string[] = [];
  const folders: string[] = [];
  const patterns: RegExp[] = [];
  for (const glob of globs) {
    const ending = /^\*\*\/\*(\.\w+)$/.exec(glob)?.[1];
    const folder = /^\*\*\/([\w.-]+)\/\*\*$/.exec(glob)?.[1];
    if (ending !== undefined) endings.push(ending);
    else if (folder !== undefined) folders.push(folder.replaceAll('.', '\\.'));
    else patterns.push(picomatch.makeRe(glob, { dot: true }));
  }
  if (folders.length > 0) patterns.unshift(new RegExp(`(?:^|/)(?:${folders.join('|')})(?:/|$)`));
  return (file) => endings.some((ending) => file.endsWith(ending)) || patterns.some((pattern) => pattern.test(file));
}
