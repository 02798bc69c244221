import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codemod } from './program.ts';
import type { Run } from './program.ts';
import type { Files } from './repository.ts';
import { legacy, smallRepository } from './small-repository.ts';

/** Git of its own configuration only, with an author. */
export const authorEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'author',
  GIT_AUTHOR_EMAIL: 'author@example.org',
  GIT_COMMITTER_NAME: 'committer',
  GIT_COMMITTER_EMAIL: 'committer@example.org',
};

/** Run `ssot-codemod` as an author of commits. */
export function codemodAsAuthor(folder: string, args: readonly string[], preload?: string): Run {
  return codemod(
    folder,
    args,
    preload === undefined ? { env: authorEnvironment } : { env: authorEnvironment, preload },
  );
}

/** Several folders, for batches. */
export const manyFolders: Files = {
  ...smallRepository,
  'web/a.py': legacy,
  'web/b.py': `${legacy}# b\n`,
  'jobs/c.py': legacy,
};

/** Give a repository a hook. */
export function addHook(folder: string, name: string, script: string): string {
  const hook = path.join(folder, '.git/hooks', name);
  mkdirSync(path.dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\n${script}\n`);
  chmodSync(hook, 0o755);
  return hook;
}
