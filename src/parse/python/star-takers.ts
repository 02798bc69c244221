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
      for (const { isFrom, isStar, level, module: path, names: imported, aliases } of imports) {
        const module = isFrom ? absoluteModule(level, path, identity) : '';
        if (module === undefined) continue;
        if (isStar && isSaid) found.push({ module, name, isByStar: true });
        for (const [k, other] of imported.entries()) {
          if (isFrom && other === name) found.push({ module, name, isByStar: false });
          if (text.includes(`${aliases[k] ?? other}.${name}`))
            found.push({ module: isFrom ? `${module}.${other}` : other, name, isByStar: false });
        }
      }
      return found;
    });
}
