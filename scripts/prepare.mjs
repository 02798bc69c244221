/**
 * npm runs this where the package is installed from its repository, and after `npm install` in a checkout: it builds what is not
 * built yet. An `npm install --global` passes that flag on to the install that should bring the packages for building
 * (https://github.com/npm/cli/issues/3055), so they may not be there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

function run(command, args, env = process.env) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status } = spawnSync(command, args, { env, shell, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('dist/cli/bin.js')) {
  if (!existsSync('node_modules/esbuild')) {
    const own = Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(?:global|location|prefix|omit)$/i.test(name),
    );
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'], Object.fromEntries(own));
  }
  run(process.execPath, ['scripts/build.mjs', '--quick']);
}
