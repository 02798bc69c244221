import { withoutEnd } from '../../model/without-end.ts';

/**
 * The names that a module may have by other source roots: where `.` and `src` are such, `src/app/old.py` is `app.old`, and can be
 * imported as `src.app.old`, too.
 * @param sourceRoots relative to the root, `.` for itself
 * @param isOfInterest may a name be wanted that starts so? Others are left out
 */
export function otherNames(
  sourceRoots: readonly string[],
  isOfInterest: (prefix: string) => boolean = () => true,
): (module: string) => readonly string[] {
  const roots = sourceRoots
    .map((root) => withoutEnd(root, '/').replace(/^\.(?:\/|$)/, ''))
    .filter((root) => root !== '');
  const inner = roots.flatMap((root) =>
    roots.filter((other) => other.startsWith(`${root}/`)).map((other) => other.slice(root.length + 1)),
  );
  const prefixes = [...new Set([...roots, ...inner])]
    .filter((path) => !path.startsWith('..'))
    .map((path) => `${path.replaceAll('/', '.')}.`);
  const added = new Set(prefixes.filter(isOfInterest));
  return (module) => {
    // Asked of each name that is imported, and mostly there is none.
    if (added.size === 0 && !prefixes.some((prefix) => module.startsWith(prefix))) return none;
    return prefixes.flatMap((prefix) => [
      ...(module.startsWith(prefix) ? [module.slice(prefix.length)] : []),
      ...(added.has(prefix) ? [prefix + module] : []),
    ]);
  };
}

const none: readonly string[] = [];
