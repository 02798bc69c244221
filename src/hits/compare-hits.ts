import type { HitKind, Hits, HitSite, NeverHit } from '../model/hits.ts';
import { moduleOf } from '../model/symbol.ts';
import { dayOf } from './merge-records.ts';
import type { RecordedSite, Records } from './merge-records.ts';

/** A Reference to a legacy path, as the Plan has it. */
export interface StaticReference {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  /** `module:Name`, or the module. */
  readonly from: string;
}

/** The state of the repository that hits are compared with. */
export interface HitContext {
  /** Below the root, with forward slashes. */
  readonly files: readonly string[];
  /** Absolute, with forward slashes. */
  readonly root: string;
  readonly references: readonly StaticReference[];
  /** Has the symbol a canonical path? */
  readonly isMapped: (symbol: string) => boolean;
}

/** The recorded places beside the References of the Plan. */
export function compareHits(records: Records, { files, root, references, isMapped }: HitContext): Hits {
  const locate = locator(files, root);
  const byPath = new Map<string, StaticReference[]>();
  for (const reference of references) byPath.set(reference.path, [...(byPath.get(reference.path) ?? []), reference]);
  const hit = new Set<StaticReference>();
  const sites = records.sites.map((site): HitSite => {
    const path = locate(site.file);
    const own = path === undefined ? [] : matching(site, byPath.get(path) ?? []);
    for (const reference of own) hit.add(reference);
    const kind: HitKind =
      path === undefined ? 'outside' : !isMapped(site.legacy) ? 'unmapped' : own.length > 0 ? 'planned' : 'dynamic';
    const { line, legacy, hits, processes, last } = site;
    return { path: path ?? site.file, line, legacy, kind, hits, processes, last: dayOf(last) };
  });
  const neverHit = references
    .filter((reference) => !hit.has(reference))
    .map(({ path, line, from }): NeverHit => ({ path, line, legacy: from }));
  return {
    processes: records.processes,
    sites: sites.toSorted(byPlace),
    neverHit: neverHit.toSorted(byPlace),
    days: records.days,
    unreadable: records.unreadable,
  };
}

/**
 * The References that a hit is of: those of its symbol on the line, and those of the file to the module as a whole, since
 * an attribute may be taken of it anywhere.
 */
function matching({ legacy, line }: RecordedSite, references: readonly StaticReference[]): StaticReference[] {
  const module = moduleOf(legacy);
  return references.filter(
    ({ from, line: first, endLine }) =>
      from === module || from === `${module}:*` || (from === legacy && line >= first && line <= endLine),
  );
}

/** Finds the file of the repository for a recorded one: below the root, or where the program was deployed. */
function locator(files: readonly string[], root: string): (file: string) => string | undefined {
  const known = new Set(files);
  return (recorded) => {
    const file = recorded.replaceAll('\\', '/');
    if (file.startsWith(`${root}/`)) {
      const below = file.slice(root.length + 1);
      return known.has(below) ? below : undefined;
    }
    const parts = file.split('/');
    for (let k = file.startsWith('/') ? 1 : 0; k < parts.length; k++) {
      const end = parts.slice(k).join('/');
      if (known.has(end)) return end;
    }
    return undefined;
  };
}

function byPlace(a: NeverHit, b: NeverHit): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || (a.legacy < b.legacy ? -1 : a.legacy > b.legacy ? 1 : 0);
}
