import type { Place } from '../model/audit.ts';
import type { SuggestedPath, Uses } from '../model/suggestion.ts';

/** One import of a path. */
export interface PathUse extends Place {
  readonly area: keyof Uses;
}

/** The uses of one path, counted as they are found. */
export class CountedPath implements SuggestedPath {
  readonly path: string;
  readonly uses: Record<keyof Uses, number> = { production: 0, tests: 0, leftovers: 0 };
  place: Place | undefined;
  #area: keyof Uses = 'leftovers';

  constructor(path: string) {
    this.path = path;
  }

  /** To be told in a stable order: the first place of the first area counts. */
  add({ area, path, line, column }: PathUse): void {
    this.uses[area]++;
    if (this.place !== undefined && order[area] >= order[this.#area]) return;
    this.#area = area;
    this.place = { path, line, column };
  }
}

const order = { production: 0, tests: 1, leftovers: 2 } as const;

/** Backups count for nothing. */
export function bindingsOf({ production, tests }: Uses): number {
  return production + tests;
}

/** Sorts by most bindings first, and by path where these are equal. */
export function byUses(a: SuggestedPath, b: SuggestedPath): number {
  return bindingsOf(b.uses) - bindingsOf(a.uses) || (a.path < b.path ? -1 : 1);
}
