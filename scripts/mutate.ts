import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { javascriptLanguage, pythonLanguage, runMutations } from './mutation-run.ts';

/**
 * Mutations of real programs, with imports of a Map in them: none may end the tool, take long, be broken by its edits, or be
 * changed by a second run.
 * Usage: npm run mutate [-- --seed N] [-- --count N] [-- --language python|javascript] [-- --python COMMAND]
 */
const argument = (name: string, other: string): string =>
  (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined) ?? other;
const seed = Number(argument('--seed', '1'));
const count = Number(argument('--count', '10000'));
const only = argument('--language', '');
const python = argument('--python', 'python3');
const where = "import sysconfig; print(sysconfig.get_paths()['stdlib'])";

const state = mkdtempSync(path.join(os.tmpdir(), 'ssot-state-'));
process.env['XDG_STATE_HOME'] = state;
let hasFindings = false;
try {
  for (const name of ['python', 'javascript'].filter((name) => only === '' || name === only)) {
    const language =
      name === 'python'
        ? pythonLanguage(python, spawnSync(python, ['-c', where], { encoding: 'utf8' }).stdout.trim())
        : javascriptLanguage('node_modules');
    const { files, valid, changed, slowest, findings } = await runMutations(language, seed, count);
    const figures = `${files} files, ${valid} valid before, ${changed} changed, slowest ${Math.round(slowest)} ms`;
    process.stdout.write(`${name}: ${figures}, ${findings.length} findings\n`);
    for (const { what, path: file, text } of findings) {
      const kept = path.join(os.tmpdir(), `ssot-finding-${seed}-${file}`);
      writeFileSync(kept, text, 'latin1');
      process.stdout.write(`${kept} ${what}\n`);
      hasFindings = true;
    }
  }
} finally {
  rmSync(state, { recursive: true, force: true });
}
process.exitCode = hasFindings ? 1 : 0;
