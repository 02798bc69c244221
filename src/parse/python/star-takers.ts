import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { ImportRecord } from './import-statements.ts';
import { occurrences } from './occurrences.ts';

/** A name that a file takes from a module, or may take by a star. */
export interface TakenName {
  readonly module: string;
  readonly name: string;
  readonly isByStar: boolean;
}

/**
 * The names of interest that a file uses and may have from other modules: by a star, by their name, or as attributes.
 */
export function takenNames(
  text: string,
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
  names: readonly string[],
): TakenName[] {
  return names
    .filter((name) => text.includes(name))
    .flatMap((name) => {
      const found: TakenName[] = [];
      const isSaid = !occurrences(text, name).next().done;
      const dots = dotsBefore(text, name);
      for (const { isFrom, isStar, level, module: path, names: imported, aliases } of imports) {
        const module = isFrom ? absoluteModule(level, path, identity) : '';
        if (module === undefined) continue;
        if (isStar && isSaid) found.push({ module, name, isByStar: true });
        for (const [k, other] of imported.entries()) {
          if (isFrom && other === name) found.push({ module, name, isByStar: false });
          const local = aliases[k] ?? other;
          if (dots.some((at) => text.endsWith(local, at)))
            found.push({ module: isFrom ? `${module}.${other}` : other, name, isByStar: false });
        }
      }
      return found;
    });
}

/** The offsets of the dots that the name stands behind: few, where a file imports much. */
function dotsBefore(text: string, name: string): number[] {
  const dots: number[] = [];
  for (let at = text.indexOf(`.${name}`); at >= 0; at = text.indexOf(`.${name}`, at + 1)) dots.push(at);
  return dots;
}
