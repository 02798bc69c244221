import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makePlan } from '../src/index.ts';
import type { HostileText } from './hostile-texts.ts';

/** Milliseconds of processor time. Shorter readings say nothing of growth: collecting the garbage of a large heap takes 100. */
const NOISE = 250;
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
interface Reading {
  /** Milliseconds of processor time that a Plan of a repository with such a file takes. */
  readonly time: number;
  /** Why the file failed, if it did. */
  readonly failure: string | undefined;
}

function lay(root: string, name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

async function read(root: string, file: string, text: string): Promise<Reading> {
  lay(root, file, text);
  const start = process.cpuUsage();
  const { outcomes } = await makePlan({ root, config, jobs: 1 });
  const { user, system } = process.cpuUsage(start);
  rmSync(path.join(root, file));
  const original = files[file as keyof typeof files] as string | undefined;
  if (original !== undefined) lay(root, file, original);
  const failed = outcomes.find(({ status }) => status === 'failed');
  return {
    time: (user + system) / 1000,
    failure: failed?.status === 'failed' ? failed.error.slice(0, 400) : undefined,
  };
}

/** The sizes to read, from small to large, each four times the one before. */
function sizesUpTo(size: number): number[] {
  const all = [size];
  for (let smaller = size / 4; smaller >= SMALLEST; smaller /= 4) all.unshift(smaller);
  return all;
}

/** How long reading a text takes as it grows. */
export interface Growth {
  readonly name: string;
  /** Milliseconds of processor time, from small to large, each for four times as much. */
  readonly times: readonly number[];
  readonly failure: string | undefined;
  /** It fails, or grows faster than its size. */
  readonly isBad: boolean;
}

/** Read each text from small up to the size; of one that is found bad, no larger one. */
export async function* growthOf(texts: Iterable<HostileText>, size: number): AsyncGenerator<Growth> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'ssot-growth-'));
  try {
    for (const [name, text] of Object.entries(files)) lay(root, name, text);
    for (const { name, file, text } of texts) {
      const readings: Reading[] = [];
      let isBad = false;
      for (const characters of sizesUpTo(size)) {
        const content = text(characters);
        const before = readings.at(-1)?.time ?? Infinity;
        let reading = await read(root, file, content);
        const grows = (): boolean => reading.time > NOISE && reading.time / before > LIMIT;
        // Other work of the process may take its time once.
        if (grows()) reading = await read(root, file, content);
        readings.push(reading);
        isBad = reading.failure !== undefined || grows();
        if (isBad) break;
      }
      yield { name, times: readings.map(({ time }) => time), failure: readings.at(-1)?.failure, isBad };
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}
