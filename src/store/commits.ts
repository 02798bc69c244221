import { existsSync } from 'node:fs';
import path from 'node:path';
import type { GitPlace } from '../git/find-repository.ts';
import { write } from '../git/run-git.ts';
import type { GitAnswer } from '../git/run-git.ts';
import type { RunOptions } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { printable } from '../model/printable.ts';
import { readCurrent } from './current-file.ts';
import { ask, git } from './git.ts';

/** A batch that is to be committed. */
export interface CommitRequest {
  /** The place of the folder that the paths are relative to. */
  readonly place: GitPlace;
  readonly id: string;
  readonly options: RunOptions;
  readonly batch: string;
  /** Which of how many batches it is, from 1 up. */
  readonly index: number;
  readonly batches: number;
  /** Paths at which files were changed, made or deleted. */
  readonly files: readonly string[];
  /** The paths at which git knows no file yet. */
  readonly created: readonly string[];
  /** How many files changed: one that is renamed has two paths. */
  readonly changed: number;
  readonly edits: number;
  /** How many of them come, go, or get another name. */
  readonly operations: number;
}

const usualMessage =
  'Move imports onto their canonical paths ({batch})\n\n{edits} edits in {files} files, by ssot-codemod.';
const messageOfOperations =
  'Create, delete and rename files ({batch})\n\n{operations} files, and {edits} edits, by ssot-codemod.';

/** The message of a batch's commit: the template with its placeholders filled in, and a trailer that tells the run. */
export function commitMessage({ id, options, batch, index, batches, ...request }: CommitRequest): string {
  const { changed, edits, operations } = request;
  const values: Readonly<Record<string, string | number>> = {
    batch: namedInMessage(batch),
    index,
    batches,
    files: changed,
    edits,
    operations,
    run: id,
  };
  const text = (options.message ?? (operations > 0 ? messageOfOperations : usualMessage))
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
  const { place, id, files, created } = request;
  const message = `--message=${commitMessage(request)}`;
  // Not by GIT_LITERAL_PATHSPECS, which hooks would see, too.
  const input = pathspecs(place, files);
  if (created.length > 0) await announce(place, created, flags, env);
  const args = [...flags, 'commit', '--quiet', '--only', message, ...fromInput];
  const workTree = env['GIT_WORK_TREE'] ?? place.root;
  const states = (): string => files.map((file) => stateOf(path.join(workTree, place.way, file))).join();
  const before = states();
  let answer = await write(place, args, { input, env });
  // A hook that formats refuses the commit, so that what it wrote is staged and committed the second time.
  if (answer.status !== 0 && states() !== before) answer = await write(place, args, { input, env });
  const { status, stdout, stderr } = answer;
  if (status === 0) return true;
  const differing = await write(place, [...flags, 'diff', '--name-only', '-z', 'HEAD', '--'], { env });
  const changed = new Set(differing.stdout.toString().split('\0'));
  if (created.length > 0) await forget(place, created, flags, env);
  if (differing.status === 0 && !files.some((file) => changed.has(place.way + file))) return false;
  const silent = status === null ? 'a signal ended git' : 'git said nothing, so a hook refused it without a word';
  const said = stderr.trim() || stdout.toString().trim() || silent;
  throw new ExpectedStop(
    `batch ${request.batch} could not be committed: ${said}`,
    lockHint(said) ??
      `its files are changed; when the reason is gone, ssot-codemod apply --resume goes on, ssot-codemod rollback --id ${id} undoes it`,
  );
}

/** The content of a file, by its hash; empty where there is none to read. */
function stateOf(file: string): string {
  const current = readCurrent(file);
  return 'hash' in current ? current.hash : '';
}

function pathspecs(place: GitPlace, files: readonly string[]): string {
  return files.map((file) => `:(top,literal)${place.way}${file}`).join('\0');
}

const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];

/** Let git know of files that it does not track yet: only then it commits them by their names. */
async function announce(
  place: GitPlace,
  created: readonly string[],
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const args = [...flags, 'add', '--intent-to-add', '--force', ...fromInput];
  refuseFailure('git cannot add the new files', await write(place, args, { input: pathspecs(place, created), env }));
}

/** The opposite, for files that were not committed after all, of which git knows nothing but the name. */
async function forget(
  place: GitPlace,
  created: readonly string[],
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const input = created.map((file) => `${place.way}${file}\0`).join('');
  await write(place, [...flags, 'update-index', '-z', '--force-remove', '--stdin'], { input, env });
}

/**
 * A process that was killed between the two has left files announced that nobody is going to commit.
 * @param created paths of files that a run has made
 */
export async function forgetAnnounced(place: GitPlace, created: readonly string[]): Promise<void> {
  const entries = new Map((await git(place, ['ls-files', '-s', '-z'])).split('\0').map(indexEntry));
  const announced = created.filter((file) => emptyBlobs.has(entries.get(place.way + file)?.split(' ')[1] ?? ''));
  if (announced.length === 0) return;
  const committed = new Set((await git(place, ['ls-tree', '-r', '-z', '--name-only', 'HEAD'])).split('\0'));
  const left = announced.filter((file) => !committed.has(place.way + file));
  if (left.length > 0) await forget(place, left);
}

/** The path of an entry of the index, and its mode and blob; empty where it is not merged. */
function indexEntry(line: string): [file: string, entry: string] {
  const [, entry = '', file = ''] = /^(\S+ \S+) 0\t(.*)$/s.exec(line) ?? [];
  return [file, entry];
}

/** The way out when a lock file of git is in the way; undefined when none is. */
export function lockHint(said: string): string | undefined {
  const lock = /'([^'\n]+\.lock)'/.exec(said)?.[1];
  // git also names a lock that it could not write. Such a lock is gone by now.
  return lock === undefined || !existsSync(lock)
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

/** The mode of no file. */
const NO_MODE = '000000';
/**
 * The hashes of empty content, by SHA-1 and by SHA-256. They stand for a file that is only announced (`git add -N`).
 */
const emptyBlobs: ReadonlySet<string> = new Set([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * A git that was killed after it made the commit has left the index as it was: the change would show as undone in it. Entries that
 * are still those of the commit before become those of the commit.
 */
export async function settleIndex(place: GitPlace, commit: string): Promise<void> {
  const [changes, index] = await Promise.all([
    git(place, ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', `${commit}^`, commit]),
    git(place, ['ls-files', '-s', '-z']),
  ]);
  const entries = new Map(index.split('\0').map(indexEntry));
  const parts = changes.split('\0');
  const stale: string[] = [];
  for (let k = 0; k + 1 < parts.length; k += 2) {
    const [record = '', file = ''] = parts.slice(k, k + 2);
    const [oldMode = '', mode = '', oldBlob = '', blob = ''] = record.slice(1).split(' ');
    const entry = entries.get(file) ?? `${NO_MODE} ${'0'.repeat(blob.length)}`;
    const isAnnounced = oldMode === NO_MODE && emptyBlobs.has(entry.split(' ')[1] ?? '');
    if (entry === `${oldMode} ${oldBlob}` || (isAnnounced && entry !== `${mode} ${blob}`))
      stale.push(`${mode} ${blob}\t${file}\0`);
  }
  if (stale.length === 0) return;
  const set = await write(place, ['update-index', '-z', '--index-info'], { input: stale.join('') });
  refuseFailure('the index cannot be brought up to the commit that is made', set);
  await write(place, ['update-index', '-q', '--refresh']);
}
