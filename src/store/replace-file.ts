import { accessSync, constants, lstatSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';
import { syncFolder, writeAtomically } from './atomic-write.ts';
import { sha256 } from './current-file.ts';
import { isRunning } from './is-running.ts';
import { linkOut } from './link-out.ts';

/**
 * Write a file that the user named, or make it. What is there is replaced as a whole or not at all, wherever that can be; a
 * link stays one, and so do mode and owner. No link of the repository leads out of it.
 * @param file relative to `cwd`; pipes and devices are written to
 * @param what the file is, for the message: `the baseline known.json`
 * @throws ExpectedStop when it cannot be written
 */
export async function replaceFile(
  cwd: string,
  file: string,
  content: string | Uint8Array,
  what: string = file,
): Promise<void> {
  const named = path.resolve(cwd, file);
  try {
    refuseLinkOut(cwd, named);
    if (!(await isReplaced(named, Buffer.from(content)))) writeFileSync(named, content);
  } catch (error) {
    throw cannotWrite(what, error);
  }
}

/**
 * To be called before work that is done for the sake of a file.
 * @throws ExpectedStop when it is plain already that the file cannot be written
 */
export function refuseUnwritableFile(cwd: string, file: string): void {
  const named = path.resolve(cwd, file);
  try {
    refuseLinkOut(cwd, named);
    const present = statSync(named, { throwIfNoEntry: false });
    if (present?.isDirectory() === true) throw new Error('it is a folder');
    accessSync(present === undefined ? path.dirname(named) : named, constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** A clone may bring a link where somebody is going to write a report. */
function refuseLinkOut(cwd: string, named: string): void {
  const target = linkOut(cwd, named);
  if (target === undefined) return;
  throw new Error(`a link in the repository leads it to ${target}\n  delete the link, or name that place itself`);
}

function cannotWrite(what: string, error: unknown): ExpectedStop {
  const isFolderGone = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';
  return new ExpectedStop(`cannot write ${what}: ${isFolderGone ? 'its folder is not there' : inWords(error)}`);
}

/**
 * A name for the new content, which tells the file and the process. What a process that was killed has left for the same file
 * is deleted.
 */
function temporaryBeside(file: string): string {
  const folder = path.dirname(file);
  const prefix = `.ssot-codemod-${sha256(Buffer.from(path.basename(file))).slice(0, 12)}-`;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    // In this process, one write is done before the next begins.
    const isLeft = Number.isInteger(pid) && pid > 0 && (pid === process.pid || !isRunning(pid));
    if (isLeft) rmSync(path.join(folder, name), { force: true });
  }
  return path.join(folder, `${prefix}${process.pid}`);
}

/** Names of what is open already: replacing it would leave whoever has it open behind. */
const stream = /^\/(?:dev\/(?:std(?:out|err)$|fd\/)|proc\/)/;

/** The folder does not let the file be replaced. The file may be open to writing all the same. */
const reasonsOfFolder: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'ENOENT'];

/** @returns false when it can only be written in place, if at all */
async function isReplaced(named: string, content: Uint8Array): Promise<boolean> {
  const present = statSync(named, { throwIfNoEntry: false });
  const isLinkToNothing = present === undefined && lstatSync(named, { throwIfNoEntry: false }) !== undefined;
  if (isLinkToNothing || present?.isFile() === false || stream.test(named)) return false;
  const target = present ? realpathSync(named) : named;
  const folder = path.dirname(target);
  try {
    if (present) accessSync(target, constants.W_OK);
    const temporary = temporaryBeside(target);
    await writeAtomically(target, temporary, content, present, () => undefined);
  } catch (error) {
    if (reasonsOfFolder.includes((error as NodeJS.ErrnoException).code)) return false;
    throw error;
  }
  await syncFolder(folder);
  return true;
}
