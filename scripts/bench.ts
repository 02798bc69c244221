/**
 * `npm run bench -- [--tree PATH | --size FILES] [--runs N] [--against FOLDER] [--only-peers]`: whole processes on a copy of a tree, one after another in
 * turns, so that what disturbs one disturbs all. Prints medians, and beside each the goal it is to meet. A ratio is the
 * median of the ratios of the runs of one turn. The Map is that of `bench-map.json`, which stays as it is while presets
 * change, so that builds are given the same work. `--against` a folder with another build compares the two by the least
 * processor time of each, which a busy machine disturbs least. In the end, one table of other tools that move imports: what each
 * left or broke of small programs, and how long it took. `--only-peers` prints that table alone.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  cpSync,
  mkdtempSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.ts';
import { peersTable } from './peers.ts';

const WORD = 'websocket_core';
const core = 'netra_backend.app.websocket_core';
/** The modules whose imports ast-grep has to find. */
const MODULES = [
  core,
  ...['manager', 'websocket_manager', 'unified_manager', 'canonical_imports'].map((m) => `${core}.${m}`),
];
const program = fileURLToPath(new URL('../cli/bin.js', import.meta.url));
const benchMap = fileURLToPath(new URL('../../scripts/bench-map.json', import.meta.url));
/**
 * Writes the processor time of the process in milliseconds to file descriptor 3, and its peak memory in KiB where the system says it.
 * The rusage of the child is no use: Linux counts the parent's in.
 */
const reportUsage = `
  const { existsSync, readFileSync, writeSync } = require('node:fs');
  const { isMainThread } = require('node:worker_threads');
  const status = '/proc/self/status';
  const peak = () => (existsSync(status) ? /VmHWM:\\s*(\\d+)/.exec(readFileSync(status, 'utf8'))[1] : '');
  if (isMainThread)
    process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      writeSync(3, (user + system) / 1000 + ' ' + peak());
    });`;

const { values } = parseArgs({
  options: {
    tree: { type: 'string' },
    size: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '7' },
    against: { type: 'string' },
    'only-peers': { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const scratch = mkdtempSync(path.join(tmpdir(), 'ssot-codemod-bench-'));

// Node reads these certificates at each start, for 50 ms here, whatever the program does. Ours uses no network.
delete process.env['NODE_EXTRA_CA_CERTS'];

interface Command {
  readonly cwd: string;
  readonly file: string;
  readonly args: readonly string[];
  /** Variables, besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that mean that it did its job. */
  readonly accepts: readonly number[];
}

/** Milliseconds of the whole process. Its output goes to a file: some tools do less work when nobody reads it. */
function time({ cwd, file, args, env, accepts }: Command): number {
  const output = openSync(path.join(scratch, 'output'), 'w');
  const start = performance.now();
  const { status, stderr, error } = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - start;
  closeSync(output);
  if (error) throw error;
  if (status === null || !accepts.includes(status)) throw new Error(`${file} ${args.join(' ')} failed: ${stderr}`);
  return milliseconds;
}

interface Usage {
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** In MB of a million bytes; undefined where the system does not say. */
  readonly peak: number | undefined;
}

function usage(cwd: string, args: readonly string[], build = program): Usage {
  const output = openSync(path.join(scratch, 'output'), 'w');
  const stdio = ['ignore', output, 'ignore', 'pipe'] as const;
  // Required, not imported: the loader of ES modules would be 5 MB of what is measured.
  const probe = path.join(scratch, 'usage.cjs');
  writeFileSync(probe, reportUsage);
  const result = spawnSync(process.execPath, ['--require', probe, build, ...args], { cwd, stdio: [...stdio] });
  closeSync(output);
  if (result.status === null || result.status > 1) throw new Error(`${build} ${args.join(' ')} failed`);
  const [cpu, kibibytes = ''] = String(result.output[3]).split(' ');
  return { cpu: Number(cpu), peak: kibibytes === '' ? undefined : (Number(kibibytes) * 1024) / 1e6 };
}

/**
 * The times of each command, in turns. Each is run twice, and the second counts: the goals speak of files that the system
 * holds in memory, and what one command reads may have left it while another ran for ten seconds. `after` is called with
 * the number of the command, behind each run.
 */
function takeTurns(
  turns: number,
  commands: readonly Command[],
  after: (command: number) => void = () => undefined,
): number[][] {
  const times = commands.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [k, command] of commands.entries()) {
      time(command);
      after(k);
      times[k]?.push(time(command));
      after(k);
    }
  }
  return times;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = NaN, high = NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median over the turns of a / b. */
function ratio(a: readonly number[], b: readonly number[]): number {
  return median(a.map((value, k) => value / (b[k] ?? NaN)));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sayTimes(name: string, times: readonly number[]): void {
  const range = `${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}`;
  say(`  ${name.padEnd(22)} ${median(times).toFixed(0).padStart(7)} ms   (${range}, ${times.length} runs)`);
}

function sayGoal(name: string, value: number, format: (value: number) => string, goal: number): void {
  const verdict = value <= goal ? 'met' : 'MISSED';
  say(`  ${name.padEnd(34)} ${format(value).padStart(9)}   goal: at most ${format(goal)}   ${verdict}`);
}

const times = (value: number): string => (value < 0.1 ? `1/${(1 / value).toFixed(0)} x` : `${value.toFixed(2)} x`);
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

function isInstalled(file: string): boolean {
  return spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A repository with everything in its index: files are then listed by git, as they are for users. */
function prepareTree(): string {
  const tree = path.join(scratch, 'tree');
  if (values.tree === undefined) {
    writeCorpus(tree, Number(values.size), 1);
  } else {
    const source = path.resolve(values.tree);
    cpSync(source, tree, { recursive: true, verbatimSymlinks: true, filter: (file) => path.basename(file) !== '.git' });
  }
  if (!readdirSync(tree).some((name) => name.startsWith('ssot.config.'))) {
    cpSync(benchMap, path.join(tree, 'ssot.config.json'));
  }
  addToGit(tree);
  return tree;
}

function addToGit(tree: string): void {
  for (const args of [
    ['init', '-q'],
    ['-c', 'core.autocrlf=false', 'add', '-A', '-f'],
  ])
    spawnSync('git', args, { cwd: tree });
}

/** The tree, and three more copies of it in folders of its own. */
function fourTrees(tree: string): string {
  const large = path.join(scratch, 'large');
  const filter = (file: string): boolean => path.basename(file) !== '.git';
  for (const folder of ['.', 'second', 'third', 'fourth']) {
    cpSync(tree, path.join(large, folder), { recursive: true, verbatimSymlinks: true, filter });
  }
  addToGit(large);
  return large;
}

interface Summary {
  readonly filesScanned: number;
  readonly filesChanged: number;
  readonly edits: number;
}

/** Makes the Plan for the tree. Returns its summary, and the content of the files that apply will change. */
function readPlan(tree: string): { summary: Summary; originals: Map<string, Buffer> } {
  const { stdout } = spawnSync(process.execPath, [program, 'dry-run', '-q', '--format', 'json'], {
    cwd: tree,
    maxBuffer: 1 << 30,
  });
  const { summary, files } = JSON.parse(stdout.toString()) as {
    summary: Summary;
    files: { path: string; status: string }[];
  };
  const changed = files.filter(({ status }) => status === 'changed').map((file) => path.join(tree, file.path));
  return { summary, originals: new Map(changed.map((file) => [file, readFileSync(file)])) };
}

const codemod = (cwd: string, ...args: readonly string[]): Command => ({
  cwd,
  file: process.execPath,
  args: [program, ...args],
  accepts: [0, 1],
});
/** Measures Python only: JavaScript has a bench of its own. */
const stat = (tree: string): Command => codemod(tree, 'dry-run', '--stat', '--include', '**/*.py');

/** Measures the time that all the other figures save by compiled code of an earlier run (docs/compile-cache.md). */
function compareFirstRun(tree: string): void {
  const later = stat(tree);
  const first: Command = { ...later, env: { NODE_DISABLE_COMPILE_CACHE: '1' } };
  const [kept = [], compiling = []] = takeTurns(runs, [later, first]);
  sayTimes('dry-run --stat', kept);
  sayTimes('without compiled code', compiling);
}

function astGrepRules(): string {
  const file = path.join(scratch, 'rules.yml');
  const rules = MODULES.map((module, k) =>
    [
      `id: legacy-${k}`,
      'language: python',
      'severity: warning',
      'message: legacy import',
      'rule:',
      '  kind: import_from_statement',
      '  has:',
      '    field: module_name',
      `    regex: ^${module.replaceAll('.', '[.]')}$`,
    ].join('\n'),
  );
  writeFileSync(file, `${rules.join('\n---\n')}\n`);
  return file;
}

function compareTools(tree: string): void {
  const others = [
    { name: 'rg -l', command: { cwd: tree, file: 'rg', args: ['-l', WORD, '.'], accepts: [0] }, goal: 5 },
    {
      name: 'ast-grep scan',
      command: { cwd: tree, file: 'ast-grep', args: ['scan', '-r', astGrepRules(), '.'], accepts: [0, 1] },
      goal: 1 / 30,
    },
  ];
  for (const { name, command, goal } of others) {
    if (!isInstalled(command.file)) {
      say(`  ${command.file} is not installed: not compared`);
      continue;
    }
    const [own = [], theirs = []] = takeTurns(runs, [stat(tree), command]);
    sayTimes('dry-run --stat', own);
    sayTimes(name, theirs);
    sayGoal(`dry-run --stat : ${name}`, ratio(own, theirs), times, goal);
  }
}

function compareApply(tree: string, originals: ReadonlyMap<string, Buffer>): void {
  const before = new Set(readdirSync(tree));
  const restore = (command: number): void => {
    const changed = [...originals].filter(([file, bytes]) => !readFileSync(file).equals(bytes));
    if (changed.length !== (command === 0 ? 0 : originals.size))
      throw new Error(`${changed.length} files were changed`);
    for (const [file, bytes] of changed) writeFileSync(file, bytes);
    for (const name of readdirSync(tree)) if (!before.has(name)) rmSync(path.join(tree, name), { recursive: true });
  };
  const [dryRun = [], apply = []] = takeTurns(runs, [codemod(tree, 'dry-run'), codemod(tree, 'apply')], restore);
  sayTimes('dry-run', dryRun);
  sayTimes('apply', apply);
  sayGoal('apply : dry-run', ratio(apply, dryRun), times, 4);
}

/** The gate over everything, and over a commit of ten files that hold nothing to move, as most commits do. */
function compareCheck(tree: string, originals: ReadonlyMap<string, Buffer>): void {
  const [dryRun = [], all = []] = takeTurns(runs, [codemod(tree, 'dry-run'), codemod(tree, 'check')]);
  sayTimes('check', all);
  sayGoal('check : dry-run', ratio(all, dryRun), times, 1);
  // A commit may tidy up in the background, beside what is measured and what is removed in the end.
  const settings = ['user.name=bench', 'user.email=bench@example.org', 'gc.auto=0', 'maintenance.auto=false'];
  const git = (...args: readonly string[]): string =>
    spawnSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
      cwd: tree,
      maxBuffer: 1 << 30,
    }).stdout.toString();
  git('commit', '-q', '-m', 'tree');
  const files = git('ls-files', '-z', '*.py').split('\0');
  const quiet = files.filter((file) => file !== '' && !originals.has(path.join(tree, file))).slice(0, 10);
  for (const file of quiet) appendFileSync(path.join(tree, file), '# staged\n');
  git('add', '-u');
  const node: Command = { cwd: tree, file: process.execPath, args: ['-e', '0'], accepts: [0] };
  const [staged = [], start = []] = takeTurns(3 * runs, [codemod(tree, 'check', '--staged'), node]);
  sayTimes(`check --staged, ${quiet.length} files`, staged);
  sayTimes('node -e 0', start);
  sayGoal('check --staged : node -e 0', ratio(staged, start), times, 3);
}

function compareSizes(tree: string, files: number): void {
  const [one = [], four = []] = takeTurns(runs, [stat(tree), stat(fourTrees(tree))]);
  sayTimes('1 x the tree', one);
  sayTimes('4 x the tree', four);
  say(
    `  for each file: ${((median(one) / files) * 1000).toFixed(0)} µs and ${((median(four) / files / 4) * 1000).toFixed(0)} µs`,
  );
  sayGoal('time per file, 4 x : 1 x', ratio(four, one) / 4, times, 1.1);
}

/** This build beside another one, on the same work. */
function compareBuilds(tree: string, folder: string): void {
  const builds = [program, path.resolve(folder, 'dist/cli/bin.js')];
  for (const args of [['dry-run', '--stat'], ['dry-run', '--format', 'html'], ['audit']]) {
    const least = builds.map(() => Infinity);
    // The first turn is no run of the bench: the compiled code is kept in it.
    for (let turn = 0; turn <= runs; turn++)
      for (const [k, build] of builds.entries()) {
        const { cpu } = usage(tree, args, build);
        if (turn > 0) least[k] = Math.min(least[k] ?? Infinity, cpu);
      }
    const [own = NaN, other = NaN] = least;
    say(`  ${args.join(' ')}: ${own.toFixed(0)} ms of processor time, the other build ${other.toFixed(0)} ms`);
    sayGoal('this build : the other', own / other, times, 1.03);
  }
}

/** Other tools on the same job: how much of it is right, and the time. */
function comparePeers(): void {
  say('Other tools that move imports');
  for (const line of peersTable(scratch, { files: 100, runs: Math.min(runs, 3) })) say(line);
}

function bench(): void {
  mkdirSync(scratch, { recursive: true });
  const tree = prepareTree();
  const { summary, originals } = readPlan(tree);
  say(`Node ${process.versions.node}, ${availableParallelism()} processors, ${tmpdir()}`);
  say(
    `${values.tree ?? 'a made repository'}: ${summary.filesScanned} files, ${summary.filesChanged} to change, ${summary.edits} edits\n`,
  );
  if (values.against !== undefined) {
    say('Beside another build');
    compareBuilds(tree, values.against);
  }
  say('Time');
  compareTools(tree);
  compareFirstRun(tree);
  compareApply(tree, originals);
  compareSizes(tree, summary.filesScanned);
  compareCheck(tree, originals);
  say('Memory');
  for (const args of [['dry-run', '--stat'], ['dry-run'], ['check']]) {
    const { peak } = usage(tree, args);
    if (peak === undefined) say('  not known on this system');
    else sayGoal(`${args.join(' ')}, at most`, peak, megabytes, 150);
  }
  comparePeers();
}

try {
  if (values['only-peers']) comparePeers();
  else bench();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
