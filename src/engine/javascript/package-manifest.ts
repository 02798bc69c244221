import { existsSync } from 'node:fs';
import path from 'node:path';
import type { OwnPackage } from '../../resolve/javascript/javascript-project.ts';
import { nestsTooDeep } from './nests-too-deep.ts';
import { remember } from '../remember.ts';
import { readRegularFile } from '../../regular-file.ts';

/** A package.json, as far as it names modules. What stands in it may be of any type. */
export interface PackageManifest {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly source?: unknown;
  readonly types?: unknown;
  readonly typings?: unknown;
  readonly typesVersions?: unknown;
  readonly imports?: unknown;
  readonly exports?: unknown;
  readonly workspaces?: unknown;
  readonly [key: string]: unknown;
}

/** The packages that folders of a repository belong to. */
export interface Manifests {
  /** The package.json of a folder, or of the nearest one around it up to the root. */
  readonly find: (folder: string) => string | undefined;
  /** The content of a package.json; empty where it cannot be read. */
  readonly read: (file: string) => PackageManifest;
}

export function openManifests(root: string): Manifests {
  const find = remember((folder: string): string | undefined => {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return file;
    const parent = path.dirname(folder);
    return folder === root || folder === parent ? undefined : find(parent);
  });
  const read = remember((file: string): PackageManifest => {
    try {
      const bytes = readRegularFile(file);
      if (nestsTooDeep(bytes)) return {};
      const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
      return typeof value === 'object' && value !== null ? (value as PackageManifest) : {};
    } catch {
      return {};
    }
  });
  return { find, read };
}

/**
 * The files that `exports` or `imports` of a package.json may lead to for a key, whatever the conditions, in the order in which
 * they stand: `./sub` of `{ "./*": { "source": "./src/*.ts", "default": "./dist/*.js" } }`.
 */
export function packageTargets(field: unknown, key: string): string[] {
  if (typeof field !== 'object' || field === null || Array.isArray(field)) return key === '.' ? leaves(field) : [];
  const entries: [string, unknown][] = Object.entries(field);
  const isConditions = entries.every(([name]) => !/^[.#]/.test(name));
  if (isConditions) return key === '.' ? leaves(field) : [];
  const exact = entries.find(([name]) => name === key);
  if (exact) return leaves(exact[1]);
  const patterns = entries
    .map(([name, value]) => ({ parts: name.split('*'), value }))
    .filter(({ parts: [head = '', tail] }) => tail !== undefined && key.startsWith(head) && key.endsWith(tail))
    .toSorted((a, b) => (b.parts[0]?.length ?? 0) - (a.parts[0]?.length ?? 0));
  const [best] = patterns;
  const [head = '', tail = ''] = best?.parts ?? [];
  if (!best || key.length < head.length + tail.length) return [];
  const rest = key.slice(head.length, key.length - tail.length);
  return leaves(best.value).map((target) => target.replaceAll('*', () => rest));
}

/** Every path of a value of `exports`. */
export function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
}

/** The package of a manifest, by the names that others know; undefined where it has no name. */
export function ownPackage(
  manifest: string,
  { name, exports, main, module, source }: PackageManifest,
): OwnPackage | undefined {
  if (typeof name !== 'string') return undefined;
  const folder = path.dirname(manifest);
  const specifiersOf = (file: string): string[] => {
    const relative = `./${path.relative(folder, file).split(path.sep).join('/')}`;
    if (exports !== undefined) return exportKeys(exports, relative).map((key) => name + key.slice(1));
    const entries = [source, module, main, './index', './src/index'].filter((entry) => typeof entry === 'string');
    const isEntry = entries.some((entry) => stem(`./${path.posix.normalize(entry)}`) === stem(relative));
    return [...(isEntry ? [name] : []), `${name}/${stem(relative).slice(2)}`];
  };
  return { name, folder, specifiersOf };
}

/**
 * The keys of `exports` that may lead to a file of the package: the file is one of their targets, or the source of one.
 */
function exportKeys(exports: unknown, relative: string): string[] {
  const isMap =
    typeof exports === 'object' && exports !== null && Object.keys(exports).some((key) => key.startsWith('.'));
  const entries: [string, unknown][] = isMap ? Object.entries(exports) : [['.', exports]];
  const forms = [relative, relative.replace('./src/', './dist/'), relative.replace('./src/', './lib/')].map(stem);
  const keys = entries.flatMap(([key, value]) =>
    leaves(value).flatMap((target) => {
      const [head = '', tail] = stem(target).split('*');
      if (tail === undefined) return forms.includes(head) ? [key] : [];
      const form = forms.find(
        (path) => path.startsWith(head) && path.endsWith(tail) && path.length > head.length + tail.length,
      );
      return form === undefined ? [] : [key.replace('*', () => form.slice(head.length, form.length - tail.length))];
    }),
  );
  return [...new Set(keys)];
}

/** A path without the ending of a source file. */
function stem(file: string): string {
  return file.replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '');
}
