/**
 * `npm run migrations [-- --folder FOLDER] [NAME…]`: lay the sources of other projects as they were before a migration, run it, and
 * judge it without the tool's own code. Needs python3 with pip, and npm; a migration whose sources cannot be had is skipped, and
 * said to be. What is fetched stays in FOLDER, by default a temporary one that is removed. Exits 1 when something does not hold.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import picomatch from 'picomatch';
import { judgeTree, snapshot, unlisted } from './foreign-judge.ts';
import type { ForeignReport, JudgedTree, LegacyImport } from './foreign-judge.ts';
import { foreignMigrations as ownMigrations } from './foreign-migration-list.ts';
import type { ForeignMigration } from './foreign-migration-list.ts';
import { fetchPackage } from './foreign-packages.ts';
import { presetMigrations } from './preset-migrations.ts';

const foreignMigrations = [...ownMigrations, ...presetMigrations];

const program = fileURLToPath(new URL('../cli/bin.js', import.meta.url));

/** Run the tool; its report, and how many seconds it took. */
function codemod(tree: string, args: readonly string[]): { readonly report: ForeignReport; readonly seconds: number } {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [program, ...args, '--no-gitignore', '--format', 'json'],
    {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return { report: JSON.parse(stdout) as ForeignReport, seconds };
}

/** A migration that was run once, with the edits for review or without. */
interface Trial {
  readonly name: string;
  readonly report: ForeignReport;
  readonly seconds: number;
  /** The promises that do not hold, one a line. */
  readonly faults: readonly string[];
  readonly columns: Readonly<Record<string, string | number>>;
}

const show = ({ path: file, what, places: [[line] = [0, 0]] }: LegacyImport): string =>
  `${file}:${String(line)} ${what}`;

/** A tree with what belongs to it. */
interface Laid {
  readonly tree: string;
  readonly store: string;
  /** The result of the project's own tests before the migration; undefined where none can be run. */
  readonly expected: string | undefined;
}

function tryOnce(migration: ForeignMigration, { tree, store, expected }: Laid, flags: readonly string[]): Trial {
  const isForeign = picomatch([...(migration.config.exclude ?? []), 'ssot.config.json']);
  const judged = (): JudgedTree => judgeTree(tree, migration.config, isForeign);
  const bytes = snapshot(tree);
  const before = judged();
  const { report, seconds } = codemod(tree, ['apply', ...flags]);
  const after = judged();
  // With edits left for review the project may be half-way, which its tests need not survive.
  const isWhole = flags.length > 0 || report.summary.review === 0;
  const tested = expected !== undefined && isWhole ? migration.tests?.(tree, store) : undefined;
  const again = codemod(tree, ['dry-run', ...flags]).report;
  const isApplied = report.summary.filesChanged > 0;
  const rollback = isApplied
    ? spawnSync(process.execPath, [program, 'rollback'], { cwd: tree, encoding: 'utf8' })
    : undefined;

  const compiled = new Set(after.compiled);
  const broken = before.compiled.filter((file) => !compiled.has(file));
  const missed = [...unlisted(before, report), ...unlisted(after, again)].map(show);
  const secondRun = again.files.flatMap(({ path: file, edits = [] }) =>
    edits.filter(({ applied }) => applied).map(({ line }) => `${file}:${String(line)}`),
  );
  const isUndone = (rollback?.status ?? 0) === 0 && snapshot(tree) === bytes;
  const tests = tested === undefined ? '–' : tested === expected ? 'same' : 'DIFFERENT';
  const faults = [
    ...broken.map((file) => `broken: ${file}`),
    ...missed.map((place) => `unlisted: ${place}`),
    ...secondRun.map((place) => `second run: ${place}`),
    ...(isUndone ? [] : [`rollback: ${rollback?.stderr ?? 'bytes differ'}`]),
    ...(tests === 'DIFFERENT' ? [`tests before:\n${expected ?? ''}\ntests after:\n${tested ?? ''}`] : []),
  ];
  const { filesScanned, filesChanged, safe, declared, review } = report.summary;
  const columns = {
    ...{ files: filesScanned, changed: filesChanged, safe, declared, review, left: after.imports.length },
    ...{ broken: broken.length, unlisted: missed.length, 'second run': secondRun.length },
    ...{ rollback: isUndone ? 'same' : 'DIFFERENT', tests, seconds: seconds.toFixed(1) },
  };
  return { name: [migration.name, ...flags].join(' '), report, seconds, faults, columns };
}

/** How often each reason for a refusal or a review is given. */
function reasonsOf({ files }: ForeignReport): string {
  const counts = new Map<string, number>();
  const count = (reason: string): unknown => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const { refused = [], edits = [] } of files) {
    refused.forEach(({ reason }) => count(`refused ${reason}`));
    edits.forEach(({ reviews }) => {
      new Set(reviews.map(({ reason }) => reason)).forEach((reason) => count(`review ${reason}`));
    });
  }
  return [...counts].map(([reason, times]) => `${String(times)} ${reason}`).join(', ');
}

function tryMigration(migration: ForeignMigration, folder: string): Trial[] {
  const store = path.join(folder, 'packages');
  const sources = new Map<string, string>();
  for (const [name, release] of Object.entries(migration.packages)) {
    const source = fetchPackage(release, store);
    if (source === undefined) {
      process.stdout.write(`${migration.name} is skipped: ${release.name} ${release.version} cannot be had here\n`);
      return [];
    }
    sources.set(name, source);
  }
  const tree = path.join(folder, migration.name);
  const empty = (): void => {
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(tree, { recursive: true });
  };
  const from = (name: string): string => sources.get(name) ?? '';
  empty();
  (migration.layOriginal ?? migration.lay)(tree, from);
  const laid = { tree, store, expected: migration.tests?.(tree, store) };
  if (migration.layOriginal) {
    empty();
    migration.lay(tree, from);
  }
  writeFileSync(path.join(tree, 'ssot.config.json'), JSON.stringify(migration.config, undefined, 2));
  return [[], ['--include-review']].map((flags) => {
    const trial = tryOnce(migration, laid, flags);
    const name = trial.name.replaceAll(' ', '');
    writeFileSync(path.join(folder, `${name}.report.json`), JSON.stringify(trial.report));
    process.stdout.write(`${trial.name}: ${reasonsOf(trial.report) || 'nothing is left'}\n`);
    for (const fault of trial.faults.slice(0, 20)) process.stdout.write(`  ${fault}\n`);
    if (trial.faults.length > 20) process.stdout.write(`  … and ${String(trial.faults.length - 20)} more\n`);
    return trial;
  });
}

/** A row for each trial, columns aligned. */
function table(trials: readonly Trial[]): string {
  const rows = trials.map(({ name, columns }) => [name, ...Object.values(columns).map(String)]);
  const all = [['', ...Object.keys(trials[0]?.columns ?? {})], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const padded = all.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
  );
  return `\n${padded.map((row) => row.join('  ')).join('\n')}\n`;
}

const { values, positionals } = parseArgs({ options: { folder: { type: 'string' } }, allowPositionals: true });
const names = foreignMigrations.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No migration is called ${unknown.join(' or ')}; there are ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'ssot-migrations-'));
  try {
    const chosen = foreignMigrations.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    const trials = chosen.flatMap((migration) => tryMigration(migration, path.resolve(folder)));
    process.stdout.write(table(trials));
    process.exitCode = trials.some(({ faults }) => faults.length > 0) ? 1 : 0;
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
