import { formatExport } from '../../model/config.ts';
import { forReview, refused } from '../../model/resolution.ts';
import type { Resolution } from '../../model/resolution.ts';
import { displayKey } from './display-key.ts';
import type { JavaScriptProject } from './javascript-project.ts';
import type { Mapping } from './mapped-module.ts';
import type { ModulePlace } from './module-place.ts';
import type { StaticExports } from './static-exports.ts';

/** The move of a mapping from a place, when nothing speaks against it. */
type Move = (place: ModulePlace, mapping: Mapping, from: string, name: string | undefined) => Resolution;

/** Exports that become a module as an object, and such modules that become an export. */
export class CrossedExports {
  readonly #project: JavaScriptProject;
  readonly #exports: StaticExports;
  readonly #move: Move;

  constructor(project: JavaScriptProject, exports: StaticExports, move: Move) {
    this.#project = project;
    this.#exports = exports;
    this.#move = move;
  }

  /** `import * as Font from 'pkg-font'` → `import { Font } from 'pkg'` */
  becomesExport(place: ModulePlace, mapping: Mapping, name: string): Resolution {
    // The module that exports it is made of this import.
    if (place.importer === mapping.canonical.key) return { kind: 'canonical' };
    const move = this.#move(place, mapping, `${mapping.from}#*`, name);
    return this.#judged(move, mapping, place, [place.legacy.key, '*'], [mapping.canonical.key, name]);
  }

  /** `import { Font } from 'pkg'` → `import * as Font from 'pkg-font'` */
  becomesSpace(place: ModulePlace, mapping: Mapping): Resolution {
    const name = mapping.from.slice(mapping.from.lastIndexOf('#') + 1);
    const move = this.#move(place, mapping, mapping.from, '*');
    return this.#judged(move, mapping, place, [place.legacy.key, name], [mapping.canonical.key, '*']);
  }

  /** The tier of the move: both may be one object, or the Map says so. */
  #judged(
    move: Resolution,
    { entry, canonical }: Mapping,
    { legacy }: ModulePlace,
    from: readonly [string, string],
    to: readonly [string, string],
  ): Resolution {
    if (move.kind !== 'legacy' || !this.#project.isConsulted || !canonical.isFound) return move;
    const display = (key: string): string => displayKey(this.#project.root, key);
    const [old, next] = [this.#exports.define(...from), this.#exports.define(...to)];
    if (next.state === 'missing')
      return refused(move.from, 'target-not-exported', `${display(canonical.key)} does not export ${to[1]}`);
    if (!legacy.isFound || old.state === 'missing')
      return { ...move, tier: 'safe', because: `${move.from} cannot be imported today: the edit repairs it` };
    if (old.state === 'found' && old.key === next.key)
      return { ...move, tier: 'safe', because: `both lead to ${display(old.key)}` };
    if (move.tier !== 'safe') return move;
    const message = `whether ${formatExport(entry.canonical)} can replace ${move.from} is for its owner to say ("replaces": true)`;
    return forReview(move, 'unconfirmed-replacement', message);
  }
}

/** A name that crosses kinds: it becomes a module as an object, or its module becomes one of its own exports. */
export function crossedFrom(
  own: Mapping | undefined,
  whole: Mapping | undefined,
  name: string,
): { readonly kind: 'space' | 'member'; readonly mapping: Mapping; readonly elsewhere: Resolution } | undefined {
  if (own?.entry.canonical.name === '*') {
    const message = 'only a name of an import or export statement can become a module as an object';
    return { kind: 'space', mapping: own, elsewhere: refused(own.from, 'dynamic-use', message) };
  }
  if (own !== undefined || whole?.entry.canonical.name === undefined) return undefined;
  const message = `${formatExport(whole.entry.canonical)} is no module: ${name} is a property of it`;
  return {
    kind: 'member',
    mapping: whole,
    elsewhere: refused(`${whole.from}#${name}`, 'target-not-exported', message),
  };
}

/** A module that an export takes the place of, where it is not imported as an object. */
export function onlyAsSpace({ from }: Mapping): Resolution {
  return refused(from, 'dynamic-use', 'only `import * as …` of it can become an export');
}
