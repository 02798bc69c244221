import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { startThread } from './reader-thread.ts';
import type { StartedThread } from './reader-thread.ts';

/** Fewer files than this are done before a second thread has started. */
export const FILES_WORTH_A_READER = 2_000;

/** The commands that look at all files, and the flags by which they do not, or by other threads. */
const scanning = ['dry-run', 'apply', 'check', 'explain', 'plan', 'review'];
const narrowing = /^(?:--(?:files-from|help|jobs|plan|resume|since|staged|version)\b|-[hj])/;

/**
 * Starts the thread that a command probably needs, before it is known which files it looks at: starting takes longer
 * than finding that out.
 */
export function startEarly(argv: readonly string[]): StartedThread | undefined {
  try {
    return availableParallelism() > 1 && wantsThread(argv, process.cwd()) ? startThread('scan-worker.js') : undefined;
  } catch {
    return undefined; // The working folder is gone, say. That is for the command to find, and to tell.
  }
}

/** Is a command line likely to look at enough files for a second thread? */
export function wantsThread(argv: readonly string[], cwd: string): boolean {
  const [first = '-'] = argv;
  const scansAll = scanning.includes(first) || first.startsWith('-');
  return scansAll && !argv.some((word) => narrowing.test(word)) && isInLargeRepository(cwd);
}

function isInLargeRepository(folder: string): boolean {
  if (tracksAtLeast(folder, FILES_WORTH_A_READER)) return true;
  const above = path.dirname(folder);
  return above !== folder && isInLargeRepository(above);
}

/** An entry of git's index takes at least its 62 bytes and a path (gitformat-index); paths of 40 bytes are short ones. */
const BYTES_OF_INDEX_ENTRY = 100;

/** Guess, without waiting for git, whether the folder is a repository that tracks so many files. */
export function tracksAtLeast(root: string, count: number): boolean {
  try {
    return statSync(path.join(root, '.git', 'index')).size >= count * BYTES_OF_INDEX_ENTRY;
  } catch {
    return false; // no repository, an empty one, or a worktree of another
  }
}
