import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path that a URI of the editor names; undefined where it names no file, such as a document without a name. */
export function pathOf(uri: string): string | undefined {
  try {
    return path.resolve(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

/** The way from the root to a file below it, with forward slashes; undefined for the root itself and what is elsewhere. */
export function relativeTo(root: string, file: string): string | undefined {
  const relative = path.relative(root, file).split(path.sep).join('/');
  const isOutside = relative === '' || relative === '..' || relative.startsWith('../') || path.isAbsolute(relative);
  return isOutside ? undefined : relative;
}

export function uriOf(root: string, file: string): string {
  return pathToFileURL(path.join(root, file)).href;
}

/** The URIs by which editors and we name one file may be written differently: `%5B` or `[`, `file:///c%3A` or `file:///C:`. */
export function isSameFile(a: string, b: string): boolean {
  return a === b || (pathOf(a) !== undefined && pathOf(a) === pathOf(b));
}
