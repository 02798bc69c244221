/** Judges a tree before and after a migration without the tool: by CPython and by the parser of TypeScript. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UserConfig } from '../src/index.ts';
import { outputOf } from './foreign-packages.ts';
import { legacySpecifiers } from './legacy-specifiers.ts';

/** Lines from and to, counted from 1. */
export type Lines = readonly [number, number];

/** An import of a legacy path. It is listed where a report speaks of one of its places. */
export interface LegacyImport {
  readonly path: string;
  readonly what: string;
  readonly places: readonly Lines[];
}

export interface JudgedTree {
  /** The files that compile, or parse. */
  readonly compiled: readonly string[];
  readonly imports: readonly LegacyImport[];
}

/** The part of a report of `--format json` that is read. */
export interface ForeignReport {
  readonly summary: Readonly<
    Record<'filesScanned' | 'filesChanged' | 'safe' | 'declared' | 'review' | 'refused', number>
  >;
  readonly files: readonly ReportedFile[];
}

interface ReportedFile {
  readonly path: string;
  readonly status: string;
  readonly edits?: readonly (ReportedPlace & {
    readonly applied: boolean;
    readonly reviews: readonly { readonly reason: string }[];
  })[];
  readonly refused?: readonly (ReportedPlace & { readonly reason: string })[];
  readonly diagnostics?: readonly ReportedPlace[];
}

interface ReportedPlace {
  readonly line: number;
  readonly endLine: number;
}

const judge = fileURLToPath(new URL('../../scripts/legacy-imports.py', import.meta.url));

/** The files of a tree, relative, with forward slashes; none of the tool's own and none of installed packages. */
export function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/^(?:\.ssot-codemod|node_modules)\/|__pycache__|\.pytest_cache/.test(file))
    .toSorted();
}

/** Bytes and modes of all files, as one hash. */
export function snapshot(root: string): string {
  const hash = createHash('sha256');
  for (const file of filesOf(root)) {
    const place = path.join(root, file);
    hash.update(`${file} ${String(statSync(place).mode)} `).update(readFileSync(place));
  }
  return hash.digest('hex');
}

/** @param isForeign is the file one that the migration leaves alone by its configuration? */
export function judgeTree(root: string, config: UserConfig, isForeign: (file: string) => boolean): JudgedTree {
  const legacyOf = (map: readonly { readonly legacy: readonly string[] }[] = []): string[] =>
    map.flatMap(({ legacy }) => legacy);
  const files = filesOf(root).filter((file) => !isForeign(file));
  const scripts = files.filter((file) => /\.[cm]?[jt]sx?$/.test(file));
  const javascript = legacySpecifiers(root, scripts, legacyOf(config.javascript?.map));
  const python = judgePython(root, files, legacyOf(config.python?.map), config.python?.sourceRoots ?? ['.']);
  return {
    compiled: [...python.compiled, ...javascript.compiled],
    imports: [...python.imports, ...javascript.imports],
  };
}

function judgePython(
  root: string,
  files: readonly string[],
  legacy: readonly string[],
  sourceRoots: readonly string[],
): JudgedTree {
  if (legacy.length === 0) return { compiled: [], imports: [] };
  const question = {
    root,
    files: files.filter((file) => /\.pyi?$/.test(file)),
    sourceRoots,
    symbols: legacy.filter((path) => /:[^*]/.test(path)),
    modules: legacy.filter((path) => !path.includes(':')),
    stars: legacy.filter((path) => path.endsWith(':*')).map((path) => path.slice(0, -2)),
  };
  const answer = outputOf('python3', [judge], { input: JSON.stringify(question) });
  if (answer === undefined) throw new Error(`${judge} failed`);
  return JSON.parse(answer) as JudgedTree;
}

/** The imports of legacy paths of which the report says nothing. */
export function unlisted({ imports }: JudgedTree, report: ForeignReport): LegacyImport[] {
  const listed = new Map(report.files.map((file) => [file.path, file]));
  return imports.filter(({ path: file, places }) => {
    const { status = '', edits = [], refused = [], diagnostics = [] } = listed.get(file) ?? {};
    if (status === 'skipped' || status === 'failed') return false;
    const overlaps = ({ line, endLine }: ReportedPlace): boolean =>
      places.some(([from, to]) => line <= to && endLine >= from);
    return ![...edits, ...refused, ...diagnostics].some(overlaps);
  });
}
