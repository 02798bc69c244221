import path from 'node:path';

/** The key of a module, or `key#export`, for people to read: relative to the root. */
export function displayKey(root: string, key: string): string {
  const below = `${root}/`;
  if (key.startsWith(below)) return key.slice(below.length);
  return key.startsWith('/') || path.isAbsolute(key)
    ? path.relative(root, key).split(path.sep).join('/')
    : key.replace(/^\?(?:package:)?/, '');
}
