import { withoutEnd } from '../../model/without-end.ts';

/**
 * The names that a module may have by other source roots: where `.` and `src` are such, `src/app/old.py` is `app.old`, and can be
 * imported as `src.app.old`, too.
 * @param sourceRoots relative to the root, `.` for itself
 */
export function otherNames(sourceRoots: readonly string[]): (module: string) => string[] {
  const roots = sourceRoots
    .map((root) => withoutEnd(root, '/').replace(/^\.(?:\/|$)/, ''))
    .filter((root) => root !== '');
  const inner = roots.flatMap((root) =>
    roots.filter((other) => other.startsWith(`${root}/`)).map((other) => other.slice(root.length + 1)),
  );
  const prefixes = [...new Set([...roots, ...inner])]
    .filter((path) => !path.startsWith('..'))
    .map((path) => `${path.replaceAll('/', '.')}.`);
  return (module) =>
    prefixes.flatMap((prefix) => [
      ...(module.startsWith(prefix) ? [module.slice(prefix.length)] : []),
      prefix + module,
    ]);
}
