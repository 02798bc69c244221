import path from 'node:path';

/** The key of a module, or `key#export`, for people to read: relative to the root. */
export function displayKey(root: string, key: string): string {
  const below = `${root}/`;
  if (key.startsWith(below)) return key.slice(below.length);
  // The key of a missing module is a path or the name of a package.
  const plain = key.replace(/^\?(?:package:)?/, '');
  return path.isAbsolute(plain) ? path.relative(root, plain).split(path.sep).join('/') : plain;
}
