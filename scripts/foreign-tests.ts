/** The tests and types of other projects, run with packages of an environment that is kept beside the trees. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { outputOf } from './foreign-packages.ts';

interface Environment {
  readonly environment: string;
  readonly requirements: readonly string[];
}

/** The last lines of pytest, without the time; undefined where the environment cannot be made. */
export function pythonTests(
  tree: string,
  store: string,
  { environment, requirements, tests }: Environment & { readonly tests: readonly string[] },
): string | undefined {
  const folder = path.join(store, `venv-${environment}`);
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(folder)) {
    const isMade =
      outputOf('python3', ['-m', 'venv', folder]) !== undefined &&
      outputOf(python, ['-m', 'pip', 'install', '--quiet', ...requirements]) !== undefined;
    if (!isMade) {
      rmSync(folder, { recursive: true, force: true });
      return undefined;
    }
  }
  const { stdout } = spawnSync(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--no-header', '--tb=no', ...tests],
    { cwd: tree, encoding: 'utf8', env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }, maxBuffer: 1 << 28 },
  );
  const lines = stdout.split('\n').filter((line) => /^(?:FAILED|ERROR) | (?:passed|failed|error)/.test(line));
  return lines.map((line) => line.replace(/ in [\d.]+s.*/, '').replace(/ - .*/, '')).join('\n');
}

/** The errors of the compiler of TypeScript, without the places; undefined where the packages cannot be had. */
export function typeErrors(
  tree: string,
  store: string,
  { environment, requirements }: Environment,
): string | undefined {
  const folder = path.join(store, `npm-${environment}`);
  if (!existsSync(folder)) {
    const arriving = `${folder}.part`;
    mkdirSync(arriving, { recursive: true });
    writeFileSync(path.join(arriving, 'package.json'), '{ "private": true }\n');
    const flags = ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps'];
    if (outputOf('npm', [...flags, ...requirements], { cwd: arriving }) === undefined) return undefined;
    renameSync(arriving, folder);
  }
  const link = path.join(tree, 'node_modules');
  if (!existsSync(link)) symlinkSync(path.join(folder, 'node_modules'), link, 'junction');
  const project = path.join(folder, 'tsconfig.json');
  const compilerOptions = {
    ...{ target: 'es2020', module: 'esnext', moduleResolution: 'bundler', jsx: 'react', strict: true, noEmit: true },
    ...{ skipLibCheck: true, types: [], ignoreDeprecations: '6.0', allowSyntheticDefaultImports: true },
  };
  writeFileSync(project, JSON.stringify({ compilerOptions, include: [path.join(tree, 'src')] }));
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', project, '--pretty', 'false'], { encoding: 'utf8' });
  const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
  return errors.map((line) => line.replace(/^.*\/src\//, '').replace(/\(\d+,\d+\)/, '')).join('\n');
}

const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
