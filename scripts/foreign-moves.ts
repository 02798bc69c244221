/**
 * `npm run moves [-- --folder FOLDER] [NAME…]`: move a module and rename the top package of other projects, and compare what their own
 * tests, or the compiler of TypeScript, say before and after. Needs python3 with pip, and npm; a project whose sources cannot be
 * had is skipped, and said to be. What is fetched stays in FOLDER, by default a temporary one that is removed. Exits 1 when
 * something differs.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ExpectedStop, applyPlan, planMove } from '../src/index.ts';
import type { PathMove } from '../src/index.ts';
import { fetchPackage } from './foreign-packages.ts';
import type { ForeignPackage } from './foreign-packages.ts';
import { pythonTests, typeErrors } from './foreign-tests.ts';

/** A move in the sources of another project. */
interface ForeignMove extends ForeignPackage {
  readonly title: string;
  readonly moves: readonly PathMove[];
  /** Packages that the judge needs. */
  readonly requirements: readonly string[];
  /** The tests to run; none for a project that the compiler judges. */
  readonly tests?: readonly string[];
  /** The folder that the tests import the project from. */
  readonly sources: string;
  /** Changes that the move leaves to be made by hand, such as code in strings: file, old text, new text. */
  readonly byHand?: readonly (readonly [file: string, from: string, to: string])[];
}

const click = {
  kind: 'sdist',
  name: 'click',
  version: '8.1.7',
  requirements: ['pytest<8.1'],
  tests: ['tests'],
  sources: 'src',
} as const;
const jinja2 = {
  kind: 'sdist',
  name: 'jinja2',
  version: '3.1.4',
  requirements: ['pytest<8.1', 'markupsafe', 'trio'],
  tests: ['tests'],
  sources: 'src',
} as const;
const itsdangerous = {
  kind: 'sdist',
  name: 'itsdangerous',
  version: '2.2.0',
  requirements: ['pytest<8.1', 'freezegun'],
  tests: ['tests'],
  sources: 'src',
} as const;
const attrs = {
  kind: 'sdist',
  name: 'attrs',
  version: '24.2.0',
  requirements: ['pytest<8.4', 'hypothesis', 'cloudpickle'],
  // These need attrs installed, and name the package in their ids.
  tests: ['tests', '--ignore=tests/test_packaging.py'],
  sources: 'src',
} as const;
const immer = {
  kind: 'npm',
  name: 'immer',
  version: '9.0.21',
  requirements: ['immer@9.0.21'],
  sources: 'src',
} as const;
const rxjs = { kind: 'npm', name: 'rxjs', version: '7.8.1', requirements: ['tslib'], sources: 'src' } as const;

const all: readonly ForeignMove[] = [
  {
    ...click,
    title: 'click: an inner module',
    moves: [{ from: 'src/click/_termui_impl.py', to: 'src/click/terminal/_impl.py' }],
  },
  {
    ...click,
    title: 'click: the top package',
    moves: [{ from: 'src/click', to: 'src/clack' }],
    byHand: [
      ['tests/test_imports.py', 'import click', 'import clack'],
      ['tests/test_imports.py', 'click.echo', 'clack.echo'],
      ['tests/test_imports.py', "'click'", "'clack'"],
      ['tests/test_imports.py', '"click', '"clack'],
    ],
  },
  {
    ...jinja2,
    title: 'jinja2: an inner module',
    moves: [{ from: 'src/jinja2/lexer.py', to: 'src/jinja2/reading/lexer.py' }],
  },
  {
    ...jinja2,
    title: 'jinja2: the top package',
    moves: [{ from: 'src/jinja2', to: 'src/ninja2' }],
    byHand: [
      ['src/ninja2/compiler.py', 'from jinja2.', 'from ninja2.'],
      ['tests/test_debug.py', '(jinja2', '(ninja2'],
    ],
  },
  {
    ...itsdangerous,
    title: 'itsdangerous: an inner module',
    moves: [{ from: 'src/itsdangerous/encoding.py', to: 'src/itsdangerous/text/coding.py' }],
  },
  {
    ...itsdangerous,
    title: 'itsdangerous: the top package',
    moves: [{ from: 'src/itsdangerous', to: 'src/isdangerous' }],
  },
  {
    ...attrs,
    title: 'attrs: an inner module',
    moves: [{ from: 'src/attr/filters.py', to: 'src/attr/choosing/filters.py' }],
  },
  {
    ...attrs,
    title: 'attrs: the top package',
    moves: [{ from: 'src/attr', to: 'src/attribute' }],
    byHand: [['src/attribute/_make.py', "__import__('attr.", "__import__('attribute."]],
  },
  { ...immer, title: 'immer: a folder', moves: [{ from: 'src/utils', to: 'src/inner/tools' }] },
  { ...immer, title: 'immer: a file', moves: [{ from: 'src/core/proxy.ts', to: 'src/drafts/by-proxy.ts' }] },
  {
    ...rxjs,
    title: 'rxjs: a folder',
    moves: [{ from: 'src/internal/scheduler', to: 'src/internal/timing/schedulers' }],
  },
];

/** The verdict of the judge on a tree; undefined where it cannot be asked. */
function judged(tree: string, store: string, { name, requirements, tests }: ForeignMove): string | undefined {
  const environment = `${name}-moves`;
  return tests === undefined
    ? typeErrors(tree, store, { environment, requirements })
    : pythonTests(tree, store, { environment, requirements, tests });
}

async function run(move: ForeignMove, store: string): Promise<boolean> {
  const { title, moves } = move;
  const fetched = fetchPackage(move, store);
  if (fetched === undefined) return skip(title);
  const [inner = ''] = readdirSync(fetched);
  const tree = mkdtempSync(path.join(store, 'tree-'));
  cpSync(path.join(fetched, inner), tree, { recursive: true });
  process.env['PYTHONPATH'] = path.join(tree, move.sources);
  const before = judged(tree, store, move);
  if (before === undefined) return skip(title);
  try {
    const start = performance.now();
    const { plan, concerns } = await planMove({ root: tree, moves, gitignore: false });
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    await applyPlan(tree, plan);
    for (const [file, from, to] of move.byHand ?? []) {
      // A move says nothing of texts of messages that tests expect.
      const isNamed =
        file.startsWith('tests/') || concerns.some(({ place }) => place.startsWith(`${renamedBack(file, moves)}:`));
      if (!isNamed) throw new Error(`${title}: the move says nothing of ${file}`);
      writeFileSync(path.join(tree, file), readFileSync(path.join(tree, file), 'utf8').replaceAll(from, to));
    }
    const after = judged(tree, store, move);
    const isSame = before === after;
    const summary = before.split('\n').at(-1) ?? '';
    process.stdout.write(
      `${isSame ? 'ok' : 'DIFFERS'} ${title}: ${String(plan.summary.filesChanged)} files, ${String(plan.summary.edits)} edits, ${seconds} s; ${summary === '' ? 'no errors' : summary.trim()}\n`,
    );
    for (const { place, reason, message } of concerns) process.stdout.write(`  ${place} ${reason}: ${message}\n`);
    if (!isSame) process.stdout.write(`--- before\n${before}\n--- after\n${after ?? ''}\n`);
    return isSame;
  } catch (error) {
    if (!(error instanceof ExpectedStop)) throw error;
    process.stdout.write(`REFUSED ${title}: ${error.message}\n`);
    return false;
  }
}

/** The path of a file before the moves. */
function renamedBack(file: string, moves: readonly PathMove[]): string {
  const by = moves.find(({ to }) => `${file}/`.startsWith(`${to}/`));
  return by === undefined ? file : by.from + file.slice(by.to.length);
}

function skip(title: string): boolean {
  process.stdout.write(`skipped ${title}: its sources or the packages of its judge cannot be had\n`);
  return true;
}

const { values, positionals } = parseArgs({ options: { folder: { type: 'string' } }, allowPositionals: true });
const store =
  values.folder === undefined ? mkdtempSync(path.join(tmpdir(), 'ssot-moves-')) : path.resolve(values.folder);
mkdirSync(store, { recursive: true });
try {
  let isFine = true;
  for (const move of all)
    if (positionals.length === 0 || positionals.some((name) => move.title.startsWith(name)))
      isFine = (await run(move, store)) && isFine;
  process.exitCode = isFine ? 0 : 1;
} finally {
  if (values.folder === undefined) rmSync(store, { recursive: true, force: true });
}
