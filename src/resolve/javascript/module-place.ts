import type { Mapping } from './mapped-module.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';
import { spell } from './spelling.ts';

/** A specifier and where it stands. */
export interface ModulePlace {
  /** Absolute path of the file. */
  readonly importer: string;
  readonly specifier: string;
  readonly legacy: Location;
  /** The canonical specifier as it is written there. */
  readonly spell: (mapping: Mapping) => string | undefined;
}

/** A place where each canonical specifier is spelled once. */
export function modulePlace(
  project: JavaScriptProject,
  importer: string,
  specifier: string,
  legacy: Location,
): ModulePlace {
  const known = new Map<Mapping, string | undefined>();
  return {
    importer,
    specifier,
    legacy,
    spell: (mapping) => {
      if (!known.has(mapping)) {
        const canonical = { target: mapping.entry.canonical, location: mapping.canonical };
        known.set(mapping, spell(project, importer, canonical, specifier));
      }
      return known.get(mapping);
    },
  };
}
