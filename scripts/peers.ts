/**
 * Other tools that move imports, each given the same job: `app.old` goes to `app.core.old`, in a tree of small programs and of files that
 * have nothing to do with it. Each program is run before and after. What is not installed is not compared, and said.
 */
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { movedByHand, pythonCases, pythonTree, scriptCases, scriptTree } from './peer-cases.ts';
import type { PeerCase } from './peer-cases.ts';

const program = fileURLToPath(new URL('../cli/bin.js', import.meta.url));
const jscodeshift = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js');

/** A tool, as a job for the root of a tree. */
interface Peer {
  readonly name: string;
  /** Prints its version, if it is installed. */
  readonly version: readonly string[];
  /** The commands that make the move, one after the other. */
  readonly commands: readonly (readonly string[])[];
  /** Does it move the file itself, too? */
  readonly movesFile: boolean;
  /** It changes nothing, and lists the lines that would have to. */
  readonly isScan?: boolean;
}

interface Language {
  readonly name: string;
  readonly tree: Readonly<Record<string, string>>;
  readonly cases: readonly PeerCase[];
  readonly move: readonly [from: string, to: string];
  readonly byHand: (text: string) => string;
  readonly filler: (k: number) => readonly [file: string, text: string];
  readonly run: (tree: string, start: string) => SpawnSyncReturns<string>;
  readonly peers: readonly Peer[];
}

const rope = `
import sys
from rope.base.project import Project
from rope.refactor.move import MoveModule
project = Project('.', ropefolder=None)
move = MoveModule(project, project.get_resource('app/old.py'))
project.do(move.get_changes(project.get_resource('app/core')))
`;

/** The rewrites that a person would write for the forms that come to mind. */
const rules = [
  ['from app.old import $$$NAMES', 'from app.core.old import $$$NAMES'],
  ['from .old import $$$NAMES', 'from .core.old import $$$NAMES'],
  ['import app.old as $NAME', 'import app.core.old as $NAME'],
  ['import app.old', 'import app.core.old'],
  ['from app import old', 'from app.core import old'],
  ['app.old.$NAME', 'app.core.old.$NAME'],
]
  .map(
    ([pattern, fix], k) =>
      `id: r${k}\nlanguage: python\nrule:\n  pattern: ${JSON.stringify(pattern)}\nfix: ${JSON.stringify(fix)}`,
  )
  .join('\n---\n');

const transform = `
const path = require('path');
module.exports = (file, api) => {
  const j = api.jscodeshift;
  const root = j(file.source);
  const own = path.resolve(path.dirname(file.path));
  const move = (literal) => {
    if (!literal || typeof literal.value !== 'string' || path.resolve(own, literal.value) !== path.resolve('src/old.mjs')) return;
    const way = path.relative(own, path.resolve('src/core/old.mjs'));
    literal.value = way.startsWith('.') ? way : './' + way;
  };
  for (const kind of [j.ImportDeclaration, j.ExportNamedDeclaration, j.ExportAllDeclaration])
    root.find(kind).forEach(({ node }) => move(node.source));
  root.find(j.CallExpression).forEach(({ node }) => { if (node.callee.type === 'Import') move(node.arguments[0]); });
  root.find(j.ImportExpression).forEach(({ node }) => move(node.source));
  return root.toSource({ quote: 'single' });
};
module.exports.parser = 'babel';
`;

const python = (...args: readonly string[]): string[] => ['python3', ...args];
const banned = 'lint.flake8-tidy-imports.banned-api."app.old".msg = "moved"';

const languages: readonly Language[] = [
  {
    name: 'Python',
    tree: pythonTree,
    cases: pythonCases,
    move: ['app/old.py', 'app/core/old.py'],
    byHand: movedByHand,
    filler: (k) => [
      `filler/part${k}.py`,
      Array.from(
        { length: 60 },
        (_, n) => `def part${n}(items, title="part ${n}"):\n    return [title + str(item + ${k}) for item in items]\n`,
      ).join('\n\n'),
    ],
    run: (tree, start) => spawnSync('python3', ['-B', '-m', start], { cwd: tree, encoding: 'utf8', timeout: 20_000 }),
    peers: [
      {
        name: 'ssot-codemod move',
        version: [process.execPath, program, '--version'],
        commands: [[process.execPath, program, 'move', '--no-record', '-q', 'app/old.py', 'app/core/old.py']],
        movesFile: true,
      },
      {
        name: 'LibCST RenameCommand',
        version: python('-c', 'import importlib.metadata as m; print(m.version("libcst"))'),
        commands: [
          python(
            '-m',
            'libcst.tool',
            'codemod',
            'rename.RenameCommand',
            // More processes make it wait for ever on some machines.
            '-j',
            '1',
            '--old_name=app.old',
            '--new_name=app.core.old',
            '.',
          ),
        ],
        movesFile: false,
      },
      {
        name: 'rope MoveModule',
        version: python('-c', 'import importlib.metadata as m; print(m.version("rope"))'),
        commands: [python('-c', rope)],
        movesFile: true,
      },
      {
        name: 'import-surgeon',
        version: ['import-surgeon', '--version'],
        commands: [
          [
            ...[
              'import-surgeon',
              '--old-module',
              'app.old',
              '--new-module',
              'app.core.old',
              '--symbols',
              'Widget,make,LIMIT',
            ],
            ...['--apply', '--no-backup', '--rewrite-dotted', '--quiet', 'all', '.'],
          ],
        ],
        movesFile: false,
      },
      {
        name: 'ast-grep, six rules',
        version: ['ast-grep', '--version'],
        commands: [['ast-grep', 'scan', '--inline-rules', rules, '--update-all', '.']],
        movesFile: false,
      },
      {
        name: 'ruff TID251 (scan)',
        version: ['ruff', '--version'],
        commands: [
          [
            'ruff',
            'check',
            '--isolated',
            '--no-cache',
            '--select',
            'TID251',
            '--config',
            banned,
            '--output-format',
            'concise',
            '.',
          ],
        ],
        movesFile: false,
        isScan: true,
      },
    ],
  },
  {
    name: 'JavaScript',
    tree: scriptTree,
    cases: scriptCases,
    move: ['src/old.mjs', 'src/core/old.mjs'],
    byHand: (text) => text.replace('./settings', '../settings'),
    filler: (k) => [
      `filler/part${k}.mjs`,
      Array.from(
        { length: 60 },
        (_, n) =>
          `export const part${n} = (items, title = 'part ${n}') =>\n  items.map((item) => title + (item + ${k}));\n`,
      ).join('\n'),
    ],
    run: (tree, start) => spawnSync(process.execPath, [start], { cwd: tree, encoding: 'utf8', timeout: 20_000 }),
    peers: [
      {
        name: 'ssot-codemod move',
        version: [process.execPath, program, '--version'],
        commands: [[process.execPath, program, 'move', '--no-record', '-q', 'src/old.mjs', 'src/core/old.mjs']],
        movesFile: true,
      },
      {
        name: 'jscodeshift',
        version: [process.execPath, jscodeshift, '--version'],
        commands: [
          [
            process.execPath,
            jscodeshift,
            '--silent',
            '--extensions=mjs',
            '-t',
            '../peer-transform.js',
            'src',
            'filler',
          ],
        ],
        movesFile: false,
      },
    ],
  },
];

/** So many milliseconds are given to a tool. */
const LONGEST = 300_000;

/** The outcome of a job. */
interface Verdict {
  readonly right: number;
  /** Cases that look for the module at its old path still. */
  readonly left: readonly string[];
  readonly broke: readonly string[];
  readonly milliseconds: number;
}

/** The table, line by line. @param files so many files have nothing to do with the move */
export function* peersTable(
  scratch: string,
  { files, runs }: { readonly files: number; readonly runs: number },
): Generator<string> {
  write(scratch, { 'peer-transform.js': transform });
  for (const language of languages) {
    const tree = mkdtempSync(path.join(scratch, 'peers-'));
    write(tree, language.tree);
    for (const { files: own } of language.cases) write(tree, own);
    write(tree, Object.fromEntries(Array.from({ length: files }, (_, k) => language.filler(k))));
    const wanted = language.cases.map(({ start }) => language.run(tree, start));
    const failing = language.cases.filter((_, k) => wanted[k]?.status !== 0);
    if (failing.length > 0) throw new Error(`fails before the move: ${failing.map(({ title }) => title).join(', ')}`);
    yield `${language.name}: ${language.cases.length} programs, the moved file itself, ${files} other files`;
    yield `  ${'tool'.padEnd(34)}${'right'.padStart(6)}${'left'.padStart(6)}${'broke'.padStart(7)}${'time'.padStart(11)}`;
    for (const peer of language.peers) {
      const version = versionOf(peer);
      if (version === undefined) yield `  ${peer.name} is not installed: not compared`;
      else {
        const verdict = judge(tree, { language, peer, wanted, runs, scratch });
        if (typeof verdict === 'string') yield `  ${peer.name} ${version} ${verdict}`;
        else yield* rowsOf(`${peer.name} ${version}`, peer, verdict);
      }
    }
    rmSync(tree, { recursive: true, force: true });
  }
}

function rowsOf(name: string, { isScan = false }: Peer, { right, left, broke, milliseconds }: Verdict): string[] {
  const time = `${milliseconds.toFixed(0)} ms`.padStart(11);
  const row = `  ${name.padEnd(34)}${String(right).padStart(6)}${String(left.length).padStart(6)}${String(broke.length).padStart(7)}${time}`;
  const verb = isScan ? 'not reported' : 'left';
  return [
    isScan ? `${row}   (reports only)` : row,
    ...(left.length === 0 ? [] : [`      ${verb}: ${left.join('; ')}`]),
    ...(broke.length === 0 ? [] : [`      ${isScan ? 'reported for nothing' : 'broke'}: ${broke.join('; ')}`]),
  ];
}

interface Job {
  readonly language: Language;
  readonly peer: Peer;
  /** The runs of the cases before the move. */
  readonly wanted: readonly SpawnSyncReturns<string>[];
  readonly runs: number;
  readonly scratch: string;
}

/** @returns a sentence where there is no outcome */
function judge(tree: string, { language, peer, wanted, runs, scratch }: Job): Verdict | string {
  const times: number[] = [];
  let [copy, output] = ['', ''];
  for (let k = 0; k < runs; k++) {
    if (copy !== '') rmSync(copy, { recursive: true, force: true });
    copy = mkdtempSync(path.join(scratch, 'peer-'));
    cpSync(tree, copy, { recursive: true });
    spawnSync('git', ['init', '-q'], { cwd: copy });
    spawnSync('git', ['add', '-A'], { cwd: copy });
    spawnSync('git', ['-c', 'user.name=b', '-c', 'user.email=b@example.org', 'commit', '-q', '-m', 'tree'], {
      cwd: copy,
    });
    const start = performance.now();
    const results = peer.commands.map(([file = '', ...args]) =>
      spawnSync(file, args, { cwd: copy, encoding: 'utf8', timeout: LONGEST, killSignal: 'SIGKILL' }),
    );
    times.push(performance.now() - start);
    output = results.map(({ stdout }) => stdout).join('');
    // A tool that was called in a wrong way leaves everything, which says nothing of it.
    const wrong = results.find(({ status }) => status !== 0 && !(status === 1 && peer.isScan === true));
    if (wrong !== undefined) {
      rmSync(copy, { recursive: true, force: true });
      return wrong.error === undefined
        ? `failed: ${wrong.stderr.trim().split('\n').at(-1) ?? ''}`
        : `did not end in ${LONGEST / 1000} s`;
    }
  }
  const milliseconds = times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN;
  const found = peer.isScan === true ? reported(language, output) : executed(copy, language, peer, wanted);
  rmSync(copy, { recursive: true, force: true });
  return { ...found, milliseconds };
}

/** Runs each program in the tree that the tool left. */
function executed(
  copy: string,
  { cases, move: [from, to], byHand, run, tree }: Language,
  { movesFile }: Peer,
  wanted: readonly SpawnSyncReturns<string>[],
): Omit<Verdict, 'milliseconds'> {
  const [old, now] = [path.join(copy, from), path.join(copy, to)];
  const left: string[] = [];
  const broke: string[] = [];
  if (!movesFile) {
    renameSync(old, now);
    const own = run(copy, to.endsWith('.py') ? to.slice(0, -'.py'.length).replaceAll('/', '.') : to);
    if (own.status !== 0) left.push('the imports of the moved file');
    if (own.status !== 0) writeFileSync(now, byHand(tree[from] ?? ''));
  } else if (existsSync(old) || !existsSync(now)) left.push('the file itself');
  for (const [k, { title, start }] of cases.entries()) {
    const { status, stdout, stderr } = run(copy, start);
    if (status === 0 && stdout === wanted[k]?.stdout) continue;
    const isLeft =
      /No module named 'app\.old'|cannot import name 'old' from 'app'|has no attribute 'old'|src\/old\.mjs/.test(
        stderr,
      );
    (isLeft || (status === 0 && stdout.includes('None')) ? left : broke).push(title);
  }
  return { right: cases.length + 1 - left.length - broke.length, left, broke };
}

/** The report of a scan: each file that names the module should be among it, and no other one. */
function reported({ cases, move: [moved] }: Language, output: string): Omit<Verdict, 'milliseconds'> {
  const names = new Set(output.split('\n').map((line) => line.split(':', 1)[0]));
  const stays = /another module of that name|a text for people/;
  const isReported = ({ files }: PeerCase): boolean => Object.keys(files).some((file) => names.has(file));
  const left = cases.filter((one) => !stays.test(one.title) && !isReported(one)).map(({ title }) => title);
  const broke = cases.filter((one) => stays.test(one.title) && isReported(one)).map(({ title }) => title);
  if (names.has(moved)) broke.push('the moved file');
  return { right: cases.length - left.length - broke.length, left, broke };
}

/** The version of a tool; undefined where it is not installed. */
function versionOf({ version: [file = '', ...args] }: Peer): string | undefined {
  const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' });
  return status === 0 ? (/(?<!\d)\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? '') : undefined;
}

function write(tree: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
}
