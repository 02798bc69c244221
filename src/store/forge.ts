import { spawn } from 'node:child_process';
import { programOnPath } from '../git/git-program.ts';
import { environmentToCommit } from '../git/invocation.ts';

/** The programs that open pull requests. */
export const forges = ['gh', 'glab'] as const;
export type ForgeName = (typeof forges)[number];

/** The program of a forge that is installed. */
export interface Forge {
  readonly name: ForgeName;
  /** Absolute path. */
  readonly program: string;
}

/** A pull request to open. */
export interface PullRequest {
  readonly branch: string;
  /** The branch to merge it into. */
  readonly base: string;
  readonly title: string;
  /** Absolute path of the file that holds the description, and its text. */
  readonly file: string;
  readonly body: string;
}

/** The answer of the program. */
export interface ForgeAnswer {
  /** The address of the pull request; undefined when there is none. */
  readonly url: string | undefined;
  /** The output, to be shown when there is none. */
  readonly said: string;
}

/** The programs that are installed. */
export function installedForges(): Forge[] {
  return forges.flatMap((name) => {
    const program = programOnPath(name, process.env);
    return program === undefined ? [] : [{ name, program }];
  });
}

/** The arguments that open a pull request. */
export function openingArguments(name: ForgeName, { branch, base, title, file, body }: PullRequest): string[] {
  return name === 'gh'
    ? ['pr', 'create', '--head', branch, '--base', base, '--title', title, '--body-file', file]
    : [
        'mr',
        'create',
        '--source-branch',
        branch,
        '--target-branch',
        base,
        '--title',
        title,
        '--description',
        body,
        '--yes',
      ];
}

/** Let the program open a pull request. It asks nobody. @param cwd absolute path of the repository */
export function openPullRequest({ name, program }: Forge, request: PullRequest, cwd: string): Promise<ForgeAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, openingArguments(name, request), {
      cwd,
      env: { ...environmentToCommit(process.env), GH_PROMPT_DISABLED: '1', NO_PROMPT: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const said = Buffer.concat(output).toString().trim();
      resolve({ url: code === 0 ? (/https?:\/\/\S+/.exec(said)?.[0] ?? '') : undefined, said });
    });
  });
}
