import { readdirSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { mayTakeLong, withinSeconds } from '../model/within-seconds.ts';
import { readRegularFile } from '../regular-file.ts';
import type { UnreadPlace } from './unread-place.ts';

/** Folders that no migration is about, whatever the ignore rules say. */
const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv', '.tox', '.nox']);

/** The result of a walk. */
export interface WalkedFiles {
  readonly files: readonly string[];
  /** Folders that cannot be looked into. */
  readonly unread: readonly UnreadPlace[];
}

/**
 * Every file below the folders; links to folders are not followed.
 * @param usesGitignore leave out what .gitignore files name: those in the root, in a folder, and in all between the two
 */
export function walk(root: string, folders: readonly string[], usesGitignore: boolean): WalkedFiles {
  const walker = new Walker(root, usesGitignore);
  for (const folder of folders) walker.enter(folder === '.' ? '' : folder);
  return walker;
}

/** Folders are named relative to the root, which is empty. */
class Walker implements WalkedFiles {
  readonly files: string[] = [];
  readonly unread: UnreadPlace[] = [];
  readonly #root: string;
  readonly #usesGitignore: boolean;

  constructor(root: string, usesGitignore: boolean) {
    this.#root = root;
    this.#usesGitignore = usesGitignore;
  }

  /** Visit the folder unless it, or a folder around it, is ignored. */
  enter(folder: string): void {
    let rules: readonly FolderRules[] = [];
    const parts = this.#usesGitignore && folder !== '' ? folder.split('/') : [];
    for (const depth of parts.keys()) {
      rules = this.#withRulesOf(parts.slice(0, depth).join('/'), rules);
      if (isIgnored(`${parts.slice(0, depth + 1).join('/')}/`, rules)) return;
    }
    this.#visit(folder, rules);
  }

  #visit(folder: string, rules: readonly FolderRules[]): void {
    let entries;
    try {
      entries = readdirSync(folder === '' ? this.#root : `${this.#root}/${folder}`, { withFileTypes: true });
    } catch (error) {
      this.#noteUnread(folder, 'the folder', error);
      return;
    }
    const hasRules = this.#usesGitignore && entries.some((entry) => entry.name === '.gitignore');
    const inForce = hasRules ? this.#withRulesOf(folder, rules) : rules;
    for (const entry of entries) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !isIgnored(`${file}/`, inForce)) this.#visit(file, inForce);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(file, inForce)) this.files.push(file);
    }
  }

  #withRulesOf(folder: string, rules: readonly FolderRules[]): readonly FolderRules[] {
    try {
      const own = readRegularFile(path.join(this.#root, folder, '.gitignore')).toString('utf8');
      const slow = own.split(/\r?\n/).filter((line) => !line.startsWith('#') && mayTakeLong(line));
      return [...rules, { folder, rules: ignore({ ignorecase: false }).add(own), slow }];
    } catch (error) {
      this.#noteUnread(folder, 'its .gitignore', error);
      return rules;
    }
  }

  /** A place that is gone, or that is no file as it should be, is nothing to read. */
  #noteUnread(folder: string, what: string, error: unknown): void {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) return;
    const [reason = ''] = message.split(',', 1);
    this.unread.push({
      path: folder === '' ? './' : `${folder}/`,
      why: { error: `${what} cannot be read (${reason})` },
    });
  }
}

/** The rules of one .gitignore, which speak of paths below its folder. */
interface FolderRules {
  readonly folder: string;
  readonly rules: Ignore;
  /** Lines that may take long to match. */
  readonly slow: readonly string[];
}

/** The innermost .gitignore that says anything about the path decides. */
function isIgnored(file: string, inForce: readonly FolderRules[]): boolean {
  for (const { folder, rules, slow } of inForce.toReversed()) {
    const test = (): ReturnType<Ignore['test']> => rules.test(folder === '' ? file : file.slice(folder.length + 1));
    const verdict = slow.length === 0 ? test() : withinSeconds(test, () => `.gitignore (${slow.join(', ')})`);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
