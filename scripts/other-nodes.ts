/**
 * `npm run nodes [-- VERSION...]`: the tests that tell soonest when a version of Node breaks something, on the versions that are
 * supported besides this one. npm brings each as a package of the platform; where it cannot, that version is skipped, and said to be.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** One of each line that is supported. */
const supported = ['22.23.3', '24.21.0'];
/** Start-up, streams, kept code, configuration of every kind, threads. */
const smoke = [
  'test/e2e/streams.test.ts',
  'test/e2e/compile-cache.test.ts',
  'test/e2e/old-node.test.ts',
  'test/config',
  'test/engine/early-reader.test.ts',
];

const asked = process.argv.slice(2);
const versions = asked.filter((word) => /^\d/.test(word));
const tests = asked.filter((word) => !/^\d/.test(word));

const failed = (versions.length > 0 ? versions : supported).filter((version) => {
  const program = install(version);
  if (program === undefined) {
    process.stdout.write(`Node ${version} cannot be installed here, and is skipped\n`);
    return false;
  }
  process.stdout.write(`On Node ${version}:\n`);
  return run(program, tests.length > 0 ? tests : smoke) !== 0;
});
if (failed.length > 0) process.stdout.write(`Failed on Node ${failed.join(' and ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The program of that version, which stays for the next time; undefined where npm has none for this platform, or is not reached. */
function install(version: string): string | undefined {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = path.join(project, 'node_modules', '.cache', 'nodes', version);
  const program = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder];
  spawnSync('npm', ['install', ...flags, `${name}@${version}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return existsSync(program) ? program : undefined;
}

function run(program: string, paths: readonly string[]): number | null {
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
  const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
  return spawnSync(program, [...flags, jest, ...paths], { cwd: project, stdio: 'inherit' }).status;
}
