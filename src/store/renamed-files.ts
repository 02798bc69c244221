import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import type { PathMove } from '../model/moving.ts';
import { ask, comparing, git, gitBytes, placeOf, wayOf } from './git.ts';

/** The files that have another path than in a commit. Paths are relative to the folder that was asked about. */
export interface RenamedFiles {
  readonly moves: readonly PathMove[];
  /** The new paths of those whose content is another one, too. */
  readonly changed: ReadonlySet<string>;
}

/**
 * The renames that git sees between a commit and the work tree. A file that git does not track yet is one if its content is that of a
 * file that is gone.
 * @throws ExpectedStop when there is no such commit, or no repository
 */
export async function renamedSince(folder: string, ref: string): Promise<RenamedFiles> {
  const place = placeOf(folder, '--from-git');
  const known = await ask(place, ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`]);
  if (known.status !== 0) throw new ExpectedStop(`git knows no commit ${ref}`);
  const commit = known.stdout.trim();
  const flags = ['-z', '--find-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  const [diff, untracked] = await Promise.all([
    comparing(place, ['diff', '--name-status', ...flags, commit, '--', ...wayOf(place)]).then((args) =>
      git(place, args),
    ),
    git(place, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...wayOf(place)]),
  ]);
  const relative = (file: string): string => file.slice(place.way.length);
  const moves: PathMove[] = [];
  const changed = new Set<string>();
  const deleted: string[] = [];
  const fields = diff.split('\0');
  for (let k = 0; k + 1 < fields.length;) {
    const [status = '', file = '', to = ''] = fields.slice(k, k + 3);
    if (!/^[RC]/.test(status)) {
      if (status === 'D') deleted.push(file);
      k += 2;
      continue;
    }
    if (status.startsWith('R')) {
      moves.push({ from: relative(file), to: relative(to) });
      if (status !== 'R100') changed.add(relative(to));
    }
    k += 3;
  }
  const found = untracked.split('\0').filter((file) => file !== '');
  for (const from of found.length === 0 ? [] : deleted) {
    const bytes = await gitBytes(place, ['cat-file', 'blob', `${commit}:${from}`]);
    const to = found.filter((file) => readFileSync(path.join(folder, relative(file))).equals(bytes));
    const [only] = sameName(to, from);
    if (only !== undefined && bytes.length > 0) moves.push({ from: relative(from), to: relative(only) });
  }
  return { moves, changed };
}

/** The one of several files with the content that has kept its name. */
function sameName(files: readonly string[], from: string): readonly string[] {
  if (files.length === 1) return files;
  const named = files.filter((file) => path.posix.basename(file) === path.posix.basename(from));
  return named.length === 1 ? named : [];
}
