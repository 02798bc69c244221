import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { codemod, programFile } from '../support/program.ts';
import type { Run } from '../support/program.ts';

const config = { python: { map: [{ canonical: 'new:A', legacy: ['old:A'], replaces: true }] } };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ssot-compiled-'));
  mkdirSync(path.join(folder, 'tree'));
  writeFileSync(path.join(folder, 'tree/a.py'), 'from old import A\n');
  writeFileSync(path.join(folder, 'tree/new.py'), 'class A: ...\n');
  writeFileSync(path.join(folder, 'tree/ssot.config.json'), JSON.stringify(config));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const args = ['dry-run'];

/** The variables that lead to a cache of the test's own, on each system. */
function environment(): Record<string, string> {
  return { NODE_DISABLE_COMPILE_CACHE: '', XDG_CACHE_HOME: folder, LOCALAPPDATA: folder, HOME: folder };
}

/** Writes to stderr whether V8 took over compiled code. */
const preload = `
  import vm from 'node:vm';
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(source, options) {
      super(source, options);
      if (options.filename?.endsWith('main.js')) process.stderr.write(this.cachedDataRejected === false ? 'taken over' : 'compiled');
    }
  };`;

function run(env: Readonly<Record<string, string>> = environment()): { how: string; said: Partial<Run> } {
  const { exitCode, stdout, stderr } = codemod(path.join(folder, 'tree'), args, { env, preload });
  const how = /^(?:taken over|compiled)/.exec(stderr)?.[0] ?? '';
  return { how, said: { exitCode, stdout, stderr: stderr.slice(how.length) } };
}

/** The files of the cache. */
function keptFiles(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('tree'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function keptFile(): string {
  const [file = '', ...others] = keptFiles();
  expect(others).toEqual([]);
  return file;
}

test('the second run takes over what the first compiled, and says the same', () => {
  const first = run();
  expect(first.how).toBe('compiled');
  expect(first.said.exitCode).toBe(0);
  expect(first.said.stdout).toContain('+from new import A');
  const file = keptFile();
  expect(path.relative(folder, file)).toMatch(/ssot-codemod.compiled-code.[\w-]+\.bin$/);
  expect(readFileSync(file).includes('old import')).toBe(false);
  expect(run()).toEqual({ ...first, how: 'taken over' });
});

test('only the user may read and write it', () => {
  run();
  if (process.platform === 'win32') return;
  expect(statSync(keptFile()).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(keptFile())).mode & 0o777).toBe(0o700);
});

describe('what cannot be relied on is compiled again, and replaced', () => {
  const changeByte = (file: string, at: number): void => {
    const bytes = readFileSync(file);
    const place = at < 0 ? bytes.length + at : at;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(file, bytes);
  };
  test.each<[string, (file: string) => void]>([
    [
      'a changed bit of the code',
      (file) => {
        changeByte(file, -5000);
      },
    ],
    [
      'a changed bit of what V8 checks',
      (file) => {
        changeByte(file, 14);
      },
    ],
    [
      'a changed bit of what it was compiled from',
      (file) => {
        changeByte(file, 5);
      },
    ],
    [
      'a file that ends early',
      (file) => {
        truncateSync(file, 5000);
      },
    ],
    [
      'an empty file',
      (file) => {
        truncateSync(file);
      },
    ],
    [
      'something else',
      (file) => {
        writeFileSync(file, 'alert(1)'.repeat(5000));
      },
    ],
  ])('%s', (_, damage) => {
    const { said } = run();
    damage(keptFile());
    expect(run()).toEqual({ how: 'compiled', said });
    expect(run()).toEqual({ how: 'taken over', said });
  });
});

const testOnPosix = process.platform === 'win32' ? test.skip : test;

testOnPosix.each<[string, (file: string) => void]>([
  [
    'the file',
    (file) => {
      chmodSync(file, 0o622);
    },
  ],
  [
    'its folder',
    (file) => {
      chmodSync(path.dirname(file), 0o777);
    },
  ],
  [
    'the folder above',
    (file) => {
      chmodSync(path.dirname(path.dirname(file)), 0o777);
    },
  ],
])('what others could have written is not taken over: %s', (_, open) => {
  const { said } = run();
  open(keptFile());
  expect(run()).toEqual({ how: 'compiled', said });
});

describe('a run that cannot keep anything is like any other', () => {
  test('where it is switched off, nothing is written', () => {
    const { said } = run();
    rmSync(path.dirname(keptFile()), { recursive: true });
    const off = { ...environment(), NODE_DISABLE_COMPILE_CACHE: '1' };
    expect([run(off), run(off)]).toEqual([
      { how: 'compiled', said },
      { how: 'compiled', said },
    ]);
    expect(keptFiles()).toEqual([]);
  });

  test.each(['ssot-codemod', 'ssot-codemod/compiled-code'])('%s is a file', (place) => {
    const { said } = run();
    const blocked = path.join(path.dirname(keptFile()), '../..', place);
    rmSync(blocked, { recursive: true });
    writeFileSync(blocked, '');
    expect(run()).toEqual({ how: 'compiled', said });
    expect(run()).toEqual({ how: 'compiled', said });
  });
});

test.each([
  ['ssot.config.mjs', `export default await Promise.resolve(${JSON.stringify(config)});`],
  ['ssot.config.js', `module.exports = ${JSON.stringify(config)};`],
  ['ssot.config.ts', `const config: object = ${JSON.stringify(config)};\nexport default config;`],
])('kept code imports %s', (file, text) => {
  const { said } = run();
  rmSync(path.join(folder, 'tree/ssot.config.json'));
  writeFileSync(path.join(folder, 'tree', file), text);
  writeFileSync(path.join(folder, 'tree/package.json'), '{}'); // so that no package.json above decides what `.js` is
  expect(run()).toEqual({ how: 'taken over', said });
});

test('runs at the same time do not get in each other’s way', async () => {
  const { said } = run();
  rmSync(keptFile());
  const runs = Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, [programFile, ...args], {
      cwd: path.join(folder, 'tree'),
      env: { ...process.env, ...environment(), NODE_OPTIONS: '' },
    });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    const [exitCode] = (await once(child, 'close')) as [number];
    return { exitCode, stdout };
  });
  const { exitCode, stdout } = said;
  expect(await Promise.all(runs)).toEqual(runs.map(() => ({ exitCode, stdout })));
  expect(keptFiles()).toHaveLength(1);
});
