/**
 * `npm run demo`: the main job on the repository in examples/websocket-managers, as a user would do it. Exits 1 when
 * anything is left afterwards. `npm run demo -- python -m ssot_codemod` shows it with another command that starts the program.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const given = process.argv.slice(2);
/** The command line as a user writes it, and as it is run. */
const shown = given.length > 0 ? given.join(' ') : 'npx ssot-codemod';
const [program = '', ...start] = given.length > 0 ? given : [process.execPath, path.join(project, 'dist/cli/bin.js')];
const folder = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-demo-'));
/** A demonstration is the same whatever the person's own git and colours are set to. */
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', PYTHONDONTWRITEBYTECODE: '1' };

/** Run a program in the demonstration's folder; what it prints is shown. Returns its exit code. */
function run(command: string, args: readonly string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

/** Show a command line, and run what it stands for. */
function show(line: string, command: string, args: readonly string[]): number {
  process.stdout.write(`\n$ ${line}\n`);
  return run(command, args);
}

const codemod = (...args: readonly string[]): number =>
  show(`${shown} ${args.join(' ')}`, program, [...start, ...args]);

const isInstalled = (command: string): boolean => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

/** The steps; the exit code of the first that did not go as it should, or 0. */
function demonstrate(): number {
  const hasGit = isInstalled('git');
  const hasPython = isInstalled('python3');
  cpSync(path.join(project, 'examples/websocket-managers'), folder, { recursive: true });
  process.stdout.write(`A repository that imports its WebSocket manager in many ways, in ${folder}\n`);
  if (hasGit) {
    const identity = ['-c', 'user.name=demo', '-c', 'user.email=demo@example.org', '-c', 'commit.gpgsign=false'];
    const prepared =
      run('git', ['init', '-q']) ||
      run('git', ['add', '.']) ||
      run('git', [...identity, 'commit', '-q', '-m', 'as is']);
    if (prepared !== 0) return prepared;
  }
  const passes = (): number => (hasPython ? show('python3 -m unittest -q', 'python3', ['-m', 'unittest', '-q']) : 0);
  return (
    passes() ||
    codemod('dry-run') ||
    codemod('apply') ||
    (hasGit ? show('git diff --stat', 'git', ['--no-pager', 'diff', '--stat']) : 0) ||
    passes() ||
    codemod('dry-run', '--exit-code')
  );
}

try {
  process.exitCode = demonstrate();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(
  process.exitCode === 0
    ? '\nNothing is left: every import is on its canonical path.\n'
    : '\nThe demonstration failed.\n',
);
