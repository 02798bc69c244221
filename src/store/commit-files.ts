import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GitPlace } from '../git/find-repository.ts';
import { appliedOperation } from '../model/file-operation.ts';
import { commitOnBranch, differingFrom } from './branches.ts';
import { commitBatch } from './commits.ts';
import type { CommitRequest } from './commits.ts';
import { readCurrent } from './current-file.ts';
import type { Left } from './events.ts';
import type { FileRecord, Journal } from './journal.ts';
import { originalOf } from './originals.ts';
import { changedBytes } from './run-files.ts';
import { contentOfNew, NOTHING, placesOf } from './run-places.ts';
import type { RunFiles } from './run-files.ts';

/** The files of a batch that are to be committed. */
export interface FilesToCommit {
  readonly journal: Journal;
  readonly files: RunFiles;
  readonly place: GitPlace;
  readonly records: readonly FileRecord[];
  /** They are in the work tree as they are to be committed; else only the journal says what they become. */
  readonly isWritten: boolean;
}

/** The result of committing files. */
export interface Committed {
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  /** Files that could not be committed, or not be put back. */
  readonly left: readonly Left[];
  /** By path, the hashes of files that the commit holds as a hook left them; undefined for none. */
  readonly rewritten?: Readonly<Record<string, string>> | undefined;
}

const nothing: Committed = { commit: undefined, branch: undefined, left: [] };

/**
 * Commit the files of a batch in the way that the run was told to; on a branch of their own, they are put back afterwards.
 * @throws ExpectedStop with what git or a hook said
 */
export async function commitFiles(
  { records, ...surroundings }: FilesToCommit,
  request: Omit<CommitRequest, 'changed' | 'created' | 'edits' | 'files' | 'operations' | 'place'>,
): Promise<Committed> {
  const { journal, files, place, isWritten } = surroundings;
  const gone = isWritten ? records.flatMap((record) => goneFile(files, record)) : [];
  const isGone = new Set(gone.map((file) => file.path));
  const there = records.filter(({ outcome }) => !isGone.has(outcome.path));
  if (there.length === 0) return { ...nothing, left: gone };
  const places = there.flatMap(placesOf);
  const complete = {
    ...request,
    place,
    files: places.map((at) => at.path),
    created: places.filter((at) => at.before === NOTHING).map((at) => at.path),
    changed: there.length,
    edits: editsIn(there),
    operations: operationsIn(there),
  };
  const { options, commit: parent = '' } = journal.header;
  if (options.branchPrefix === undefined) {
    const commit = await commitBatch(complete);
    const rewritten =
      commit === undefined ? undefined : await rewrittenFiles(commit, { ...surroundings, records: there });
    return { ...nothing, commit, left: gone, rewritten };
  }
  const copies = path.join(journal.folder, 'tree');
  const workTree = isWritten ? place.root : copies;
  try {
    if (!isWritten) writeCopies(copies, { ...surroundings, records: there });
    const scratch = path.join(journal.folder, 'git');
    const made = await commitOnBranch(complete, { parent, workTree, scratch });
    const left = made === undefined ? [] : await putBack(made, { ...surroundings, records: there });
    return { ...nothing, ...made, left: [...gone, ...left] };
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** How many edits files hold. */
export function editsIn(records: readonly FileRecord[]): number {
  return records.reduce((sum, { outcome }) => sum + outcome.edits.filter((edit) => edit.applied).length, 0);
}

/** How many files come, go, or get another name. */
export function operationsIn(records: readonly FileRecord[]): number {
  return records.filter(({ outcome }) => appliedOperation(outcome) !== undefined).length;
}

/** A file that cannot be committed any more, since somebody has deleted or replaced it, or made it again. */
function goneFile(files: RunFiles, record: FileRecord): Left[] {
  const left = (message: string): Left[] => [
    { path: record.outcome.path, status: 'skipped', reason: 'changed-on-disk', message },
  ];
  for (const { path: relative, after } of placesOf(record)) {
    const current = readCurrent(path.join(files.root, relative));
    if (after === NOTHING) {
      if (!('isGone' in current)) return left(`something is at ${relative} again`);
    } else if ('message' in current) return left(current.message);
  }
  return [];
}

/** The files that are not as the run wrote them, and that a commit holds as they are. */
async function rewrittenFiles(
  commit: string,
  { files, place, records }: FilesToCommit,
): Promise<Readonly<Record<string, string>> | undefined> {
  const found = records.flatMap((record): [string, string][] => {
    const at = placesOf(record).find(({ after }) => after !== NOTHING);
    const current = at && readCurrent(path.join(files.root, at.path));
    return current !== undefined && 'hash' in current && current.hash !== record.after
      ? [[at?.path ?? '', current.hash]]
      : [];
  });
  if (found.length === 0) return undefined;
  const differing = await differingFrom(place, commit);
  return Object.fromEntries(found.filter(([file]) => !differing.has(place.way + file)));
}

/** Lay out what files become in a folder of the run, where git can take them for the work tree. */
function writeCopies(folder: string, { journal, place, records }: FilesToCommit): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, place.way), { recursive: true, mode: 0o700 });
  for (const record of records) {
    const at = placesOf(record).find(({ after }) => after !== NOTHING);
    if (at === undefined) continue; // git takes a file that is not in its work tree for deleted
    const copy = path.join(folder, place.way, at.path);
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 });
    const content = contentOfNew(record.outcome) ?? changedBytes(originalOf(journal, record), record.outcome);
    writeFileSync(copy, content, { flag: 'wx', mode: 0o600 | (record.mode & 0o100) });
  }
}

/** The branch holds the change now: the work tree gets its files back as they were, byte for byte. */
async function putBack(
  { branch, commit }: { readonly branch: string; readonly commit: string },
  { files, place, records }: FilesToCommit,
): Promise<Left[]> {
  const foreign: FileRecord[] = [];
  const left: Left[] = [];
  for (const record of records) {
    const brought = await files.bring(record, 'before');
    if (brought.result === 'foreign') foreign.push(record);
    else if (brought.result === 'failed')
      left.push({ path: record.outcome.path, status: 'failed', error: brought.message });
  }
  files.removeEmptyFolders(records, 'before');
  if (foreign.length === 0) return left;
  // A hook has changed them, or somebody else. What is in the commit as it is now is lost by nobody.
  const differing = await differingFrom(place, commit);
  for (const record of foreign) {
    const { path: file } = record.outcome;
    const isCommitted = !placesOf(record).some((at) => differing.has(place.way + at.path));
    if (isCommitted) await files.restoreOver(record);
    else {
      const message = `it changed while its batch was committed, and is left so; ${branch} has it without that`;
      left.push({ path: file, status: 'skipped', reason: 'changed-on-disk', message });
    }
  }
  return left;
}
