import picomatch from 'picomatch';
import type { Config } from '../model/config.ts';
import type { LeftOut } from '../model/left-out.ts';
import { mayTakeLong, withinSeconds } from '../model/within-seconds.ts';
import { isPythonScript, mayBeScript } from './python-scripts.ts';
import type { UnreadPlace } from './unread-place.ts';

/**
 * The files that the configuration includes and does not exclude. Globs are matched against the whole relative path; whether a file
 * without an extension is a script tells its first line.
 */
export function selectFiles(files: readonly string[], { root, include, includesScripts, exclude }: Config): string[] {
  const [included, excluded] = [anyOf(include), anyOf(exclude)];
  // Files that are included by name are asked first: that is quickest, and most of a repository may be something else.
  const isScript = (file: string): boolean =>
    includesScripts && mayBeScript(file) && !excluded.test(file) && isPythonScript(root, file);
  const select = (): string[] => files.filter((file) => (included.test(file) ? !excluded.test(file) : isScript(file)));
  const slow = [...include, ...exclude].filter(mayTakeLong);
  return slow.length === 0 ? select() : withinSeconds(select, () => `a glob of the configuration (${slow.join(', ')})`);
}

/** The unreadable places in which a file may be that the configuration includes and does not exclude. */
export function selectUnread(places: readonly UnreadPlace[], config: Config): readonly UnreadPlace[] {
  if (places.length === 0) return places;
  const excluded = anyOf(config.exclude);
  return places.filter(({ path }) =>
    path.endsWith('/')
      ? !excluded.test(path) && config.include.some((glob) => mayMatchBelow(glob, path))
      : selectFiles([path], config).length > 0,
  );
}

/** The places that were left out on purpose although the configuration includes them. */
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
  const names = globs.flatMap((glob) => sourceOfName(glob) ?? []);
  const others = globs.filter((glob) => sourceOfName(glob) === undefined).map(sourceOf);
  const sources = names.length === 0 ? others : [`(?:^|/)(?:${names.join('|')})`, ...others];
  return new RegExp(sources.length === 0 ? '(?!)' : sources.join('|'), 's');
}

/**
 * An expression for folders, and for files with one of several names, at any depth: from the start of a name on. Undefined for
 * other globs. Expressions of picomatch are each tried at every place of a path, and so take several times as long.
 */
function sourceOfName(glob: string): string | undefined {
  const folder = /^\*\*\/([\w.-]+)\/\*\*$/.exec(glob)?.[1];
  if (folder !== undefined) return `${literal(folder)}(?:/|$)`;
  const [, start, choices, end] = /^\*\*\/([\w.-]+)\{([\w.-]+(?:,[\w.-]+)+)\}([\w.-]*)\*$/.exec(glob) ?? [];
  if (start === undefined || choices === undefined || end === undefined) return undefined;
  return String.raw`${literal(start)}(?:${choices.split(',').map(literal).join('|')})${literal(end)}[^/]*/?$`;
}

function literal(text: string): string {
  return text.replaceAll('.', '[.]');
}

/** An expression for the glob. That of picomatch takes several times as long for the commonest kind. */
function sourceOf(glob: string): string {
  const [, ending, endings = ending] = /^\*\*\/\*\.(?:(\w+)|\{(\w+(?:,\w+)+)\})$/.exec(glob) ?? [];
  return endings === undefined
    ? picomatch.makeRe(glob, { dot: true }).source
    : String.raw`\.(?:${endings.replaceAll(',', '|')})$`;
}
