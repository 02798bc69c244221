import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';

/** The files that the configuration includes and does not exclude. Globs are matched against the whole relative path. */
export function selectFiles(files: readonly string[], { include, exclude }: Config): string[] {
  const [isIncluded, isExcluded] = [matcher(include), matcher(exclude)];
  return files.filter((file) => isIncluded(file) && !isExcluded(file));
}

/** Tells paths that one of the globs matches. The two commonest kinds need no expression of their own. */
function matcher(globs: readonly string[]): (file: string) => boolean {
  const endings = new Set<string>();
  const folders: string[] = [];
  const patterns: RegExp[] = [];
  for (const glob of globs) {
    const [, ending, list] = /^\*\*\/\*\.(?:(\w+)|\{(\w+(?:,\w+)+)\})$/.exec(glob) ?? [];
    const folder = /^\*\*\/([\w.-]+)\/\*\*$/.exec(glob)?.[1];
    if (ending !== undefined) endings.add(`.${ending}`);
    else if (list !== undefined) for (const each of list.split(',')) endings.add(`.${each}`);
    else if (folder !== undefined) folders.push(folder);
    else patterns.push(picomatch.makeRe(glob, { dot: true }));
  }
  const isInFolder = folders.length > 0 ? folderMatcher(folders) : undefined;
  return (file) =>
    (endings.size > 0 && endings.has(file.slice(file.lastIndexOf('.')))) ||
    isInFolder?.(file) === true ||
    (patterns.length > 0 && patterns.some((pattern) => pattern.test(file)));
}

/** Tells paths of which a part has one of the names. Of the files of one folder, the first is looked at in full. */
function folderMatcher(names: readonly string[]): (file: string) => boolean {
  const lengths = new Set(names.map(({ length }) => length));
  let folder = '';
  let isBelow = false;
  return (file) => {
    const end = file.lastIndexOf('/') + 1;
    if (end !== folder.length || !file.startsWith(folder)) {
      folder = file.slice(0, end);
      isBelow = folder.split('/').some((part) => names.includes(part));
    }
    return isBelow || (lengths.has(file.length - end) && names.includes(file.slice(end)));
  };
}
