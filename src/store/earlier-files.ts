import type { GitPlace } from '../git/find-repository.ts';
import type { EarlierFiles } from '../model/earlier-files.ts';
import { ExpectedStop } from '../model/errors.ts';
import { readBlobs } from './changed-files.ts';
import { ask, comparing, git, placeOf, wayOf } from './git.ts';

const source = /\.(?:pyi?|[mc]?[jt]sx?|vue|svelte)$/;
/** Nothing else is run, and a file that is much like one that is gone counts as renamed. */
const flags = [
  '--raw',
  '-z',
  '--no-abbrev',
  '--find-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=all',
];

/**
 * The source files that a commit had otherwise.
 * @param range a commit, compared with the working tree, or two as in `A..B`
 * @throws ExpectedStop when git knows no such commit, or there is no repository
 */
export async function earlierFiles(folder: string, range: string): Promise<EarlierFiles> {
  const place = placeOf(folder, '--from-git');
  const [from = '', to] = range.split('..');
  const first = await commitOf(place, from);
  const second = to === undefined || to === '' ? undefined : await commitOf(place, to);
  const relative = place.way === '' ? '--relative' : `--relative=${place.way}`;
  const args = ['diff', ...flags, relative, first, ...(second === undefined ? [] : [second]), '--'];
  const [raw, untracked] = await Promise.all([
    comparing(place, args).then((compared) => git(place, compared)),
    second === undefined
      ? git(place, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...wayOf(place)])
      : Promise.resolve(''),
  ]);
  const changed = fields(untracked)
    .map((file) => file.slice(place.way.length))
    .filter((file) => source.test(file));
  const renamed = new Map<string, string>();
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const { status, oldBlob, newBlob, oldPath, newPath } of changes(fields(raw))) {
    if (status !== 'A' && source.test(oldPath) && !/^0+$/.test(oldBlob)) before.set(oldPath, oldBlob);
    if (status === 'D' || !source.test(newPath)) continue;
    changed.push(newPath);
    if (!/^0+$/.test(newBlob)) after.set(newPath, newBlob);
    if (status === 'R' && source.test(oldPath)) renamed.set(oldPath, newPath);
  }
  return {
    name: range,
    renamed,
    before: await readBlobs(folder, before),
    changed,
    after: second === undefined ? undefined : await readBlobs(folder, after),
  };
}

interface Change {
  /** The letter of git: `A`, `D`, `M`, `R`, `T`. */
  readonly status: string;
  readonly oldBlob: string;
  readonly newBlob: string;
  readonly oldPath: string;
  /** The same where it is not renamed. */
  readonly newPath: string;
}

/** `:mode mode blob blob status`, then one path or, for what is renamed, two. Links and submodules are no files. */
function* changes(entries: readonly string[]): Generator<Change> {
  for (let k = 0; k < entries.length;) {
    const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status = ''] = (entries[k] ?? '')
      .slice(1)
      .split(' ');
    const isRenamed = /^[RC]/.test(status);
    const oldPath = entries[k + 1] ?? '';
    const newPath = isRenamed ? (entries[k + 2] ?? '') : oldPath;
    k += isRenamed ? 3 : 2;
    const isFile = (mode: string): boolean => mode.startsWith('100') || /^0+$/.test(mode);
    if (isFile(oldMode) && isFile(newMode)) yield { status: status.charAt(0), oldBlob, newBlob, oldPath, newPath };
  }
}

async function commitOf(place: GitPlace, ref: string): Promise<string> {
  const { status, stdout, stderr } = await ask(place, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  if (status === 0) return stdout.trim();
  if (/not a git repository/i.test(stderr)) throw new ExpectedStop('--from-git needs a git repository');
  throw new ExpectedStop(
    `git knows no commit ${ref}`,
    'a shallow clone holds few commits: fetch the branch first; --from-git takes REV, or A..B',
  );
}

function fields(output: string): string[] {
  return output.split('\0').filter((field) => field !== '');
}
