import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parsePlainly } from '../src/command-line.ts';
import { makePlan } from '../src/index.ts';
import { ExpectedStop } from '../src/model/errors.ts';
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

/** Make a Plan. @returns why the file failed, if it did */
async function planned(root: string): Promise<string | undefined> {
  const { outcomes } = await makePlan({ root, config, jobs: 1 });
  const failed = outcomes.find(({ status }) => status === 'failed');
  return failed?.status === 'failed' ? failed.error : undefined;
}

/** Run a command in this process. @returns what it throws, unless that is a message for people */
async function commanded(root: string, argv: readonly string[]): Promise<string | undefined> {
  const invocation = parsePlainly(argv);
  if (invocation === undefined) throw new Error(`not understood: ${argv.join(' ')}`);
  let failed: string | undefined;
  const io = {
    cwd: root,
    argv,
    stdout: () => undefined,
    stderr: (text: string) => {
      failed ??= /^.*(?:failed|this is a bug).*$/m.exec(text)?.[0];
    },
    version: () => '0',
    stdin: () => Promise.resolve(''),
    stdinBytes: () => Buffer.alloc(0),
    beginReading: () => undefined,
    reader: 'program',
    columns: undefined,
    hasColors: false,
    showsBar: false,
  } as const;
  try {
    await invocation.command.run(invocation.values, io);
  } catch (error) {
    if (!(error instanceof ExpectedStop)) return String(error);
  }
  return failed;
}

async function read(root: string, { file, text }: { file: string; text: string }, command: Command): Promise<Reading> {
  lay(root, file, text);
  const start = process.cpuUsage();
  const failure = await (command === undefined ? planned(root) : commanded(root, command));
  const { user, system } = process.cpuUsage(start);
  rmSync(path.join(root, file));
  const original = files[file as keyof typeof files] as string | undefined;
  if (original !== undefined) lay(root, file, original);
  return { time: (user + system) / 1000, failure: failure?.slice(0, 400) };
}

/** The arguments of a command; undefined for nothing but a Plan. */
type Command = readonly string[] | undefined;

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
export async function* growthOf(texts: Iterable<HostileText>, size: number, command?: Command): AsyncGenerator<Growth> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'ssot-growth-'));
  try {
    for (const [name, text] of Object.entries(files)) lay(root, name, text);
    if (command !== undefined) {
      lay(root, 'ssot.config.json', JSON.stringify(config));
      // Some commands ask git which files there are.
      spawnSync('git', ['init', '--quiet'], { cwd: root });
    }
    for (const { name, file, text } of texts) {
      const readings: Reading[] = [];
      let isBad = false;
      for (const characters of sizesUpTo(size)) {
        const content = text(characters);
        const before = readings.at(-1)?.time ?? Infinity;
        let reading = await read(root, { file, text: content }, command);
        const grows = (): boolean => reading.time > NOISE && reading.time / before > LIMIT;
        // Other work of the process may take its time once.
        if (grows()) reading = await read(root, { file, text: content }, command);
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
