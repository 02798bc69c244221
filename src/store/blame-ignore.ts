import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { BatchReport } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';
import { syncFolder, writeAtomically } from './atomic-write.ts';
import { readCurrent, versionAt } from './current-file.ts';
import type { CurrentFile } from './current-file.ts';

const BLAME_IGNORE = '.git-blame-ignore-revs';

/**
 * Append the commits of a run to .git-blame-ignore-revs of the repository. It is left to be committed by hand: a commit
 * cannot name itself.
 * @throws ExpectedStop when it is a link, or cannot be written
 */
export async function ignoreInBlame(repository: string, id: string, reports: readonly BatchReport[]): Promise<void> {
  const file = path.join(repository, BLAME_IGNORE);
  const present = readBlameIgnore(repository);
  const text = present?.bytes.toString() ?? '';
  const lines = reports.flatMap(({ commit, name }) =>
    commit === undefined || text.includes(commit) ? [] : [`# ssot-codemod ${id}, ${oneLine(name)}`, commit],
  );
  if (lines.length === 0) return;
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  const content = Buffer.from(`${separator}${lines.join('\n')}\n`);
  const temporary = path.join(repository, `.ssot-codemod-${randomBytes(6).toString('hex')}`);
  const version = present?.version ?? '';
  try {
    await writeAtomically(file, temporary, Buffer.concat([present?.bytes ?? Buffer.alloc(0), content]), present, () => {
      if (versionAt(file) !== version) throw new Error('it changed while its new content was written');
    });
  } catch (error) {
    throw new ExpectedStop(`cannot write ${BLAME_IGNORE}: ${inWords(error)}`, wayOut);
  }
  await syncFolder(repository);
}

const wayOut = 'the commits are made; when the reason is gone, ssot-codemod apply --resume notes them';

/**
 * The file as it is; undefined when there is none. Git reads a link as one, but the tool writes through none.
 * @throws ExpectedStop when something else is in its place
 */
export function readBlameIgnore(repository: string): CurrentFile | undefined {
  const file = path.join(repository, BLAME_IGNORE);
  if (versionAt(file) === '') return undefined;
  const current = readCurrent(file);
  if ('bytes' in current) return current;
  throw new ExpectedStop(
    `${BLAME_IGNORE} cannot be appended to: ${current.message}`,
    'put a regular file in its place, or leave --blame-ignore out',
  );
}

/** The name of a batch that fits into a comment: it is a path, which may hold anything. */
function oneLine(name: string): string {
  return name.replace(/\p{Cc}+/gu, ' ');
}
