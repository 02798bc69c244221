import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makePlan } from '../src/index.ts';
import { hostileTexts } from './hostile-texts.ts';

/**
 * Files made of one token each, over and over, between imports of a legacy module: reading four times as much may take
 * little more than four times as long. Prints what does not, or what fails.
 * Usage: npm run growth [-- --size CHARACTERS] [-- --only PART_OF_A_NAME] [-- --all]
 */
const argument = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const size = Number(argument('--size') ?? 400_000);
const only = argument('--only');
/** What takes less says nothing of growth: milliseconds. */
const NOISE = 300;
/** How much longer four times as much may take. */
const LIMIT = 9;

const config = {
  python: {
    map: [
      { canonical: 'app.new:Name', legacy: ['app.old:Name'] },
      { canonical: 'app.newer', legacy: ['app.older'] },
    ],
  },
  javascript: { map: [{ canonical: './lib/new#Name', legacy: ['./lib/old#Name'] }] },
};
const files = {
  'app/__init__.py': '',
  'app/new.py': 'class Name: pass\n',
  'app/old.py': 'from app.new import Name\n',
  'app/newer.py': 'x = 1\n',
  'app/older.py': 'from app.newer import *\n',
  'lib/new.js': 'export const Name = 1;\n',
  'lib/old.js': "export { Name } from './new.js';\n",
};
const root = mkdtempSync(path.join(os.tmpdir(), 'ssot-growth-'));

/** Milliseconds that a Plan of a repository with such a file takes, and why the file failed, if it did. */
async function read(file: string, text: string): Promise<{ time: number; failure: string | undefined }> {
  for (const [name, content] of Object.entries({ ...files, [file]: text })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  const start = performance.now();
  const { outcomes } = await makePlan({ root, config, jobs: 1 });
  const time = performance.now() - start;
  if (!Object.hasOwn(files, file)) rmSync(path.join(root, file));
  const failed = outcomes.find(({ status }) => status === 'failed');
  return { time, failure: failed?.status === 'failed' ? failed.error.slice(0, 400) : undefined };
}

let bad = 0;
for (const { name, file, text } of hostileTexts()) {
  if (only !== undefined && !name.includes(only)) continue;
  const times: number[] = [];
  let failure: string | undefined;
  for (const part of [16, 4, 1]) {
    const result = await read(file, text(size / part));
    times.push(result.time);
    failure ??= result.failure;
    if (failure !== undefined || result.time * LIMIT > 60_000) break;
  }
  const [before = 0, last = 0] = times.slice(-2);
  const isBad = failure !== undefined || (last > NOISE && last / before > LIMIT) || times.length < 3;
  if (isBad) bad++;
  const shown = `${times.map((time) => `${Math.round(time)} ms`).join(' → ')} ${failure ?? ''}`;
  if (isBad || process.argv.includes('--all')) process.stdout.write(`${isBad ? 'BAD ' : ''}${name}: ${shown}\n`);
}
rmSync(root, { recursive: true });
process.stdout.write(`${bad} grow faster than their size\n`);
process.exitCode = bad === 0 ? 0 : 1;
