import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';
import type { LeftOut } from '../model/left-out.ts';
import { mayTakeLong, withinSeconds } from '../model/within-seconds.ts';
import { isPythonScript } from './python-scripts.ts';
import type { UnreadPlace } from './unread-place.ts';

/**
 * The files that the configuration includes and does not exclude. Globs are matched against the whole relative path; whether a file
 * without an extension is a script tells its first line.
 */
export function selectFiles(files: readonly string[], { root, include, includesScripts, exclude }: Config): string[] {
  const [included, excluded] = [anyOf(include), anyOf(exclude)];
  const isIncluded = (file: string): boolean => included.test(file) || (includesScripts && isPythonScript(root, file));
  const select = (): string[] => files.filter((file) => !excluded.test(file) && isIncluded(file));
  const slow = [...include, ...exclude].filter(mayTakeLong);
  return slow.length === 0 ? select() : withinSeconds(select, () => `a glob of the configuration (${slow.join(', ')})`);
}

/** Of places that cannot be looked at, those where a file may be that the configuration includes and does not exclude. */
export function selectUnread(places: readonly UnreadPlace[], config: Config): readonly UnreadPlace[] {
  if (places.length === 0) return places;
  const excluded = anyOf(config.exclude);
  return places.filter(({ path }) =>
    path.endsWith('/')
      ? !excluded.test(path) && config.include.some((glob) => mayMatchBelow(glob, path))
      : selectFiles([path], config).length > 0,
  );
}

/** Of what is left out on purpose, what the configuration would have had looked at. */
export function selectLeftOut(places: readonly LeftOut[], config: Config): readonly LeftOut[] {
  if (places.length === 0) return places;
  const folders = selectUnread(
    places.filter(({ path }) => path.endsWith('/')).map(({ path }) => ({ path, why: 'outside-root' })),
    config,
  );
  const files = selectFiles(
    places.flatMap(({ path }) => (path.endsWith('/') ? [] : [path])),
    config,
  );
  const isChosen = new Set([...files, ...folders.map(({ path }) => path)]);
  return places.filter(({ path }) => isChosen.has(path));
}

function mayMatchBelow(glob: string, folder: string): boolean {
  const { base, negated } = picomatch.scan(glob);
  return negated || base === '' || `${base}/`.startsWith(folder) || folder.startsWith(`${base}/`) || folder === './';
}

/** Matches paths that one of the globs matches; a name may hold line ends. */
function anyOf(globs: readonly string[]): RegExp {
  return new RegExp(globs.length === 0 ? '(?!)' : globs.map(sourceOf).join('|'), 's');
}

/** An expression for the glob. Those of picomatch take several times as long for the two commonest kinds. */
function sourceOf(glob: string): string {
  const [, ending, endings = ending] = /^\*\*\/\*\.(?:(\w+)|\{(\w+(?:,\w+)+)\})$/.exec(glob) ?? [];
  if (endings !== undefined) return String.raw`\.(?:${endings.replaceAll(',', '|')})$`;
  const folder = /^\*\*\/([\w.-]+)\/\*\*$/.exec(glob)?.[1];
  if (folder !== undefined) return `(?:^|/)${folder.replaceAll('.', '[.]')}(?:/|$)`;
  return picomatch.makeRe(glob, { dot: true }).source;
}
