import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makePlan } from '../src/index.ts';
import { hostileTexts } from './hostile-texts.ts';

/**
 * Files made of one token each, over and over, between imports of a legacy module: reading four times as much may take
 * little more than four times as long. Prints what does not, or what fails.
 * Usage: npm run growth [-- --size CHARACTERS] [-- --only PART_OF_A_NAME] [-- --part K/N] [-- --all]
 */
const argument = (name: string): string | undefined =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const size = Number(argument('--size') ?? 80_000);
const only = argument('--only');
const [part = 1, parts = 1] = (argument('--part') ?? '1/1').split('/').map(Number);
/** What takes less says nothing of growth: milliseconds of processor time. */
const NOISE = 100;
/** How much longer four times as much may take. */
const LIMIT = 8;
/** Where a series of sizes begins: at the first, not even what grows with the square takes long. */
const SMALLEST = 1_200;

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

interface Reading {
  /** Milliseconds of processor time that a Plan of a repository with such a file takes. */
  readonly time: number;
  /** Why the file failed, if it did. */
  readonly failure: string | undefined;
}

function lay(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

async function read(file: string, text: string): Promise<Reading> {
  lay(file, text);
  const start = process.cpuUsage();
  const { outcomes } = await makePlan({ root, config, jobs: 1 });
  const { user, system } = process.cpuUsage(start);
  rmSync(path.join(root, file));
  const original = files[file as keyof typeof files] as string | undefined;
  if (original !== undefined) lay(file, original);
  const failed = outcomes.find(({ status }) => status === 'failed');
  return {
    time: (user + system) / 1000,
    failure: failed?.status === 'failed' ? failed.error.slice(0, 400) : undefined,
  };
}

/** The sizes to read, from small to large, each four times the one before. */
function sizes(): number[] {
  const all = [size];
  for (let smaller = size / 4; smaller >= SMALLEST; smaller /= 4) all.unshift(smaller);
  return all;
}

for (const [name, text] of Object.entries(files)) lay(name, text);
let bad = 0;
for (const [k, { name, file, text }] of [...hostileTexts()].entries()) {
  if (k % parts !== part - 1 || (only !== undefined && !name.includes(only))) continue;
  const readings: Reading[] = [];
  let isBad = false;
  for (const characters of sizes()) {
    const before = readings.at(-1);
    const reading = await read(file, text(characters));
    readings.push(reading);
    const grows = before !== undefined && reading.time > NOISE && reading.time / before.time > LIMIT;
    isBad = reading.failure !== undefined || grows;
    if (isBad) break;
  }
  if (isBad) bad++;
  if (!isBad && !process.argv.includes('--all')) continue;
  const times = readings.map(({ time }) => `${Math.round(time)} ms`).join(' → ');
  process.stdout.write(`${isBad ? 'BAD ' : ''}${name}: ${times} ${readings.at(-1)?.failure ?? ''}\n`);
}
rmSync(root, { recursive: true });
process.stdout.write(`${bad} grow faster than their size\n`);
process.exitCode = bad === 0 ? 0 : 1;
