import { spawn } from 'node:child_process';
import { ExpectedStop } from '../model/errors.ts';

export interface GitResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Run git. Paths among the arguments are taken literally.
 * @param input its standard input
 * @throws ExpectedStop when git is not installed
 */
export async function runGit(cwd: string, args: readonly string[], input = ''): Promise<GitResult> {
  const { stdout, ...result } = await runGitForBytes(cwd, args, input);
  return { ...result, stdout: stdout.toString() };
}

function runGitForBytes(
  cwd: string,
  args: readonly string[],
  input: string,
): Promise<Omit<GitResult, 'stdout'> & { readonly stdout: Buffer }> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C', GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => undefined); // git may end without reading all of it
    child.on('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? new ExpectedStop('git is not installed') : error);
    });
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
    child.stdin.end(input);
  });
}

/**
 * What git says, without the line feed at the end.
 * @throws ExpectedStop with git's own words when it fails
 */
export async function git(cwd: string, args: readonly string[], input = ''): Promise<string> {
  const { status, stdout, stderr } = await runGit(cwd, args, input);
  if (status !== 0) throw new ExpectedStop(`git ${args[0] ?? ''} failed: ${(stderr || stdout).trim()}`);
  return stdout.replace(/\n$/, '');
}

/** What git says, byte for byte. @throws ExpectedStop with git's own words when it fails */
export async function gitBytes(cwd: string, args: readonly string[], input = ''): Promise<Buffer> {
  const { status, stdout, stderr } = await runGitForBytes(cwd, args, input);
  if (status !== 0) throw new ExpectedStop(`git ${args[0] ?? ''} failed: ${stderr.trim()}`);
  return stdout;
}

/** What is wrong with a file before it is changed, in the eyes of git. */
export interface WorkTreeStatus {
  /** Tracked files that differ from HEAD, staged or not, relative to `cwd`. */
  readonly dirty: ReadonlySet<string>;
  /** Files that git does not track and does not ignore. */
  readonly untracked: ReadonlySet<string>;
}

const clean: WorkTreeStatus = { dirty: new Set(), untracked: new Set() };

/** The status of the work tree below a folder. Before the first commit nothing is there that a change could be told from. */
export async function workTreeStatus(cwd: string): Promise<WorkTreeStatus> {
  const [head, { status, stdout, stderr }, prefix] = await Promise.all([
    runGit(cwd, ['rev-parse', '--verify', '--quiet', 'HEAD']),
    runGit(cwd, [
      'status',
      '--porcelain=v1',
      '-z',
      '--untracked-files=all',
      '--no-renames',
      '--ignore-submodules',
      '.',
    ]),
    git(cwd, ['rev-parse', '--show-prefix']),
  ]);
  if (status !== 0) throw new ExpectedStop(`git cannot tell what is uncommitted: ${stderr.trim()}`);
  if (head.status !== 0) return clean;
  const dirty = new Set<string>();
  const untracked = new Set<string>();
  for (const entry of stdout.split('\0')) {
    if (entry === '') continue;
    (entry.startsWith('??') ? untracked : dirty).add(entry.slice(3 + prefix.length));
  }
  return { dirty, untracked };
}

/** The branch that is checked out, or the hash of the commit; undefined before the first commit. */
export async function currentHead(cwd: string): Promise<string | undefined> {
  const { status, stdout } = await runGit(cwd, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (status !== 0) return undefined;
  const branch = await runGit(cwd, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return branch.status === 0 ? branch.stdout.trim() : stdout.trim();
}
