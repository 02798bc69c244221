import path from 'node:path';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { TextEdit } from '../../model/edit.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { readRegularFile } from '../../regular-file.ts';
import { decodeSource } from '../../scan/decode.ts';

/** The keys of these files under which paths stand that lead to modules. */
const pathKeys = new Set([
  ...['paths', 'files', 'include', 'exclude', 'references', 'extends', 'rootDirs'],
  ...[
    'exports',
    'imports',
    'main',
    'module',
    'types',
    'typings',
    'typesVersions',
    'bin',
    'browser',
    'source',
    'sideEffects',
  ],
]);

/** A configuration that names files by their paths, with the paths that change. */
export interface MovedSettings {
  readonly path: string;
  readonly source: SourceFile;
  readonly textEdits: readonly TextEdit[];
  /** The specifiers to which it gives the new paths, so that they stay. */
  readonly specifiers: readonly string[];
}

export function isSettings(file: string): boolean {
  return /(?:^|\/)(?:package|[tj]sconfig(?:\.[\w-]+)*)\.json$/.test(file) && !file.includes('node_modules/');
}

/** The files and folders that a configuration may name. Paths are absolute. */
export interface SettingsTree {
  /** The new path of a file or a folder that moves. */
  readonly newPath: (absolute: string) => string | undefined;
  /** Does it exist, or did it before it moved? */
  readonly isThere: (absolute: string) => boolean;
}

/**
 * The paths of a configuration of TypeScript or of a package that lead to what moves.
 * @param root absolute
 */
export function movedSettings(
  root: string,
  file: string,
  { newPath, isThere }: SettingsTree,
): MovedSettings | undefined {
  const source = decodeSource(file, 'unknown', readRegularFile(path.join(root, file)));
  if ('message' in source) return undefined;
  const tree = parseTree(source.text, [], { allowTrailingComma: true });
  if (tree === undefined) return undefined;
  const folder = path.dirname(path.join(root, file));
  const baseUrl = valueAt(tree, ['compilerOptions', 'baseUrl']);
  const textEdits: TextEdit[] = [];
  const specifiers: string[] = [];
  const name = valueAt(tree, ['name']);
  for (const { node, key, inner } of stringsBelow(tree, [])) {
    const written = String(node.value);
    const from = key === 'paths' && baseUrl !== undefined ? path.resolve(folder, baseUrl) : folder;
    const star = written.indexOf('*');
    const end = star < 0 ? written.length : written.charAt(star - 1) === '/' ? star - 1 : star;
    const [way, tail] = [written.slice(0, end), written.slice(end)];
    const absolute = way === '' ? undefined : found(path.resolve(from, way), isThere);
    const next = absolute === undefined ? undefined : newPath(absolute.file);
    if (absolute === undefined || next === undefined) continue;
    const relative = path
      .relative(from, next.slice(0, next.length - absolute.added.length))
      .split(path.sep)
      .join('/');
    const after = (written.startsWith('./') && !relative.startsWith('../') ? `./${relative}` : relative) + tail;
    if (star < 0) specifiers.push(...specifiersFor(key, inner, name));
    textEdits.push({ start: node.offset, end: node.offset + node.length, text: JSON.stringify(after) });
  }
  return textEdits.length === 0 ? undefined : { path: file, source, textEdits, specifiers };
}

/** The file that a path means, which may leave out its ending. */
function found(
  absolute: string,
  isThere: SettingsTree['isThere'],
): { readonly file: string; readonly added: string } | undefined {
  const added = ['', '.ts', '.tsx', '.js', '/index.ts', '/index.tsx', '/index.js'].find((end) =>
    isThere(absolute + end),
  );
  return added === undefined ? undefined : { file: absolute + added, added };
}

/** The specifiers that a path stands for: an alias, an entry of a package, or the package itself. */
function specifiersFor(key: string, inner: readonly string[], name: string | undefined): string[] {
  if (key === 'paths' || key === 'imports') return inner.slice(0, 1);
  if (name === undefined) return [];
  const entry = inner.find((one) => one.startsWith('.')) ?? '.';
  return [key === 'exports' ? path.posix.join(name, entry) : name];
}

interface FoundString {
  readonly node: Node;
  readonly key: string;
  /** The names of the properties below that key. */
  readonly inner: readonly string[];
}

function* stringsBelow(node: Node, way: readonly string[]): Generator<FoundString> {
  if (node.type === 'string') {
    const at = way.findIndex((name) => pathKeys.has(name));
    const key = way[at];
    if (key !== undefined) yield { node, key, inner: way.slice(at + 1) };
  } else if (node.type === 'property') {
    const [name, value] = node.children ?? [];
    if (value) yield* stringsBelow(value, [...way, String(name?.value)]);
  } else for (const child of node.children ?? []) yield* stringsBelow(child, way);
}

function valueAt(tree: Node, way: readonly string[]): string | undefined {
  let at: Node | undefined = tree;
  for (const name of way) at = at?.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
  return typeof at?.value === 'string' ? at.value : undefined;
}
