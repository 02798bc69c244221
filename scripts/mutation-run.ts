import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { applyPlan, makePlan } from '../src/index.ts';
import type { Plan, UserConfig } from '../src/index.ts';
import { mutated, withLines } from './mutations.ts';
import { Random } from './random.ts';

/** Tells which of the files are programs without errors of syntax; the paths are absolute. */
export type Judge = (files: readonly string[]) => readonly boolean[];

/** A language, and where real programs in it are to be found. */
export interface MutatedLanguage {
  readonly endings: readonly string[];
  /** Folders of sources. */
  readonly sources: readonly string[];
  readonly config: UserConfig;
  /** The modules that the Map is about, by path. */
  readonly modules: Readonly<Record<string, string>>;
  /** The lines that are put into each program. */
  readonly lines: readonly string[];
  readonly judge: Judge;
}

/** The figures of a run over mutated programs. */
export interface MutationFigures {
  readonly files: number;
  /** How many were valid before. */
  readonly valid: number;
  readonly changed: number;
  /** The longest that one took: milliseconds of processor time. */
  readonly slowest: number;
  /** The failures, each with the text of the file. */
  readonly findings: readonly { readonly what: string; readonly path: string; readonly text: string }[];
}

/** How many files stand in one tree. */
const BATCH = 200;
/** How long one may take, in milliseconds. */
const LIMIT = 2000;
/** Longer programs take long to judge, and say no more. */
const LONGEST = 40_000;

export function pythonLanguage(python: string, library: string): MutatedLanguage {
  return {
    endings: ['.py'],
    sources: [library],
    config: {
      python: {
        map: [
          { canonical: 'app.new:Name', legacy: ['app.old:Name'] },
          { canonical: 'app.new:Other', legacy: ['app.old:Former'], uses: 'rename' },
          { canonical: 'app.newer', legacy: ['app.older'] },
        ],
      },
    },
    modules: {
      'app/__init__.py': '',
      'app/new.py': 'class Name: pass\nclass Other: pass\n',
      'app/old.py': 'from app.new import Name, Other as Former\n',
      'app/newer.py': 'x = 1\n',
      'app/older.py': 'from app.newer import *\n',
    },
    lines: [
      'from app.old import Name',
      'from app.old import Name as N, Former',
      'from app.old import (\n    Name,  # the name\n    Former,\n)',
      'import app.older',
      'import app.older as o, app.old',
      'from app import older, old',
      'from app.old import *',
      'x = app.older.x, Name, old.Name, Former()',
      'patch("app.old.Name")',
      'import_module("app.older"); f"{app.old.Name!r}"',
      'def f(a: "Name" = None) -> "app.old.Former": return Name',
      'try:\n    from app.old import Name\nexcept ImportError:\n    from app.new import Name',
    ],
    judge: (files) => judgedByPython(python, files),
  };
}

export function javascriptLanguage(folder: string): MutatedLanguage {
  return {
    endings: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.tsx', '.jsx'],
    sources: [folder],
    config: {
      javascript: {
        map: [
          { canonical: './lib/new#Name', legacy: ['./lib/old#Name'] },
          { canonical: './lib/newer', legacy: ['./lib/older'] },
        ],
      },
    },
    modules: {
      'lib/new.js': 'export const Name = 1;\n',
      'lib/old.js': "export { Name } from './new.js';\n",
      'lib/newer.js': 'export const x = 1;\n',
      'lib/older.js': "export * from './newer.js';\n",
    },
    lines: [
      "import { Name } from './lib/old';",
      "import { Name as N, other } from './lib/old.js'",
      "import * as old from './lib/old';",
      "import './lib/older';",
      "export { Name } from './lib/old';",
      "export * from './lib/older';",
      "const { Name } = require('./lib/old');",
      "const x = require('./lib/older').x, old = require('./lib/old');",
      'old.Name; Name(); x = { Name };',
      "jest.mock('./lib/old', () => ({ Name: 1 }));",
      "await import('./lib/older')",
      "/** @type {import('./lib/old').Name} */",
      "new URL('./lib/older', import.meta.url);",
    ],
    judge: (files) => files.map(isValidForTypeScript),
  };
}

/** Mutate programs, apply what the Map makes of them, and compare. */
export async function runMutations(language: MutatedLanguage, seed: number, count: number): Promise<MutationFigures> {
  const programs = programsOf(language).map((file) => readFileSync(file, 'latin1'));
  const endings = programsOf(language).map((file) => path.extname(file));
  const random = new Random(seed);
  const figures = { files: 0, valid: 0, changed: 0, slowest: 0, findings: [] as MutationFigures['findings'][number][] };
  while (figures.files < count) {
    const files = Array.from({ length: Math.min(BATCH, count - figures.files) }, (_, k) => {
      const chosen = random.below(programs.length);
      const text = withLines(programs[chosen] ?? '', random, language.lines);
      return { path: `m${figures.files + k}${endings[chosen] ?? ''}`, text: mutated(text, random, programs) };
    });
    await runBatch(language, files, figures);
    figures.files += files.length;
  }
  return figures;
}

interface MutatedFile {
  readonly path: string;
  readonly text: string;
}

type OpenFigures = { -readonly [K in keyof MutationFigures]: MutationFigures[K] } & {
  findings: MutationFigures['findings'][number][];
};

async function runBatch(language: MutatedLanguage, files: readonly MutatedFile[], figures: OpenFigures): Promise<void> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'ssot-mutations-'));
  const plan = (paths?: readonly string[]): Promise<Plan> =>
    makePlan({ root, config: language.config, includeReview: true, jobs: 1, ...(paths && { paths }) });
  const find = (what: string, { path, text }: MutatedFile): void => {
    figures.findings.push({ what, path, text });
  };
  try {
    for (const [name, text] of Object.entries(language.modules)) lay(root, name, text);
    for (const { path: name, text } of files) lay(root, name, text);
    const judged = files.map((file) => path.join(root, file.path));
    const before = language.judge(judged);
    const [first, time] = await timed(() => plan());
    // Only where all of them take long is one of them asked alone.
    const each = time < LIMIT ? [time / files.length] : [];
    if (time >= LIMIT) for (const file of files) each.push((await timed(() => plan([file.path])))[1]);
    figures.slowest = Math.max(figures.slowest, ...each);
    for (const [k, file] of files.entries())
      if ((each[k] ?? 0) > LIMIT) find(`takes ${Math.round(each[k] ?? 0)} ms`, file);
    const byPath = new Map(first.outcomes.map((outcome) => [outcome.path, outcome]));
    for (const file of files) {
      const outcome = byPath.get(file.path);
      if (outcome?.status === 'failed') find(`fails: ${outcome.error}`, file);
    }
    const changed = first.outcomes.filter(({ status }) => status === 'changed').length;
    if (changed > 0) await applyPlan(root, first);
    const after = language.judge(judged);
    const again = await plan();
    const left = new Set(again.outcomes.filter(({ status }) => status === 'changed').map((outcome) => outcome.path));
    for (const [k, file] of files.entries()) {
      if (before[k] === true && after[k] !== true) find('is broken', file);
      // A statement that cannot be read has unknown effects, so that another edit may follow.
      if (before[k] === true && left.has(file.path)) find('is changed by a second run', file);
    }
    figures.valid += before.filter((isValid) => isValid).length;
    figures.changed += changed;
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const start = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1000];
}

function lay(root: string, name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text, 'latin1');
}

/** The programs below the folders, in an order that does not change, but for long ones. */
function programsOf({ sources, endings }: MutatedLanguage): string[] {
  return sources
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)),
    )
    .filter((file) => endings.includes(path.extname(file)) && !/\.min\.|__pycache__/.test(file))
    .filter((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.isFile() === true && found.size > 0 && found.size < LONGEST;
    })
    .toSorted();
}

const compileAll = `
import sys
for line in sys.stdin.read().splitlines():
    try:
        with open(line, 'rb') as file: compile(file.read(), line, 'exec', dont_inherit=True)
        print(1)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError): print(0)
`;

function judgedByPython(python: string, files: readonly string[]): boolean[] {
  const { stdout, status, stderr } = spawnSync(python, ['-W', 'ignore', '-c', compileAll], {
    input: files.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const answers = stdout.trim().split('\n');
  if (status !== 0 || answers.length !== files.length) throw new Error(`${python} judged nothing: ${stderr}`);
  return answers.map((answer) => answer === '1');
}

function isValidForTypeScript(file: string): boolean {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return (tree as unknown as { readonly parseDiagnostics: readonly unknown[] }).parseDiagnostics.length === 0;
}
