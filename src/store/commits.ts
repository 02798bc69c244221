import type { GitPlace } from '../git/find-repository.ts';
import { write } from '../git/run-git.ts';
import type { GitAnswer } from '../git/run-git.ts';
import type { RunOptions } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { ask, git } from './git.ts';

/** A batch that is to be committed. */
export interface CommitRequest {
  /** Of the folder that the paths are relative to. */
  readonly place: GitPlace;
  readonly id: string;
  readonly options: RunOptions;
  readonly batch: string;
  /** Which of how many batches it is, from 1 up. */
  readonly index: number;
  readonly batches: number;
  /** Paths of the files that were changed. */
  readonly files: readonly string[];
  readonly edits: number;
}

const usualMessage =
  'Move imports onto their canonical paths ({batch})\n\n{edits} edits in {files} files, by ssot-codemod.';

/** The message of a batch's commit: the template with its placeholders filled in, and a trailer that tells the run. */
export function commitMessage({ id, options, batch, index, batches, files, edits }: CommitRequest): string {
  const values: Readonly<Record<string, string | number>> = {
    batch: namedInMessage(batch),
    index,
    batches,
    files: files.length,
    edits,
    run: id,
  };
  const text = (options.message ?? usualMessage)
    .replaceAll('\\n', '\n')
    .replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : placeholder,
    );
  return `${text.trimEnd()}\n\n${trailer(id, index)}\n`;
}

/**
 * A name from the repository, for a commit message: it cannot add lines, such as trailers, nor mention a person, nor close an
 * issue where the commit is pushed.
 */
function namedInMessage(name: string): string {
  return printable(name).replace(/@(?=\w)|#(?=\d)/g, '');
}

/** Finds the commit of a batch again, when the process was killed after it was made. */
function trailer(id: string, index: number): string {
  return `Ssot-codemod-run: ${id}/${index}`;
}

/**
 * Commit the files of a batch as they are on the disk, and only those, whatever else is staged. Hooks run as for any commit.
 * @returns the hash of the commit; the one that is there already when an earlier process was killed after making it; undefined
 * when the files are as they were committed, by somebody else
 * @throws ExpectedStop with what git or a hook said
 */
export async function commitBatch(request: CommitRequest): Promise<string | undefined> {
  const { place } = request;
  const present = await commitAt(request, 'HEAD');
  if (present === undefined && (await makeCommit(request, [], {}))) return git(place, ['rev-parse', 'HEAD']);
  // A git that died half-way may have made it, too.
  const made = present ?? (await commitAt(request, 'HEAD'));
  if (made !== undefined) await settleIndex(place, made);
  return made;
}

/**
 * Let git commit the files of a batch.
 * @param flags of git, before the command
 * @param env tells where git finds HEAD, its index and the files, when not in the work tree
 * @returns false when there is nothing to commit
 */
export async function makeCommit(
  request: CommitRequest,
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { place, id, files } = request;
  const message = `--message=${commitMessage(request)}`;
  // Not by GIT_LITERAL_PATHSPECS, which hooks would see, too.
  const input = files.map((file) => `:(top,literal)${place.way}${file}`).join('\0');
  const { status, stdout, stderr } = await write(
    place,
    [...flags, 'commit', '--quiet', '--only', message, '--pathspec-from-file=-', '--pathspec-file-nul'],
    { input, env },
  );
  if (status === 0) return true;
  const differing = await write(place, [...flags, 'diff', '--name-only', '-z', 'HEAD', '--'], { env });
  const changed = new Set(differing.stdout.toString().split('\0'));
  if (differing.status === 0 && !files.some((file) => changed.has(place.way + file))) return false;
  const silent = status === null ? 'a signal ended git' : 'git said nothing, so a hook refused it without a word';
  const said = stderr.trim() || stdout.toString().trim() || silent;
  throw new ExpectedStop(
    `batch ${request.batch} could not be committed: ${said}`,
    lockHint(said) ??
      `its files are changed; when the reason is gone, ssot-codemod apply --resume goes on, ssot-codemod rollback --id ${id} undoes it`,
  );
}

/** The way out when a lock file of git is in the way; undefined when none is. */
export function lockHint(said: string): string | undefined {
  const lock = /'([^'\n]+\.lock)'/.exec(said)?.[1];
  return lock === undefined
    ? undefined
    : `another git is at work in this repository, or one was killed: when none is running, delete ${lock}, then ssot-codemod apply --resume goes on`;
}

/** @throws ExpectedStop with what git said, unless it did what it was told */
export function refuseFailure(what: string, { status, stdout, stderr }: GitAnswer): void {
  if (status === 0) return;
  const said = stderr.trim() || stdout.toString().trim();
  throw new ExpectedStop(`${what}: ${said}`, lockHint(said));
}

/** The hash of a commit, if it is that of the batch. */
export async function commitAt({ place, id, index }: CommitRequest, name: string): Promise<string | undefined> {
  return commitWith(place, name, (line) => line === trailer(id, index));
}

/** The hash of a commit, if a run made it. */
export function runOf(place: GitPlace, id: string, name: string): Promise<string | undefined> {
  const start = trailer(id, 0).slice(0, -1);
  return commitWith(place, name, (line) => line.startsWith(start));
}

async function commitWith(
  place: GitPlace,
  name: string,
  isTrailer: (line: string) => boolean,
): Promise<string | undefined> {
  const found = await ask(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  if (found.status !== 0) return undefined;
  const hash = found.stdout.trim();
  const content = await git(place, ['cat-file', 'commit', hash]);
  return content.split('\n').some(isTrailer) ? hash : undefined;
}

/**
 * A git that was killed after it made the commit has left the index as it was: the change would show as undone in it. Entries that
 * are still those of the commit before become those of the commit.
 */
export async function settleIndex(place: GitPlace, commit: string): Promise<void> {
  const [changes, index] = await Promise.all([
    git(place, ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', `${commit}^`, commit]),
    git(place, ['ls-files', '-s', '-z']),
  ]);
  const entries = new Map(
    index.split('\0').map((line) => {
      const [, entry = '', file = ''] = /^(\S+ \S+) 0\t(.*)$/s.exec(line) ?? [];
      return [file, entry];
    }),
  );
  const parts = changes.split('\0');
  const stale: string[] = [];
  for (let k = 0; k + 1 < parts.length; k += 2) {
    const [record = '', file = ''] = parts.slice(k, k + 2);
    const [oldMode = '', mode = '', oldBlob = '', blob = ''] = record.slice(1).split(' ');
    if (entries.get(file) === `${oldMode} ${oldBlob}`) stale.push(`${mode} ${blob}\t${file}\0`);
  }
  if (stale.length === 0) return;
  const set = await write(place, ['update-index', '-z', '--index-info'], { input: stale.join('') });
  refuseFailure('the index cannot be brought up to the commit that is made', set);
  await write(place, ['update-index', '-q', '--refresh']);
}
