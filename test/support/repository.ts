import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { onlyWhere } from './only-where.ts';

/** Tests that need git. */
export const withGit = onlyWhere(spawnSync('git', ['--version']).status === 0);

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Where folders are made: in memory if there is room, since waiting for the disk at each sync is half the time of these tests. */
function temporaryRoot(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 31 ? memory : tmpdir();
}

/** A new, empty temporary folder, removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(temporaryRoot(), 'ssot-codemod-test-'));
  made.push(folder);
  return folder;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder that holds the files. */
export function makeFolder(files: Files): string {
  const folder = temporaryFolder();
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Files): void {
  for (const [file, content] of Object.entries(files)) {
    const absolute = path.join(folder, file);
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
  }
}

/** The text of a file of a folder. */
export function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** A git repository that holds the files, committed. */
export function makeRepository(files: Files): string {
  const folder = makeFolder(files);
  commitAll(folder);
  return folder;
}

export function commitAll(folder: string): void {
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', 'files');
}

/** Run git, with no configuration but its own. @throws Error with what it says when it fails */
export function git(folder: string, ...args: readonly string[]): string {
  const result = spawnSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'test',
      GIT_AUTHOR_EMAIL: 'test@example.org',
      GIT_COMMITTER_NAME: 'test',
      GIT_COMMITTER_EMAIL: 'test@example.org',
    },
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) throw new Error(`git ${args.join(' ')}: ${result.stderr}`);
  return result.stdout;
}

/**
 * Everything that a folder holds: for each file its mode and bytes, for each link where it leads. Leaves out the files
 * that git and the tool keep for themselves.
 */
export function snapshot(folder: string): Map<string, string> {
  const entries = new Map<string, string>();
  const visit = (below: string): void => {
    for (const name of readdirSync(path.join(folder, below)).toSorted()) {
      if (below === '' && name === '.git') continue;
      const file = path.join(below, name);
      const stats = lstatSync(path.join(folder, file));
      if (stats.isDirectory()) visit(file);
      else if (stats.isSymbolicLink()) entries.set(file, `link to ${readlinkSync(path.join(folder, file))}`);
      else
        entries.set(
          file,
          `${(stats.mode & 0o7777).toString(8)} ${readFileSync(path.join(folder, file)).toString('latin1')}`,
        );
    }
  };
  visit('');
  return entries;
}
