import { ExpectedStop } from '../model/errors.ts';
import type { GitPlace } from '../git/find-repository.ts';
import { ask, comparing, git, gitBytes, placeOf, wayOf } from './git.ts';

/** The files that changed. Paths are relative to the folder that was asked about; files outside it are left out. */
export interface ChangedFiles {
  /** Regular files and links that are there. */
  readonly present: readonly string[];
  readonly deleted: readonly string[];
}

/** Regular files that are staged, each with the name of its content in git. */
export interface StagedFiles extends ChangedFiles {
  readonly blobs: ReadonlyMap<string, string>;
}

/** Names are as they are, a renamed file is one that is deleted and one that is new, and nothing else is run. */
const diffFlags = ['-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];

/** Names from the top, from the folder that was asked about. */
const relativeFlags = ({ way }: GitPlace): string[] => (way === '' ? ['--relative'] : [`--relative=${way}`]);

/**
 * The files that changed since the last commit that HEAD and another commit have in common: in commits, in the work
 * tree, and new files that git does not ignore.
 * @param ref the other commit, as git names it; where the two have nothing in common, it is compared with itself
 * @throws ExpectedStop when there is no such commit, or no repository
 */
export async function changedSince(folder: string, ref: string): Promise<ChangedFiles> {
  const place = placeOf(folder, '--since');
  const commit = await commitOf(place, ref);
  const common = await ask(place, ['merge-base', commit, 'HEAD']);
  const base = common.status === 0 ? common.stdout.trim() : commit;
  const [diff, untracked] = await Promise.all([
    comparing(place, ['diff', '--name-status', ...diffFlags, ...relativeFlags(place), base, '--']).then((args) =>
      git(place, args),
    ),
    git(place, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...wayOf(place)]),
  ]);
  const present = fields(untracked).map((file) => file.slice(place.way.length));
  const deleted: string[] = [];
  const entries = fields(diff);
  for (let k = 0; k + 1 < entries.length; k += 2) {
    const [status = '', file = ''] = entries.slice(k, k + 2);
    (status === 'D' ? deleted : present).push(file);
  }
  const isBack = new Set(present);
  return { present: [...isBack], deleted: deleted.filter((file) => !isBack.has(file)) };
}

/**
 * The files that the next commit changes.
 * @throws ExpectedStop when there is no repository
 */
export async function stagedFiles(folder: string): Promise<StagedFiles> {
  const place = placeOf(folder, '--staged');
  const flags = ['--cached', '--raw', '--no-abbrev', ...diffFlags, ...relativeFlags(place)];
  const { status, stdout, stderr } = await ask(place, ['diff', ...flags, '--']);
  if (status !== 0) throw cannotTell('--staged', stderr);
  const blobs = new Map<string, string>();
  const present: string[] = [];
  const deleted: string[] = [];
  const entries = fields(stdout);
  for (let k = 0; k + 1 < entries.length; k += 2) {
    const [record = '', file = ''] = entries.slice(k, k + 2);
    const [, mode = '', , blob = '', change] = record.slice(1).split(' ');
    if (change === 'D') deleted.push(file);
    // A file that is not merged yet has no one content.
    else if (/^0+$/.test(blob)) present.push(file);
    else if (mode.startsWith('100')) {
      present.push(file);
      blobs.set(file, blob);
    }
  }
  return { present, deleted, blobs };
}

/** The contents of files by their names in git. */
export async function readBlobs(
  folder: string,
  blobs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (blobs.size === 0) return new Map();
  const answer = await gitBytes(
    placeOf(folder, '--staged'),
    ['cat-file', '--batch'],
    [...blobs.values()].map((blob) => `${blob}\n`).join(''),
  );
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const file of blobs.keys()) {
    // `<object> blob <size>`, its bytes, a line feed.
    const start = answer.indexOf('\n', at) + 1;
    const size = Number(answer.toString('latin1', at, start).split(' ')[2]);
    if (start === 0 || !Number.isInteger(size))
      throw new ExpectedStop(`git has no content for the staged file ${file}`);
    contents.set(file, answer.subarray(start, start + size));
    at = start + size + 1;
  }
  return contents;
}

async function commitOf(place: GitPlace, ref: string): Promise<string> {
  const { status, stdout, stderr } = await ask(place, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  if (status === 0) return stdout.trim();
  if (/not a git repository/i.test(stderr)) throw cannotTell('--since', stderr);
  throw new ExpectedStop(
    `git knows no commit ${ref}`,
    'a shallow clone holds few commits: fetch the branch first, or check out with fetch-depth: 0',
  );
}

function cannotTell(flag: string, stderr: string): ExpectedStop {
  return new ExpectedStop(
    /not a git repository/i.test(stderr)
      ? `${flag} needs a git repository`
      : `git cannot tell what changed: ${stderr.trim().split('\n', 1)[0] ?? ''}`,
  );
}

function fields(output: string): string[] {
  return output.split('\0').filter((field) => field !== '');
}
