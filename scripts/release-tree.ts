/**
 * `npm run release-tree -- FOLDER`: the files of a release as a repository holds them: the packed program, built, with what the
 * GitHub Action and pre-commit look for. A tag of a release points to a commit of this tree, so that nobody who uses either has to
 * build.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const [folder] = process.argv.slice(2);

/** @throws Error when the program fails */
function run(command: string, args: readonly string[], cwd: string): void {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd, shell, stdio: ['ignore', 'ignore', 'inherit'] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(status)}`);
}

if (folder === undefined || existsSync(folder)) throw new Error('name a folder that is not there yet');
mkdirSync(folder, { recursive: true });
const packed = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-release-'));
try {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed], project);
  const [tarball = ''] = readdirSync(packed);
  run('tar', ['-xzf', path.join(packed, tarball), '--strip-components=1', '-C', path.resolve(folder)], packed);
} finally {
  rmSync(packed, { recursive: true, force: true });
}
for (const file of ['action.yml', '.pre-commit-hooks.yaml'])
  copyFileSync(path.join(project, file), path.join(folder, file));
const manifest = path.join(folder, 'package.json');
const { devDependencies, scripts, overrides, ...kept } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<
  string,
  unknown
>;
if ([devDependencies, scripts, overrides].includes(undefined))
  throw new Error(`${manifest} is not that of the project`);
writeFileSync(manifest, `${JSON.stringify(kept, undefined, 2)}\n`);
