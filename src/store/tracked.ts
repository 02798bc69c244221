import { fileModes } from '../model/file-operation.ts';
import { ExpectedStop } from '../model/errors.ts';
import { gitPlace } from '../git/find-repository.ts';
import { ask, currentHead, git, placeOf, workTreeStatus, wayOf } from './git.ts';

/** A file as git tracks it. */
export interface TrackedFile {
  /** The mode in git's notation: `100644`, `100755`, `120000` for a link. */
  readonly mode: string;
  /** The name of its content. */
  readonly blob: string;
}

/** The files below a folder that git knows. Paths are relative to the folder. */
export interface TrackedFiles {
  readonly tracked: ReadonlyMap<string, TrackedFile>;
  /** The files that differ from the last commit, staged or not. */
  readonly dirty: ReadonlySet<string>;
  /** Files that git neither tracks nor ignores. */
  readonly untracked: ReadonlySet<string>;
  /** The hash of what is checked out; undefined before the first commit. */
  readonly commit: string | undefined;
  /** Files, tracked or not, that hold one of some texts; as words, when no letter or digit may stand beside them. */
  readonly holding: (texts: readonly string[], asWords: boolean) => Promise<readonly string[]>;
}

/** Is a file of the mode one that has bytes of its own? Links and repositories have none. */
export function isRegular({ mode }: TrackedFile): boolean {
  return fileModes.some((known) => known === mode);
}

/**
 * Ask git for the files below a folder.
 * @param what needs them, for the message
 * @throws ExpectedStop where there is no repository
 */
export async function trackedFilesOf(folder: string, what: string): Promise<TrackedFiles> {
  if (gitPlace(folder) === undefined)
    throw new ExpectedStop(`${what} needs a git repository`, 'it changes nothing that git could not bring back');
  const place = placeOf(folder, what);
  const { way } = place;
  const [listing, status, head] = await Promise.all([
    git(place, ['ls-files', '-z', '--stage', '--', ...wayOf(place)]),
    workTreeStatus(folder),
    currentHead(place),
  ]);
  const tracked = new Map<string, TrackedFile>();
  for (const line of listing.split('\0')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const [mode = '', blob = ''] = line.slice(0, tab).split(' ');
    tracked.set(line.slice(tab + 1 + way.length), { mode, blob });
  }
  const holding = async (texts: readonly string[], asWords: boolean): Promise<readonly string[]> => {
    if (texts.length === 0) return [];
    const flags = ['--untracked', '--files-with-matches', '-z', '-I', '--fixed-strings', '--no-color'];
    const patterns = texts.flatMap((text) => ['-e', text]);
    // The whole repository may name what lies in a folder of it.
    const answer = await ask(place, ['grep', ...flags, ...(asWords ? ['--word-regexp'] : []), ...patterns]);
    if (answer.status !== 0 && answer.status !== 1)
      throw new ExpectedStop(`git cannot search the files: ${answer.stderr.trim()}`);
    return answer.stdout.split('\0').filter((file) => file !== '');
  };
  return { tracked, ...status, commit: head?.commit, holding };
}
