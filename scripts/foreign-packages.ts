/** Sources of other projects, fetched by the clients of their registries and unpacked; nothing of them is run or kept here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** A release: `wheel` and `sdist` by pip, `npm` by npm. */
export interface ForeignPackage {
  readonly kind: 'wheel' | 'sdist' | 'npm';
  readonly name: string;
  readonly version: string;
}

/** Run a program; its standard output, or undefined where it fails or is not there. */
export function outputOf(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly input?: string; readonly env?: NodeJS.ProcessEnv } = {},
): string | undefined {
  const { status, stdout } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['pipe', 'pipe', 'ignore'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  return status === 0 ? stdout : undefined;
}

/** The folder of the unpacked release, kept for the next run; undefined where it cannot be had. */
export function fetchPackage({ kind, name, version }: ForeignPackage, store: string): string | undefined {
  const folder = path.join(store, `${kind}-${name.replaceAll('/', '+')}-${version}`);
  if (existsSync(folder)) return folder;
  const arriving = `${folder}.part`;
  mkdirSync(arriving, { recursive: true });
  const isFetched =
    kind === 'npm'
      ? outputOf('npm', ['pack', '--silent', `${name}@${version}`], { cwd: arriving })
      : outputOf('python3', ['-m', 'pip', 'download', ...pipFlags[kind], '-d', arriving, `${name}==${version}`]);
  const archive = readdirSync(arriving).find((file) => /\.(?:whl|zip|tgz|tar\.gz)$/.test(file));
  if (isFetched === undefined || archive === undefined) return undefined;
  const unpacker = /\.(?:whl|zip)$/.test(archive) ? 'zipfile' : 'tarfile';
  if (outputOf('python3', ['-m', unpacker, '-e', archive, 'unpacked'], { cwd: arriving }) === undefined)
    return undefined;
  renameSync(path.join(arriving, 'unpacked'), folder);
  return folder;
}

const pipFlags = {
  // Sources of a version of Python that this machine need not have.
  wheel: ['--quiet', '--no-deps', '--only-binary', ':all:', '--python-version', '3.13'],
  sdist: ['--quiet', '--no-deps', '--no-binary', ':all:'],
} as const;
