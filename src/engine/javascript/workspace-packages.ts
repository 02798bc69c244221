import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import type { Manifests } from './package-manifest.ts';
import { packageTargets } from './package-manifest.ts';
import { remember } from '../remember.ts';
import { mayTakeLong, withinSeconds } from '../../model/within-seconds.ts';
import { withoutEnd } from '../../model/without-end.ts';
import { readRegularFile } from '../../regular-file.ts';

/** Finds modules of the packages of a workspace, linked by an installation or not. */
export interface WorkspacePackages {
  /** The absolute paths that a specifier in a file of the folder may lead to; none when it names no package of the workspace. */
  readonly targets: (folder: string, specifier: string) => readonly string[];
  /** Does the specifier name a package of the workspace? */
  readonly holds: (folder: string, specifier: string) => boolean;
}

/** Folders in which no package of a workspace is looked for. */
const neverSearched = new Set(['node_modules', '.git', 'dist', 'build', 'coverage']);

/** The packages of the workspaces of npm, yarn, pnpm and lerna in a repository. */
export function openWorkspaces(root: string, manifests: Manifests): WorkspacePackages {
  const packagesOf = remember((top: string): ReadonlyMap<string, string> => {
    const globs = workspaceGlobs(top, manifests);
    const folders = globs.length === 0 ? [] : matchingFolders(top, globs);
    return new Map(
      [top, ...folders].flatMap((folder) => {
        const { name } = manifests.read(path.join(folder, 'package.json'));
        return typeof name === 'string' ? [[name, folder] as const] : [];
      }),
    );
  });
  /** The folder of the workspace that a package belongs to. */
  const topAbove = remember((home: string): string | undefined => {
    if (workspaceGlobs(home, manifests).length > 0) return home;
    return home === root ? undefined : topOf(path.dirname(home));
  });
  const topOf = (folder: string): string | undefined => {
    const file = manifests.find(folder);
    return topAbove(file === undefined ? root : path.dirname(file));
  };
  const find = (folder: string, specifier: string): { home: string; subpath: string } | undefined => {
    const [, name = '', rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.+)?$/.exec(specifier) ?? [];
    const top = topOf(folder);
    const home = top === undefined ? undefined : packagesOf(top).get(name);
    return home === undefined ? undefined : { home, subpath: `.${rest}` };
  };
  return {
    holds: (folder, specifier) => find(folder, specifier) !== undefined,
    targets: (folder, specifier) => {
      const found = find(folder, specifier);
      if (!found) return [];
      const { home, subpath } = found;
      const { exports, source, types, typings, module, main } = manifests.read(path.join(home, 'package.json'));
      const entries = [source, module, main, types, typings].filter((entry) => typeof entry === 'string');
      const plain =
        subpath === '.' ? [...entries, './index', './src/index'] : [subpath, subpath.replace('./', './src/')];
      const targets = exports === undefined ? plain : packageTargets(exports, subpath);
      return targets.map((target) => path.join(home, target)).flatMap((target) => [target, ...sourcesOf(home, target)]);
    },
  };
}

/** The globs that a folder declares for the packages of its workspace. */
function workspaceGlobs(folder: string, manifests: Manifests): string[] {
  const { workspaces } = manifests.read(path.join(folder, 'package.json'));
  const listed = Array.isArray(workspaces) ? workspaces : (workspaces as { packages?: unknown } | undefined)?.packages;
  const lerna = manifests.read(path.join(folder, 'lerna.json'))['packages'];
  const all: unknown[] = [listed ?? [], lerna ?? [], pnpmGlobs(path.join(folder, 'pnpm-workspace.yaml'))].flat();
  return all.filter((glob) => typeof glob === 'string');
}

/** The list `packages` of a pnpm-workspace.yaml: a line for each. */
function pnpmGlobs(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readRegularFile(file).toString('utf8').split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages:/.test(line));
  if (start < 0) return [];
  const line = lines[start] ?? '';
  const [open, close] = [line.indexOf('['), line.lastIndexOf(']')];
  if (open >= 0 && open < close)
    return line
      .slice(open + 1, close)
      .split(',')
      .map((item) => item.trim().replace(/^(["'])(.*)\1$/, '$2'));
  const globs: string[] = [];
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const written = line.replace(/#.*/s, '').trim();
    const item = written
      .slice(1)
      .trim()
      .replace(/^(["'])([^"']+)\1$/, '$2');
    if (!/^-\s/.test(written) || item === '' || /["']/.test(item)) break;
    globs.push(item);
  }
  return globs;
}

/** The folders below `top` that the globs take and that hold a package.json. */
function matchingFolders(top: string, globs: readonly string[]): string[] {
  const clean = globs.map((glob) => withoutEnd(glob.replace(/^(!?)\.\//, '$1'), '/'));
  const taken = clean.filter((glob) => !glob.startsWith('!'));
  const left = clean.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const isTaken = picomatch(taken);
  const isLeft = picomatch(left);
  const depth = Math.max(...taken.map((glob) => (glob.includes('**') ? 6 : glob.split('/').length)), 0);
  const found: string[] = [];
  const search = (folder: string, relative: string, level: number): void => {
    for (const name of foldersIn(folder)) {
      const below = relative === '' ? name : `${relative}/${name}`;
      const inner = path.join(folder, name);
      if (isTaken(below) && !isLeft(below) && existsSync(path.join(inner, 'package.json'))) found.push(inner);
      if (level < depth) search(inner, below, level + 1);
    }
  };
  if (clean.some(mayTakeLong))
    withinSeconds(
      () => {
        search(top, '', 1);
      },
      () => `a workspace of ${top} (${globs.join(', ')})`,
    );
  else search(top, '', 1);
  return found;
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !neverSearched.has(entry.name)).map(({ name }) => name);
  } catch {
    return [];
  }
}

const built = /^(?:dist|build|out|lib|es|esm|cjs|types)\/(?:(?:esm?|cjs|types|src|lib)\/)?/;

/** Where the source of a file that a package is built to may stand, without its ending. */
export function sourcesOf(home: string, target: string): string[] {
  const relative = path.relative(home, target).split(path.sep).join('/');
  if (!built.test(relative)) return [];
  const stem = relative.replace(built, '').replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '');
  return [path.join(home, 'src', stem), path.join(home, stem)];
}
