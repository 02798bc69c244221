import { gitPlace } from '../git/find-repository.ts';
import type { GitPlace } from '../git/find-repository.ts';
import { withoutFilters } from '../git/invocation.ts';
import { look } from '../git/run-git.ts';
import { ExpectedStop } from '../model/errors.ts';

/** The result of a question to git. */
export interface GitResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Ask git, at the top of the repository. Nothing that the repository names is run. */
export async function ask(place: GitPlace, args: readonly string[], input = ''): Promise<GitResult> {
  const { stdout, ...result } = await look(place, args, input);
  return { ...result, stdout: stdout.toString() };
}

/**
 * The output of git, without the line feed at the end.
 * @throws ExpectedStop with git's own words when it fails
 */
export async function git(place: GitPlace, args: readonly string[], input = ''): Promise<string> {
  return (await gitBytes(place, args, input)).toString().replace(/\n$/, '');
}

/** The output of git, byte for byte. @throws ExpectedStop with git's own words when it fails */
export async function gitBytes(place: GitPlace, args: readonly string[], input = ''): Promise<Buffer> {
  const { status, stdout, stderr } = await look(place, args, input);
  if (status !== 0) throw gitFailed(args, stderr.trim() || stdout.toString().trim());
  return stdout;
}

function gitFailed([command = '']: readonly string[], said: string): ExpectedStop {
  const isPartial = /lazy fetch|promisor|transport '\w+' not allowed/.test(said);
  return new ExpectedStop(
    `git ${command} failed: ${said}`,
    isPartial ? 'the clone is partial, and a look fetches nothing: let git fetch what is missing first' : undefined,
  );
}

/**
 * Arguments by which git compares contents without running the filters that attributes name. Contents that it cannot tell to
 * be the same without them count as changed.
 */
export async function comparing(place: GitPlace, args: readonly string[]): Promise<string[]> {
  const asked = [
    'config',
    '--null',
    '--name-only',
    '--get-regexp',
    String.raw`^filter\..*\.(clean|smudge|process|required)$`,
  ];
  const { status, stdout, stderr } = await ask(place, asked);
  if (status !== 0 && status !== 1) throw gitFailed(asked, stderr.trim());
  const drivers = new Set(stdout.split('\0').flatMap((name) => /^filter\.(.*)\.\w+$/s.exec(name)?.[1] ?? []));
  const odd = [...drivers].find((driver) => /[=\n]/.test(driver));
  if (odd !== undefined)
    throw new ExpectedStop(
      `the configuration of git has a filter of the name ${JSON.stringify(odd)}, which cannot be kept from running`,
      'a name without an equals sign is as good',
    );
  return withoutFilters([...drivers], args);
}

/** The repository that holds a folder. @throws ExpectedStop when there is none, or no git */
export function placeOf(folder: string, what: string): GitPlace {
  const place = gitPlace(folder);
  if (place === undefined) throw new ExpectedStop(`${what} needs a git repository`);
  return place;
}

/** The state of files in git before they are changed. */
export interface WorkTreeStatus {
  /** Tracked files that differ from HEAD, staged or not, relative to the folder that was asked about. */
  readonly dirty: ReadonlySet<string>;
  /** Files that git does not track and does not ignore. */
  readonly untracked: ReadonlySet<string>;
}

const clean: WorkTreeStatus = { dirty: new Set(), untracked: new Set() };

/** The status of the work tree below a folder. Before the first commit nothing is there that a change could be told from. */
export async function workTreeStatus(folder: string): Promise<WorkTreeStatus> {
  const place = placeOf(folder, 'an apply in it');
  const flags = ['--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--ignore-submodules=all'];
  const [head, { status, stdout, stderr }] = await Promise.all([
    ask(place, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    comparing(place, ['status', ...flags, '--', ...wayOf(place)]).then((args) => ask(place, args)),
  ]);
  if (status !== 0) throw new ExpectedStop(`git cannot tell what is uncommitted: ${stderr.trim()}`);
  if (head.status !== 0) return clean;
  const dirty = new Set<string>();
  const untracked = new Set<string>();
  for (const entry of stdout.split('\0')) {
    if (entry === '') continue;
    (entry.startsWith('??') ? untracked : dirty).add(entry.slice(3 + place.way.length));
  }
  return { dirty, untracked };
}

/** The files below a folder that git tracks, relative to it. */
export async function trackedFiles(folder: string): Promise<ReadonlySet<string>> {
  const place = placeOf(folder, 'a look at what it tracks');
  const output = await git(place, ['ls-files', '-z', '--cached', '--', ...wayOf(place)]);
  return new Set(output.split('\0').map((file) => file.slice(place.way.length)));
}

/** The pathspec of a folder, from the top. */
export function wayOf({ way }: GitPlace): string[] {
  return way === '' ? [] : [way];
}

/** The commit that is checked out; undefined before the first one, and outside of a repository. */
export async function checkedOutCommit(folder: string): Promise<string | undefined> {
  const place = gitPlace(folder);
  return place && (await currentHead(place))?.commit;
}

/** The branch and the commit that are checked out. */
export interface Head {
  /** Undefined when no branch is. */
  readonly branch: string | undefined;
  readonly commit: string;
}

/** The branch and the commit that are checked out; undefined before the first commit. */
export async function currentHead(place: GitPlace): Promise<Head | undefined> {
  const [commit, branch] = await Promise.all([
    ask(place, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    ask(place, ['symbolic-ref', '--quiet', '--short', 'HEAD']),
  ]);
  if (commit.status !== 0) return undefined;
  return { branch: branch.status === 0 ? branch.stdout.trim() : undefined, commit: commit.stdout.trim() };
}
