import { spawn } from 'node:child_process';
import { ExpectedStop } from '../model/errors.ts';
import { environmentToCommit, environmentToLook, lookingArguments } from './invocation.ts';
import { findOddFile } from './find-odd-file.ts';
import type { Repository } from './find-repository.ts';
import { refuseOddGitFiles } from './refuse-odd-files.ts';
import { gitProgram } from './git-program.ts';

/** The answer of git, byte for byte. */
export interface GitAnswer {
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * Ask git something, at the top of the repository. Nothing that the repository's configuration names is run, nothing is fetched
 * and nothing is written.
 * @param args paths among them are taken literally, from the top
 * @throws NoGit when git is not installed
 */
export function look(repository: Repository, args: readonly string[], input = ''): Promise<GitAnswer> {
  return run(repository, lookingArguments(args), {
    env: environmentToLook(process.env, repository.root),
    input,
  });
}

/** Git is not installed. */
export class NoGit extends ExpectedStop {
  constructor() {
    super('git is not installed');
  }
}

/** How git is run to make a commit. */
export interface CommitCall {
  readonly input?: string;
  /** Variables besides those of the user, such as `GIT_INDEX_FILE`. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Lets git write what the user asked for, as if the user had called it at the top of the repository: with the user's
 * configuration, hooks, filters and keys. It runs in its own process group, so that a Ctrl-C does not reach it
 * half-way.
 * @throws NoGit when git is not installed
 */
export function write(
  repository: Repository,
  args: readonly string[],
  { input = '', env = {} }: CommitCall = {},
): Promise<GitAnswer> {
  return run(repository, args, { env: { ...environmentToCommit(process.env), ...env }, input });
}

/** Milliseconds that git may take before it is looked whether it waits for a pipe. */
const PATIENCE = 1000;

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly input: string;
}

function run(repository: Repository, args: readonly string[], { env, input }: Surroundings): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    refuseOddGitFiles(repository);
    const program = gitProgram(process.env);
    if (program === undefined) {
      reject(new NoGit());
      return;
    }
    const child = spawn(program, args, {
      cwd: repository.root,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new NoGit() : error);
    });
    if (child.pid === undefined) return; // it was not started, and has no streams where too many files are open
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined); // git may end without reading all of it
    let isOver = false;
    const search = setTimeout(() => {
      void findOddFile(repository, () => isOver).then((odd) => {
        if (odd === undefined || isOver) return;
        child.kill(); // git takes its own locks away
        reject(
          new ExpectedStop(
            `${odd} is not a regular file, and git waits for it`,
            'find out who made it, then delete it',
          ),
        );
      });
    }, PATIENCE);
    child.on('close', (status) => {
      isOver = true;
      clearTimeout(search);
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    child.stdin.end(input);
  });
}
