import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCompiled } from './compile-cache.ts';
import { startEarly } from './engine/readers/early-reader.ts';
import type { run } from './main.ts';
import { setFlags } from './v8-flags.ts';

const argv = process.argv.slice(2);
// The step that takes longest begins first.
const thread = startEarly(argv);
const main = runCompiled(path.join(path.dirname(fileURLToPath(import.meta.url)), 'main.js')) as { run: typeof run };
main.run(argv, () => {
  // Not sooner: what Node keeps of its own modules, compiled, fits only the flags that V8 has by default.
  setFlags();
  return thread;
});
