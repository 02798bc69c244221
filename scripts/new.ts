/** `npm run new -- KIND NAME`: lay out a new part of the project: its file, its line in the registry, a case and a paragraph. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { kinds, scaffold } from './scaffold.ts';
import type { Kind } from './scaffold.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Writes nothing unless every change can be made. */
async function write(kind: Kind, name: string): Promise<void> {
  const { changes, next } = scaffold(kind, name);
  const texts = changes.map((change) => {
    const file = path.join(root, change.path);
    if (!('create' in change)) return { path: change.path, text: change.edit(readFileSync(file, 'utf8')) };
    if (existsSync(file)) throw new Error(`${change.path} exists already; choose another name`);
    return { path: change.path, text: change.create };
  });
  for (const { path: file, text } of texts) {
    const absolute = path.join(root, file);
    const isFixture = file.startsWith('__testfixtures__');
    const written = isFixture ? text : await format(text, { ...(await resolveConfig(absolute)), filepath: absolute });
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, written);
  }
  const lines = [...texts.map(({ path: file }) => `  ${file}`), 'next:', ...next.map((step) => `  ${step}`)];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const [given, name] = process.argv.slice(2);
const kind = kinds.find((one) => one === given);
if (kind === undefined || name === undefined) {
  process.stderr.write(`usage: npm run new -- ${kinds.join('|')} NAME\n`);
  process.exitCode = 2;
} else {
  try {
    await write(kind, name);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
