/**
 * `npm run build`: AssemblyScript → core.wasm (beside its host, for the tests, and in dist), TypeScript → dist.
 * Nothing is compiled again whose sources are older than what was made of them.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

function run(script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const newest = (folder) =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true }).map(
      (entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs,
    ),
  );

const wasm = 'src/native/core.wasm';
if (!existsSync(wasm) || statSync(wasm).mtimeMs < newest('src/native/assembly')) {
  run('node_modules/assemblyscript/bin/asc.js', ['--config', 'src/native/assembly/asconfig.json']);
}
rmSync('dist', { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
mkdirSync('dist/src/native', { recursive: true });
copyFileSync(wasm, 'dist/src/native/core.wasm');
chmodSync('dist/src/bin.js', 0o755);
