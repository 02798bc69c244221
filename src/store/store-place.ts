import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isPrivateFolder, makePrivateFolder } from './private-folder.ts';
import { findRepository, ownGitFolder } from './repository.ts';
import { makeStateFolder, stateFolder } from './user-state.ts';

/** Where the runs of a root, their lock and their temporary files are kept: in no place that a clone can bring. */
export interface Store {
  /** Absolute path. */
  readonly folder: string;
  /** Real path of the folder that the roots of its runs are in: the root of the repository, else the root itself. */
  readonly base: string;
  /** Folders that it is in and that are made for it, the outermost first; none when it is in the git folder. */
  readonly above: readonly string[];
}

/** The store of a root, whether it is there or not: in the git folder, else in the user's state folder. */
export function storeOf(root: string): Store {
  const repository = findRepository(root);
  const base = realpathSync(repository?.root ?? root);
  const gitFolder = repository && ownGitFolder(repository);
  if (gitFolder !== undefined) return { folder: path.join(gitFolder, 'ssot-codemod'), base, above: [] };
  const state = stateFolder();
  const projects = path.join(state, 'projects');
  return { folder: path.join(projects, nameOf(base)), base, above: [state, projects] };
}

/** The store that a working folder belongs to, whichever folder it was made for; undefined when there is none. */
export function findStore(cwd: string): Store | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const store = storeOf(folder);
    if (isStore(store)) return store;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** @throws ExpectedStop when something is in its place that others may write, or a link */
export function isStore({ folder, above }: Store): boolean {
  return [...above, folder].every(isPrivateFolder);
}

/** Make the folder of a store, if it is not there. @throws ExpectedStop when something else is there */
export function makeStore({ folder, above }: Store): void {
  if (above.length > 0) makeStateFolder();
  for (const each of [...above, folder]) makePrivateFolder(each);
}

/** A name that a person recognizes, for one folder alone. */
function nameOf(base: string): string {
  const readable = path.basename(base).replace(/[^\w.-]+/g, '-');
  return `${readable}-${createHash('sha256').update(base).digest('hex').slice(0, 16)}`;
}
